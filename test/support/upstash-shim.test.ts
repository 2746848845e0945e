import { Redis } from "@upstash/redis";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { type RedisServer, startRedis } from "./redis-server";
import { startUpstashShim, type UpstashShim } from "./upstash-shim";

let server: RedisServer;
let shim: UpstashShim;
let client: Redis;

beforeAll(async () => {
  server = await startRedis();
  shim = await startUpstashShim(server.port);
  client = new Redis({ url: shim.url, token: shim.token, retry: false, enableTelemetry: false });
});

afterAll(async () => {
  await shim?.stop();
  await server?.stop();
});

afterEach(() => {
  for (const fault of ["status", "delay", "mute", "down"] as const) delete shim.faults[fault];
});

async function subscribed(channel: string) {
  const heard: unknown[] = [];
  const complaints: unknown[] = [];
  const subscriber = client.subscribe([channel]);
  subscriber.on("message", ({ message }) => heard.push(message));
  subscriber.on("error", (error) => complaints.push(error));
  await vi.waitUntil(() => shim.subscriptions().includes(channel));
  return { heard, complaints, end: () => subscriber.unsubscribe() };
}

describe("commands through the real client", () => {
  test("text of any script comes back as it went in", async () => {
    const text = "Çiğ köfte ☕ עברית\n<b>line two</b>";
    expect(await client.set("text", text)).toBe("OK");
    expect(await client.get("text")).toBe(text);
  });

  test("objects, numbers, null and nested answers survive the encoding", async () => {
    await client.set("object", { a: [1, "é"], b: null });
    expect(await client.get("object")).toEqual({ a: [1, "é"], b: null });
    expect(await client.incr("count")).toBe(1);
    expect(await client.get("nothing")).toBeNull();
    await client.hset("hash", { one: "eins", two: "zwei" });
    expect(await client.hgetall("hash")).toEqual({ one: "eins", two: "zwei" });
    expect(await client.eval("return {'a', {'b', 1}}", [], [])).toEqual(["a", ["b", 1]]);
  });

  test("a pipeline and a transaction answer each command in order", async () => {
    expect(await client.pipeline().set("p", "1").incr("p").get("p").exec()).toEqual(["OK", 2, 2]);
    expect(await client.multi().set("m", "5").decr("m").exec()).toEqual(["OK", 4]);
  });

  test("a wrong command is an error with the server's words", async () => {
    await client.set("word", "letters");
    await expect(client.incr("word")).rejects.toThrow(/not an integer/);
  });

  test("a wrong token is refused", async () => {
    const stranger = new Redis({ url: shim.url, token: "wrong", retry: false });
    await expect(stranger.get("text")).rejects.toThrow(/WRONGPASS/);
  });
});

describe("subscriptions through the real client", () => {
  test("a message reaches each subscriber of its channel, and no other", async () => {
    const [one, two, other] = await Promise.all([subscribed("s:1"), subscribed("s:1"), subscribed("s:2")]);
    await vi.waitUntil(() => shim.subscriptions().length === 3);
    await client.publish("s:1", { a: 1, text: "a, comma and ☕" });
    await vi.waitUntil(() => one.heard.length === 1 && two.heard.length === 1);
    expect(one.heard).toEqual([{ a: 1, text: "a, comma and ☕" }]);
    expect(other.heard).toEqual([]);
    await Promise.all([one.end(), two.end(), other.end()]);
    await vi.waitUntil(() => shim.subscriptions().length === 0);
  });

  test("a stream that ends says nothing to the client, and its messages are gone", async () => {
    const silent = await subscribed("s:3");
    shim.endSubscriptions();
    await vi.waitUntil(() => shim.subscriptions().length === 0);
    expect(await client.publish("s:3", "lost")).toBe(0);
    expect(silent).toMatchObject({ heard: [], complaints: [] });
    await silent.end();
  });
});

describe("faults", () => {
  test("a status, a delay and a cut connection reach the client", async () => {
    shim.faults.status = 500;
    await expect(client.get("text")).rejects.toThrow(/out of order/);
    delete shim.faults.status;
    shim.faults.delay = 120;
    const before = performance.now();
    await client.get("text");
    expect(performance.now() - before).toBeGreaterThan(100);
    shim.faults.down = true;
    await expect(client.get("text")).rejects.toThrow();
  });

  test("a muted subscription stays open and says nothing", async () => {
    const muted = await subscribed("s:4");
    shim.faults.mute = true;
    expect(await client.publish("s:4", "unheard")).toBe(1);
    await vi.waitUntil(() => shim.counts.muted > 0);
    delete shim.faults.mute;
    await client.publish("s:4", "heard");
    await vi.waitUntil(() => muted.heard.length > 0);
    expect(muted.heard).toEqual(["heard"]);
    await muted.end();
  });

  test("commands are counted, subscriptions by channel are listed", async () => {
    const before = shim.counts.commands;
    await client.mget("a", "b");
    expect(shim.counts.commands).toBe(before + 1);
  });
});
