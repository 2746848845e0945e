import { v7 as newId } from "uuid";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { GET } from "@/app/api/events/stream/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { sessions } from "@/lib/db/schema/people";
import { hub, provideHub } from "@/lib/realtime/hub/process-hub";
import { COOKIE_KEY, sessionCookie } from "@/test/support/credentials";
import { withDatabase } from "@/test/support/database";
import { serveRoute } from "@/test/support/serve-route";
import { makePerson } from "@/test/support/world";

// The environment is read once.
vi.hoisted(() => {
  Object.assign(process.env, {
    STREAMS_PER_BROWSER: "2",
    STREAMS_PER_USER: "3",
    STREAMS_PER_ADDRESS: "5",
    STREAMS_PER_INSTANCE: "6",
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

async function open(path: string, headers: Record<string, string>, address: string) {
  const leave = new AbortController();
  const response = await fetch(`${server.url}/api/events/stream${path}`, {
    headers: { ...headers, "X-Forwarded-For": `198.51.100.1, ${address}` },
    signal: leave.signal,
  });
  if (response.ok) streams.push({ response, leave: () => leave.abort() });
  return response;
}

const ask = (token: string, address: string) => open("", { Authorization: `Bearer ${token}` }, address);

/** Signs a person in with one more browser. Returns a function that opens a stream as the pages of this browser do. */
async function browserOf(person: Viewer) {
  const sessionId = newId();
  await (await queryable())
    .insert(sessions)
    .values({ id: sessionId, user_id: person.userId, cookie_key: COOKIE_KEY });
  const cookie = await sessionCookie(person.userId, sessionId);
  return (replaces?: string) =>
    open(
      `?client=platewire${replaces === undefined ? "" : `&replaces=${replaces}`}`,
      { cookie },
      "203.0.113.1",
    );
}

async function connectionIdOf(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
    text += decoder.decode(read.value, { stream: true });
    const id = /"connection_id":"([^"]+)"/.exec(text)?.[1];
    if (id !== undefined) return id;
  }
  throw new Error("The stream has ended before its first frame.");
}

async function expectRefusal(response: Response, text: RegExp) {
  expect(response.status).toBe(429);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThanOrEqual(5);
  expect(Number(response.headers.get("retry-after"))).toBeLessThanOrEqual(15);
  expect(await response.json()).toEqual({ success: false, errors: [expect.stringMatching(text)] });
}

describe("a stream beyond a cap", () => {
  test("of the pages of one browser is refused, and another browser of the same person is not", async () => {
    const ana = await makePerson("Ana");
    const [tablet, phone] = [await browserOf(ana), await browserOf(ana)];
    for (let count = 0; count < 2; count++) expect((await tablet()).status).toBe(200);
    await expectRefusal(await tablet(), /in this browser/);
    expect((await phone()).status).toBe(200);
    streams.shift()?.leave();
    await vi.waitFor(async () => expect((await tablet()).status).toBe(200));
    expect(hub().stats().refused.browser_full).toBeGreaterThanOrEqual(1);
  });

  test("of one browser is accepted in place of its own lost connection, and of nobody else's", async () => {
    const [ana, ben] = [await makePerson("Ana"), await makePerson("Ben")];
    const [tablet, phone, other] = [await browserOf(ana), await browserOf(ana), await browserOf(ben)];
    const lost = await connectionIdOf(await tablet());
    expect((await tablet()).status).toBe(200);
    for (const notTheOwner of [phone, other]) {
      expect((await notTheOwner(lost)).status).toBe(200);
      streams.pop()?.leave();
    }
    await expectRefusal(await tablet(crypto.randomUUID()), /in this browser/);
    await expectRefusal(await tablet("x".repeat(5_000)), /in this browser/);
    expect((await tablet(lost)).status).toBe(200);
    await expectRefusal(await tablet(lost), /in this browser/);
  });

  test("of a program is not counted with those of a browser", async () => {
    const ana = await tokenOf("Ana");
    for (let count = 0; count < 3; count++)
      expect(
        (await open("?client=platewire", { Authorization: `Bearer ${ana}` }, "203.0.113.1")).status,
      ).toBe(200);
  });

  test("of one person is refused until another of their streams ends", async () => {
    const ana = await tokenOf("Ana");
    for (const address of ["203.0.113.1", "203.0.113.2", "203.0.113.2"])
      expect((await ask(ana, address)).status).toBe(200);
    await expectRefusal(await ask(ana, "203.0.113.3"), /live pages/);
    expect((await ask(await tokenOf("Ben"), "203.0.113.3")).status).toBe(200);
    streams.shift()?.leave();
    await vi.waitFor(async () => expect((await ask(ana, "203.0.113.3")).status).toBe(200));
    expect(hub().stats().refused.user_full).toBeGreaterThanOrEqual(1);
  });

  test("from one address is refused, for everyone, whatever address the request claims", async () => {
    for (let count = 0; count < 5; count++)
      expect((await ask(await tokenOf("Someone"), "203.0.113.1")).status).toBe(200);
    await expectRefusal(await ask(await tokenOf("Sixth"), "203.0.113.1"), /from your network/);
    await expectRefusal(await ask("nobody", "203.0.113.1"), /from your network/);
    expect((await ask(await tokenOf("Elsewhere"), "203.0.113.2")).status).toBe(200);
  });

  test("at one instance is refused before the credential is checked", async () => {
    for (let count = 0; count < 6; count++)
      expect((await ask(await tokenOf("Someone"), `203.0.113.${count}`)).status).toBe(200);
    await expectRefusal(await ask("nobody", "203.0.113.9"), /no room/);
  });

  test("gets a jittered Retry-After", async () => {
    const ana = await tokenOf("Ana");
    for (let count = 0; count < 3; count++) await ask(ana, "203.0.113.1");
    const waits = new Set<string | null>();
    for (let count = 0; count < 40; count++)
      waits.add((await ask(ana, "203.0.113.3")).headers.get("retry-after"));
    expect(waits.size).toBeGreaterThan(3);
  });
});
