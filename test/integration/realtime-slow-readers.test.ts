import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { memoryBus } from "@/lib/realtime/bus/memory";
import type { LogReader } from "@/lib/realtime/hub/hub-channel";
import { type HubOptions, StreamHub } from "@/lib/realtime/hub/stream-hub";
import { decodeCursor, encodeCursor } from "@/lib/realtime/protocol/cursor";
import { UNWRITTEN } from "@/lib/realtime/protocol/position";
import { durableMessage, ephemeralMessage } from "@/test/support/bus-messages";
import { collectFrames, type ReadFrame } from "@/test/support/sse-parser";
import { ALONE, ROOMY, streamRequest } from "@/test/support/stream-request";

const CHANNEL = "broadcast";
const KB = 1024;
const MB = 1024 * KB;
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Generates `count` events of `bytes` when they are read. */
function longLog(head: number, bytes = KB): LogReader & { pages: number } {
  const text = "x".repeat(bytes);
  const log = {
    pages: 0,
    readHeads: async (names: readonly string[]) =>
      new Map(
        names.map((name) => [
          name,
          name === CHANNEL ? { epoch: "life", head, tail: 0 } : { epoch: "", head: 0, tail: 0 },
        ]),
      ),
    readPages: async (wanted: readonly { channel: string }[]) => {
      const heads = await log.readHeads(wanted.map(({ channel }) => channel));
      return wanted.map(({ channel }) => ({ ...UNWRITTEN, ...heads.get(channel), events: [] }));
    },
    readChanges: async () => ({ now: 0, heads: new Map() }),
    readEvents: async (_: string, after: number) => {
      log.pages++;
      const events = Array.from({ length: Math.min(300, head - after) }, (_, index) => ({
        offset: after + 1 + index,
        type: "said",
        data: JSON.stringify({ n: after + 1 + index, text }),
      }));
      return { epoch: "life", head, tail: 0, events };
    },
  };
  return log;
}

const ends: AbortController[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end.abort();
  vi.useRealTimers();
});

async function startHub(log: LogReader, over: Partial<HubOptions> = {}) {
  const bus = memoryBus(1);
  const hub = new StreamHub({
    log,
    bus,
    heartbeatMs: 10_000,
    checkMs: 1e8,
    caps: ROOMY,
    presence: ALONE,
    ...over,
  });
  const open = async (cursor: string | null = null) => {
    const leave = new AbortController();
    ends.push(leave);
    const opened = await hub.open(
      await streamRequest(hub, { channels: [CHANNEL], cursor, signal: leave.signal }),
    );
    if (typeof opened === "string") throw new Error(opened);
    return opened;
  };
  return { hub, bus, open };
}

const numbers = (frames: readonly ReadFrame[], event: string) =>
  frames.filter((frame) => frame.event === event).map(({ data }) => JSON.parse(data).n);
const reasons = (frames: readonly ReadFrame[]) =>
  frames.filter(({ event }) => event === "bye").map(({ data }) => JSON.parse(data).reason);

describe("a reader that does not read", () => {
  test("of 40 MB of ephemeral events stays connected with a bounded queue and gets the latest of each key", async () => {
    const { hub, bus, open } = await startHub(longLog(0));
    const reader = await open();
    const text = "x".repeat(KB);
    let most = 0;
    for (let n = 0; n < 40_000; n++) {
      await bus.publish([ephemeralMessage(CHANNEL, { key: `k${n % 10}`, n, text })]);
      if (n % 50 === 0) await turn();
      most = Math.max(most, reader.queuedBytes);
    }
    expect(reader.isClosed).toBe(false);
    expect(most).toBeGreaterThan(200 * KB);
    expect(most).toBeLessThan(MB);
    expect(hub.stats().shed).toBeGreaterThan(200);
    const { frames } = collectFrames(reader.body);
    await vi.waitFor(() =>
      expect(numbers(frames, "glimpse").slice(-10).toSorted()).toEqual(
        Array.from({ length: 10 }, (_, key) => 39_990 + key),
      ),
    );
    expect(reasons(frames)).toEqual([]);
  });

  test("loses low events before others", async () => {
    const { bus, open } = await startHub(longLog(0));
    const reader = await open();
    const text = "x".repeat(KB);
    const publish = (n: number, key: string, priority: "low" | "normal") =>
      bus.publish([ephemeralMessage(CHANNEL, { n, key, priority, text, type: priority })]);
    // Data that was passed to the socket cannot be taken back.
    await publish(0, "first", "normal");
    await turn();
    for (let n = 1; n <= 100; n++) await publish(n, `k${n}`, "low");
    for (let n = 1; n <= 200; n++) await publish(n, "one key", "normal");
    const { frames } = collectFrames(reader.body);
    await vi.waitFor(() => expect(numbers(frames, "normal")).toHaveLength(201));
    expect(numbers(frames, "low")).toEqual([]);
  });

  test("of 40 MB of durable events is disconnected with a cursor that matches what it received", async () => {
    const { hub, bus, open } = await startHub(longLog(0));
    const reader = await open();
    const text = "x".repeat(KB);
    let most = 0;
    for (let n = 1; n <= 40_000; n++) {
      await bus.publish([durableMessage(CHANNEL, n, text)]);
      if (n % 50 === 0) await turn();
      most = Math.max(most, reader.queuedBytes);
    }
    expect(reader.isClosed).toBe(true);
    expect(most).toBeLessThan(MB);
    expect(hub.stats()).toMatchObject({ slow: 1, connections: 0 });
    const { frames, ended } = collectFrames(reader.body);
    await ended;
    expect(reasons(frames)).toEqual(["slow"]);
    const received = numbers(frames, "said");
    expect(received).toEqual(received.map((_, index) => index + 1));
    expect(decodeCursor(frames.at(-1)?.id ?? "")?.get(CHANNEL)?.offset ?? 0).toBe(received.length);
  });

  test("of a log of 40 MB has a bounded queue and gets all of it when it reads", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "setTimeout"] });
    const log = longLog(1_000, 40 * KB);
    const { open } = await startHub(log);
    const reader = await open(encodeCursor([[CHANNEL, { epoch: "life", offset: 0 }]]));
    await vi.waitFor(() => expect(log.pages).toBe(1));
    // The hub's timer runs once a second and must not read another page.
    await vi.advanceTimersByTimeAsync(1_500);
    for (let turns = 0; turns < 100; turns++) await turn();
    expect(reader.queuedBytes).toBeLessThan(MB);
    expect(log.pages).toBe(1);
    const { frames } = collectFrames(reader.body);
    await vi.waitFor(() => expect(numbers(frames, "said")).toHaveLength(1_000), { timeout: 10_000 });
    expect(numbers(frames, "said")).toEqual(Array.from({ length: 1_000 }, (_, index) => index + 1));
    // The rest of the first page was dropped and read again; a fast reader needs four pages.
    expect(log.pages).toBe(5);
  });

  test("is disconnected after three heartbeats, even when little is published", async () => {
    const { bus, open } = await startHub(longLog(0), { heartbeatMs: 100 });
    const reader = await open();
    await bus.publish([ephemeralMessage(CHANNEL)]);
    await vi.waitFor(() => expect(reader.isClosed).toBe(true));
    const { frames, ended } = collectFrames(reader.body);
    await ended;
    expect(reasons(frames)).toEqual(["slow"]);
  });

  test("on a real socket holds at most 1 MB in this process, however much is published", async () => {
    const { bus, open } = await startHub(longLog(0));
    const responses: ServerResponse[] = [];
    const readers: Awaited<ReturnType<typeof open>>[] = [];
    const server = createServer(async (_, response) => {
      const reader = await open();
      readers.push(reader);
      responses.push(response);
      for await (const chunk of reader.body) if (!response.write(chunk)) await once(response, "drain");
      response.end();
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    const socket = connect(address.port, "127.0.0.1");
    socket.pause();
    socket.write("GET / HTTP/1.1\r\nHost: test\r\n\r\n");
    await vi.waitFor(() => expect(readers).toHaveLength(1));
    const [reader] = readers;
    const [response] = responses;
    if (reader === undefined || response === undefined) throw new Error("no reader");
    const text = "x".repeat(KB);
    let most = 0;
    for (let n = 0; n < 40_000; n++) {
      await bus.publish([ephemeralMessage(CHANNEL, { key: `k${n % 10}`, n, text })]);
      if (n % 50 === 0) await turn();
      most = Math.max(most, reader.queuedBytes + response.writableLength);
    }
    expect(reader.isClosed).toBe(false);
    expect(most).toBeGreaterThan(200 * KB);
    expect(most).toBeLessThan(MB);
    socket.destroy();
    server.closeAllConnections();
    server.close();
  });
});

describe("priorities", () => {
  test("urgent ephemeral events overtake queued ones; durable ones stay in order, and no cursor runs ahead", async () => {
    const { bus, open } = await startHub(longLog(0));
    const reader = await open();
    await turn();
    await bus.publish([durableMessage(CHANNEL, 1)]);
    await bus.publish([ephemeralMessage(CHANNEL, { type: "calm" })]);
    await bus.publish([durableMessage(CHANNEL, 2, "", "urgent")]);
    await bus.publish([ephemeralMessage(CHANNEL, { type: "alarm", priority: "urgent" })]);
    const { frames } = collectFrames(reader.body);
    await vi.waitFor(() => expect(frames).toHaveLength(5));
    expect(frames.map(({ event }) => event)).toEqual(["connected", "alarm", "said", "calm", "said"]);
    const offsets = frames.map(({ id }) => decodeCursor(id)?.get(CHANNEL)?.offset);
    expect(offsets).toEqual([0, 0, 1, 1, 2]);
  });

  test("low events wait a short time for others to be sent with, and only the latest of a key is sent", async () => {
    const { bus, open } = await startHub(longLog(0));
    const reader = await open();
    const { frames } = collectFrames(reader.body);
    await vi.waitFor(() => expect(frames).toHaveLength(1));
    const low = (n: number) => bus.publish([ephemeralMessage(CHANNEL, { type: "low", priority: "low", n })]);
    for (let n = 1; n <= 5; n++) {
      await low(n);
      await turn();
    }
    expect(numbers(frames, "low")).toEqual([]);
    await bus.publish([ephemeralMessage(CHANNEL)]);
    await vi.waitFor(() => expect(frames.map(({ event }) => event)).toEqual(["connected", "glimpse", "low"]));
    expect(numbers(frames, "low")).toEqual([5]);
    await low(6);
    await vi.waitFor(() => expect(numbers(frames, "low")).toEqual([5, 6]));
  });
});

describe("a throttled key", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("reaches a reader once a second, although several instances publish it, and its last value always does", async () => {
    const { bus, open } = await startHub(longLog(0));
    const reader = await open();
    const received: { n: number; at: number; key: string }[] = [];
    const decoder = new TextDecoder();
    const reading = (async () => {
      for await (const chunk of reader.body)
        for (const [, data = ""] of decoder.decode(chunk).matchAll(/^data: (.*"text".*)$/gm)) {
          const { n, text } = JSON.parse(data);
          received.push({ n, key: text, at: performance.now() });
        }
    })();
    let n = 0;
    for (let tenth = 0; tenth < 45; tenth++) {
      for (const key of ["ana", "bo"])
        for (const _ of ["this instance", "another", "a third"])
          await bus.publish([ephemeralMessage(CHANNEL, { isThrottled: true, key, text: key, n: n++ })]);
      await turn();
      await vi.advanceTimersByTimeAsync(100);
      await turn();
    }
    await vi.advanceTimersByTimeAsync(1_000);
    for (let turns = 0; turns < 5; turns++) await turn();
    for (const [key, values] of Map.groupBy(received, (one) => one.key)) {
      expect(values.length).toBeGreaterThanOrEqual(5);
      expect(values.length).toBeLessThanOrEqual(6);
      for (const [index, { at }] of values.slice(1).entries())
        expect(at - (values[index]?.at ?? 0)).toBeGreaterThanOrEqual(1_000);
      expect(values.at(-1)?.n).toBe(key === "ana" ? n - 4 : n - 1);
    }
    expect(new Set(received.map(({ key }) => key))).toEqual(new Set(["ana", "bo"]));
    for (const end of ends.splice(0)) end.abort();
    await reading;
  });
});
