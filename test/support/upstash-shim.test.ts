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
  for (const fault of ["status", "isGarbled", "delay", "mute", "refuse", "hang", "publish"] as const)
    delete shim.faults[fault];
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
  test("text of any script is returned unchanged", async () => {
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

  test("a wrong command fails with the server's message", async () => {
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

  test("a stream that ends raises no error at the client, and later messages are lost", async () => {
    const silent = await subscribed("s:3");
    shim.disturb("end");
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
    shim.faults.refuse = true;
    await expect(client.get("text")).rejects.toThrow();
  });

  test("a muted subscription stays open and delivers nothing", async () => {
    const muted = await subscribed("s:4");
    shim.faults.mute = true;
    expect(await client.publish("s:4", "unheard")).toBe(1);
    await vi.waitUntil(() => shim.counts().muted > 0);
    delete shim.faults.mute;
    await client.publish("s:4", "heard");
    await vi.waitUntil(() => muted.heard.length > 0);
    expect(muted.heard).toEqual(["heard"]);
    await muted.end();
  });

  test("a request that hangs is never answered, not even when the fault is over", async () => {
    shim.faults.hang = true;
    const asking = new Redis({ url: shim.url, token: shim.token, signal: () => AbortSignal.timeout(200) });
    const hanging = asking.get("text");
    await vi.waitUntil(() => shim.counts().hung > 0);
    delete shim.faults.hang;
    await expect(hanging).rejects.toThrow();
  });

  test("an error status may have a body that is not JSON", async () => {
    Object.assign(shim.faults, { status: 502, isGarbled: true });
    await expect(client.get("text")).rejects.toThrow(/Bad gateway/);
  });

  test("a subscription is cut, or receives half a line, garbage or two megabytes", async () => {
    const one = await subscribed("s:5");
    const response = await fetch(`${shim.url}/subscribe/s:6`, {
      headers: { Authorization: `Bearer ${shim.token}` },
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = "";
    const hears = async (length: number) => {
      while (heard.length < length) heard += (await reader?.read())?.value ?? "";
      return heard;
    };
    await hears(10);
    for (const kind of ["garbage", "half_line"] as const)
      expect(shim.disturb(kind, (channel) => channel === "s:6")).toBe(1);
    await client.publish("s:6", "next");
    await vi.waitUntil(async () => (await hears(heard.length + 1)).includes("next"));
    expect(heard).toContain("half of whdata: message,s:6,");
    shim.disturb("huge_line", (channel) => channel === "s:6");
    expect((await hears(2_000_000)).length).toBeGreaterThan(2_000_000);
    shim.disturb("break", (channel) => channel === "s:6");
    await vi.waitUntil(() => shim.subscriptions().length === 1);
    expect(one).toMatchObject({ heard: [], complaints: [] });
    expect(shim.counts()).toMatchObject({ garbage: 1, half_line: 1, huge_line: 1, break: 1 });
    await one.end();
  });

  test("a publish is lost, doubled, late or reordered according to the random numbers", async () => {
    const { heard, end } = await subscribed("s:7");
    const numbers = [0.1, 0.3, 0.5, 0.7, 0.9];
    shim.faults.publish = {
      random: () => numbers.shift() ?? 1,
      ...{ lost: 0.2, doubled: 0.2, late: 0.2, lateMs: 100, reordered: 0.2 },
    };
    for (const word of ["lost", "doubled", "late", "overtaken", "carried"]) await client.publish("s:7", word);
    await vi.waitUntil(() => heard.length >= 5);
    expect(heard).toEqual(["doubled", "doubled", "carried", "overtaken", "late"]);
    expect(shim.counts()).toMatchObject({ lost: 1, doubled: 1, late: 1, reordered: 1 });
    await end();
  });

  test("commands fail while Redis is down and work afterwards, and old subscriptions stay silent", async () => {
    const orphan = await subscribed("s:8");
    await server.kill();
    await expect(client.get("text")).rejects.toThrow();
    await server.comeBack();
    await vi.waitFor(() => client.set("text", "new"));
    const fresh = await subscribed("s:8");
    await vi.waitUntil(() => shim.subscriptions().length === 2);
    expect(await client.publish("s:8", "heard")).toBe(1);
    await vi.waitUntil(() => fresh.heard.length > 0);
    expect(orphan).toMatchObject({ heard: [], complaints: [] });
    await Promise.all([orphan.end(), fresh.end()]);
  });

  test("commands are counted", async () => {
    const before = shim.counts().commands;
    await client.mget("a", "b");
    expect(shim.counts().commands).toBe(before + 1);
  });
});
