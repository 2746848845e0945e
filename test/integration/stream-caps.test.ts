import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { GET } from "@/app/api/events/stream/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import { hub, provideHub } from "@/lib/realtime/hub/process-hub";
import { withDatabase } from "@/test/support/database";
import { serveRoute } from "@/test/support/serve-route";
import { makePerson } from "@/test/support/world";

// The environment is read once.
vi.hoisted(() => {
  Object.assign(process.env, {
    STREAMS_PER_USER: "2",
    STREAMS_PER_ADDRESS: "4",
    STREAMS_PER_INSTANCE: "5",
    TRUSTED_PROXIES: "1",
    LIMIT_CONNECT: "0",
    LIMIT_CONNECT_ADDRESS: "0",
  });
});

withDatabase();

let server: Awaited<ReturnType<typeof serveRoute>>;
beforeAll(async () => {
  server = await serveRoute(GET);
});
afterAll(() => server.stop());

/** Holds each response: `fetch` ends the stream of a response that is garbage-collected. */
const streams: { response: Response; leave: () => void }[] = [];
beforeEach(() => provideHub(undefined));
afterEach(async () => {
  for (const { leave } of streams.splice(0)) leave();
  await vi.waitFor(() => expect(hub().stats().connections).toBe(0));
  await hub().owners.presence.end();
});

async function tokenOf(name: string): Promise<string> {
  const { userId } = await makePerson(name);
  return (await createToken(userId, { name: "test", scopes: ["events:read"] })).token;
}

async function ask(token: string, address: string) {
  const leave = new AbortController();
  const response = await fetch(`${server.url}/api/events/stream`, {
    headers: { Authorization: `Bearer ${token}`, "X-Forwarded-For": `198.51.100.1, ${address}` },
    signal: leave.signal,
  });
  if (response.ok) streams.push({ response, leave: () => leave.abort() });
  return response;
}

async function expectRefusal(response: Response, text: RegExp) {
  expect(response.status).toBe(429);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThanOrEqual(5);
  expect(Number(response.headers.get("retry-after"))).toBeLessThanOrEqual(15);
  expect(await response.json()).toEqual({ success: false, errors: [expect.stringMatching(text)] });
}

describe("a stream beyond a cap", () => {
  test("of one person is refused until another of their streams ends", async () => {
    const ana = await tokenOf("Ana");
    expect((await ask(ana, "203.0.113.1")).status).toBe(200);
    expect((await ask(ana, "203.0.113.2")).status).toBe(200);
    await expectRefusal(await ask(ana, "203.0.113.3"), /live pages/);
    expect((await ask(await tokenOf("Ben"), "203.0.113.3")).status).toBe(200);
    streams.shift()?.leave();
    await vi.waitFor(async () => expect((await ask(ana, "203.0.113.3")).status).toBe(200));
    expect(hub().stats().refused.user_full).toBeGreaterThanOrEqual(1);
  });

  test("from one address is refused, for everyone, whatever address the request claims", async () => {
    for (let count = 0; count < 4; count++)
      expect((await ask(await tokenOf("Someone"), "203.0.113.1")).status).toBe(200);
    await expectRefusal(await ask(await tokenOf("Fifth"), "203.0.113.1"), /from your network/);
    await expectRefusal(await ask("nobody", "203.0.113.1"), /from your network/);
    expect((await ask(await tokenOf("Elsewhere"), "203.0.113.2")).status).toBe(200);
  });

  test("at one instance is refused before the credential is checked", async () => {
    for (let count = 0; count < 5; count++)
      expect((await ask(await tokenOf("Someone"), `203.0.113.${count}`)).status).toBe(200);
    await expectRefusal(await ask("nobody", "203.0.113.9"), /no room/);
  });

  test("gets a jittered Retry-After", async () => {
    const ana = await tokenOf("Ana");
    await ask(ana, "203.0.113.1");
    await ask(ana, "203.0.113.2");
    const waits = new Set<string | null>();
    for (let count = 0; count < 40; count++)
      waits.add((await ask(ana, "203.0.113.3")).headers.get("retry-after"));
    expect(waits.size).toBeGreaterThan(3);
  });
});
