import { afterEach, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { restClient } from "../../e2e/support/rest-client";
import { type AppServer, startApp } from "../support/app-server";
import { NO_LIMITS } from "../support/no-limits";
import { signInAs } from "../support/sign-in";
import { openStream, type StreamClient } from "../support/stream-client";

const bye = z.object({ reason: z.string(), retry_ms: z.number() });
const placed = z.object({ channel: z.string(), offset: z.number() });
const PATIENCE = { timeout: 20_000, interval: 50 };

let app: AppServer | undefined;
let clients: StreamClient[] = [];

afterEach(async () => {
  for (const client of clients) client.close();
  clients = [];
  await app?.dispose();
  app = undefined;
});

async function openMany(count: number, url: string, headersOf: (index: number) => Record<string, string>) {
  const opened: StreamClient[] = [];
  // A listener's backlog is limited.
  for (let from = 0; from < count; from += 100)
    opened.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(100, count - from) }, (_, n) => openStream(url, headersOf(from + n))),
      )),
    );
  clients.push(...opened);
  return opened;
}

const offsetsOf = ({ frames }: StreamClient) =>
  frames
    .filter(({ event }) => event === "order_status_update" || event === "notification")
    .map(({ data }) => placed.parse(JSON.parse(data)).offset);

const farewellOf = ({ frames }: StreamClient) => {
  const last = frames.at(-1);
  return last?.event === "bye" ? bye.parse(JSON.parse(last.data)) : null;
};

describe("SIGTERM with a thousand streams open", () => {
  test("the process ends within five seconds, all streams get a retry time, and no event is missed", async () => {
    app = await startApp({ env: NO_LIMITS });
    const url = `http://127.0.0.1:${app.port}/api/events/stream`;
    const Cookie = await signInAs(app.url, "lena@demo.test");
    const rest = restClient(app.url, { Cookie });
    const first = await openMany(1_000, url, () => ({ Cookie }));
    await rest.order("sushi-bar", ["Dragon roll"]);
    await vi.waitFor(() => {
      for (const client of first) expect(offsetsOf(client)).toEqual([1, 2]);
    }, PATIENCE);

    const startedAt = performance.now();
    expect(await app.stop("SIGTERM")).toBe(143);
    const seconds = (performance.now() - startedAt) / 1_000;
    expect(seconds).toBeLessThan(5);

    expect(new Set(await Promise.all(first.map(({ ended }) => ended)))).toEqual(new Set(["ended"]));
    const farewells = first.map(farewellOf);
    for (const farewell of farewells) expect(farewell?.reason).toBe("shutdown");
    const waits = farewells.map((farewell) => farewell?.retry_ms ?? 0);
    // The retry time is uniform over 4,500 ms.
    expect(new Set(waits).size).toBeGreaterThan(500);
    for (const from of [500, 1_500, 2_500, 3_500])
      expect(waits.filter((ms) => ms >= from && ms < from + 1_000).length).toBeGreaterThan(100);

    await app.restart();
    await rest.order("sushi-bar", ["Rainbow roll"]);
    const again = await openMany(1_000, url, (n) => ({ Cookie, "Last-Event-ID": first[n]?.lastId() ?? "" }));
    await vi.waitFor(() => {
      for (const client of again) expect(offsetsOf(client)).toEqual([3, 4]);
    }, PATIENCE);
    expect(again.flatMap(({ frames }) => frames.filter(({ event }) => event === "reset"))).toEqual([]);
  });

  test("a process that ends does not wait for kept-alive connections", async () => {
    app = await startApp();
    const port = app.port;
    const open = await openStream(`http://127.0.0.1:${port}/api/events/stream`, {
      Cookie: await signInAs(app.url, "lena@demo.test"),
    });
    clients.push(open);
    const startedAt = performance.now();
    await app.stop("SIGTERM");
    // The server keeps idle connections for 75 seconds.
    expect(performance.now() - startedAt).toBeLessThan(60_000);
    await expect(fetch(`http://127.0.0.1:${port}/api/health`)).rejects.toThrow();
  });
});

test("a stream ends before the platform's limit with a retry time, and resumes without a gap", async () => {
  app = await startApp({ env: { STREAM_MAX_SECONDS: "2" } });
  const url = `http://127.0.0.1:${app.port}/api/events/stream`;
  const Cookie = await signInAs(app.url, "lena@demo.test");
  const [first] = await openMany(1, url, () => ({ Cookie }));
  expect(await first?.ended).toBe("ended");
  expect(first && farewellOf(first)).toMatchObject({ reason: "limit" });
  await restClient(app.url, { Cookie }).order("sushi-bar", ["Dragon roll"]);
  const [second] = await openMany(1, url, () => ({ Cookie, "Last-Event-ID": first?.lastId() ?? "" }));
  await vi.waitFor(() => expect(second && offsetsOf(second)).toEqual([1, 2]), PATIENCE);
});
