import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { userChannel } from "@/lib/auth/model/channels";
import { database, queryable } from "@/lib/db/client";
import { channelEvents, channels } from "@/lib/db/schema/realtime";
import { transaction } from "@/lib/db/transaction";
import { orderChannel } from "@/lib/orders/model/channels";
import type { Bus } from "@/lib/realtime/bus/bus";
import { memoryBus } from "@/lib/realtime/bus/memory";
import { provideBus } from "@/lib/realtime/bus/process-bus";
import { dropCredentials } from "@/lib/realtime/hub/control";
import { databaseLog } from "@/lib/realtime/hub/process-hub";
import { type HubOptions, StreamHub } from "@/lib/realtime/hub/stream-hub";
import { readEvents, readHeads, readPosition } from "@/lib/realtime/log/log";
import { decodeCursor, encodeCursor } from "@/lib/realtime/protocol/cursor";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { publish, publishEphemeral } from "@/lib/realtime/publish/publish";
import { withDatabase } from "@/test/support/database";
import { collectFrames } from "@/test/support/sse-parser";
import { ALONE, ROOMY, streamRequest } from "@/test/support/stream-request";

const said = defineEvent({
  name: "said",
  durability: "durable",
  priority: "high",
  schema: z.object({ n: z.number(), text: z.string().default("") }),
});

const typing = defineEvent({
  name: "typing",
  durability: "ephemeral",
  priority: "low",
  schema: z.object({ who: z.string() }),
});

withDatabase();
const someChannel = () => orderChannel.name(crypto.randomUUID());
const say = (channel: string, n: number, text = "") =>
  transaction(async (tx) => publish(tx, [{ channel, event: said, data: { n, text } }]));

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
  provideBus(undefined);
});

function startHub(options: Partial<HubOptions> = {}, bus: Bus = memoryBus(4)) {
  provideBus(bus);
  const hub = new StreamHub({
    log: databaseLog,
    bus,
    heartbeatMs: 10_000,
    checkMs: 60,
    caps: ROOMY,
    presence: ALONE,
    ...options,
  });
  const open = async (
    names: readonly string[],
    cursor: string | null = null,
    credentialId = crypto.randomUUID(),
  ) => {
    const leave = new AbortController();
    ends.push(() => leave.abort());
    const opened = await hub.open(
      await streamRequest(hub, {
        channels: names,
        credentialId,
        cursor,
        signal: leave.signal,
      }),
    );
    if (typeof opened === "string") throw new Error(opened);
    const { frames, ended } = collectFrames(opened.body);
    const offsets = (channel: string) =>
      frames
        .map(({ event, data }) => ({ event, ...JSON.parse(data) }))
        .filter((frame) => frame.event === "said" && frame.channel === channel)
        .map(({ offset }) => offset);
    const resets = () => frames.filter(({ event }) => event === "reset").map(({ data }) => JSON.parse(data));
    return { frames, ended, leave, offsets, resets };
  };
  return { hub, open };
}
const upTo = (last: number, first = 1) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);
const deadBus = (): Bus => ({ ...memoryBus(4), publish: async () => undefined, resubscribe: vi.fn() });

describe("a stream", () => {
  test("starts with `connected`: its id, channels and cursor", async () => {
    const { open } = startHub();
    const channel = someChannel();
    await say(channel, 1);
    const { frames } = await open([channel, "broadcast"]);
    await vi.waitFor(() => expect(frames).toHaveLength(1));
    expect(frames[0]?.event).toBe("connected");
    expect(JSON.parse(frames[0]?.data ?? "")).toEqual({
      connection_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      channels: [channel, "broadcast"],
      resumed: false,
      heartbeat_ms: 10_000,
      server_time: expect.stringMatching(/Z$/),
    });
    expect(decodeCursor(frames[0]?.id ?? "")?.get(channel)?.offset).toBe(1);
  });

  test("sends an event with its channel, its offset and a cursor to resume from", async () => {
    const { open } = startHub();
    const channel = someChannel();
    const first = await open([channel]);
    await say(channel, 1, "first\nline");
    await say(channel, 2);
    await vi.waitFor(() => expect(first.offsets(channel)).toEqual([1, 2]));
    const [, event] = first.frames;
    expect(JSON.parse(event?.data ?? "")).toEqual({ channel, offset: 1, n: 1, text: "first\nline" });
    const second = await open([channel], event?.id ?? null);
    await vi.waitFor(() => expect(second.offsets(channel)).toEqual([2]));
    expect(JSON.parse(second.frames[0]?.data ?? "").resumed).toBe(true);
  });

  test("sends an ephemeral event without an offset in the log", async () => {
    const { open } = startHub();
    const channel = someChannel();
    const { frames } = await open([channel]);
    publishEphemeral([{ channel, event: typing, data: { who: "Lena" } }]);
    await vi.waitFor(() => expect(frames).toHaveLength(2));
    expect(frames[1]).toEqual({
      event: "typing",
      data: JSON.stringify({ channel, who: "Lena" }),
      id: frames[0]?.id,
    });
    expect(await readEvents(await queryable(), channel, 0)).toMatchObject({ head: 0 });
  });

  test("sends nothing before `connected`, however long the log takes", async () => {
    const { promise: slowly, resolve: answer } = Promise.withResolvers<void>();
    const log: HubOptions["log"] = {
      ...databaseLog,
      readHeads: async (names) => {
        await slowly;
        return databaseLog.readHeads(names);
      },
    };
    const bus = memoryBus(4);
    const { open } = startHub({ log }, bus);
    const channel = someChannel();
    const opening = open([channel]);
    publishEphemeral([{ channel, event: typing, data: { who: "Lena" } }]);
    await vi.waitFor(() => expect(bus.stats().published).toBe(1));
    answer();
    const { frames } = await opening;
    await say(channel, 1);
    await vi.waitFor(() => expect(frames.map(({ event }) => event)).toEqual(["connected", "said"]));
  });

  test("opened during many writes gets everything from its cursor on, once and in order", async () => {
    const { open } = startHub();
    const names = [someChannel(), someChannel()];
    const cursor = await readPosition(names);
    const write = async (writer: number) => {
      for (let n = 0; n < 25; n++)
        await transaction(async (tx) =>
          publish(
            tx,
            names.map((channel) => ({ channel, event: said, data: { n: writer * 100 + n } })),
          ),
        );
    };
    const writing = Promise.all(upTo(8).map(write));
    const streams: Awaited<ReturnType<typeof open>>[] = [];
    for (let count = 0; count < 20; count++) {
      streams.push(await open(names, cursor));
      await say(someChannel(), count);
    }
    await writing;
    await vi.waitFor(
      () => {
        for (const stream of streams)
          for (const name of names) expect(stream.offsets(name)).toEqual(upTo(200));
      },
      { timeout: 10_000 },
    );
  });

  test("delivers an event without a bus message at the position check, and replaces the upstream", async () => {
    const bus = deadBus();
    const { hub, open } = startHub({}, bus);
    const channel = someChannel();
    const streams = await Promise.all(upTo(10).map(() => open([channel])));
    await say(channel, 1);
    await vi.waitFor(() => {
      for (const stream of streams) expect(stream.offsets(channel)).toEqual([1]);
    });
    expect(hub.stats().fills).toBe(1);
    await vi.waitFor(() => expect(bus.resubscribe).toHaveBeenCalledTimes(1));
  });

  test("does not replace an upstream that was only a little late", async () => {
    const inner = memoryBus(4);
    const held: (() => void)[] = [];
    const bus: Bus = {
      ...inner,
      publish: async (messages) => void held.push(() => void inner.publish(messages)),
      resubscribe: vi.fn(),
    };
    const { hub, open } = startHub({ checkMs: 1e8, confirmMs: 1e8 }, bus);
    const channel = someChannel();
    const stream = await open([channel]);
    await say(channel, 1);
    await hub.check();
    await vi.waitFor(() => expect(stream.offsets(channel)).toEqual([1]));
    for (const ring of held) ring();
    await vi.waitFor(() => expect(hub.stats().dropped).toBe(1));
    await hub.check();
    expect(bus.resubscribe).not.toHaveBeenCalled();
    expect(stream.offsets(channel)).toEqual([1]);
  });

  test("sends a reset when its channel starts a new epoch", async () => {
    const { open } = startHub();
    const channel = someChannel();
    await say(channel, 1);
    const stream = await open([channel]);
    const db = await queryable();
    await db.delete(channelEvents).where(eq(channelEvents.channel, channel));
    await db.delete(channels).where(eq(channels.name, channel));
    await say(channel, 1);
    await say(channel, 2);
    await vi.waitFor(() => expect(stream.resets()).toMatchObject([{ channel, reason: "epoch" }]));
    await say(channel, 3);
    await vi.waitFor(() => expect(stream.offsets(channel).at(-1)).toBe(3));
  });

  test.each([
    ["trimmed", "its cursor is before the tail", 1],
    ["too_far", "it is more than a thousand events behind", 1_000],
  ] as const)("sends a reset (%s) when %s", async (reason, _, after) => {
    const { open } = startHub();
    const channel = someChannel();
    await transaction(async (tx) =>
      publish(
        tx,
        upTo(2_050).map((n) => ({ channel, event: said, data: { n } })),
      ),
    );
    const db = await queryable();
    if (reason === "trimmed")
      await db.update(channels).set({ tail: 2_000 }).where(eq(channels.name, channel));
    const epoch = (await readHeads(db, [channel])).get(channel)?.epoch ?? "";
    const stream = await open([channel], encodeCursor([[channel, { epoch, offset: after }]]));
    await say(channel, 0);
    await vi.waitFor(() => expect(stream.offsets(channel)).toEqual([2_051]));
    expect(stream.resets()).toEqual([{ channel, offset: 2_050, epoch, reason }]);
  });

  test("answers an invalid cursor with a reset of every channel", async () => {
    const { open } = startHub();
    const names = [someChannel(), "broadcast"];
    const stream = await open(names, "'; drop table channels; --");
    await vi.waitFor(() =>
      expect(stream.resets().map(({ reason }) => reason)).toEqual(["invalid", "invalid"]),
    );
    await say(names[0] ?? "", 1);
    await vi.waitFor(() => expect(stream.offsets(names[0] ?? "")).toEqual([1]));
  });

  test("replays a thousand large events to a slow reader", async () => {
    const { hub } = startHub();
    const channel = someChannel();
    const cursor = await readPosition([channel]);
    await transaction(async (tx) =>
      publish(
        tx,
        upTo(1_000).map((n) => ({ channel, event: said, data: { n, text: "x".repeat(2_000) } })),
      ),
    );
    const leave = new AbortController();
    ends.push(() => leave.abort());
    const opened = await hub.open(
      await streamRequest(hub, { channels: [channel], cursor, signal: leave.signal }),
    );
    if (typeof opened === "string") throw new Error(opened);
    const slow = opened.body.pipeThrough(
      new TransformStream({
        transform: async (chunk, controller) => {
          await new Promise((resolve) => setImmediate(resolve));
          controller.enqueue(chunk);
        },
      }),
    );
    const { frames } = collectFrames(slow);
    await vi.waitFor(() => expect(frames).toHaveLength(1_001), { timeout: 10_000 });
    expect(frames.slice(1).map(({ data }) => JSON.parse(data).offset)).toEqual(upTo(1_000));
  });

  test("of a reader that does not read ends with the reason, and other streams continue", async () => {
    const { hub, open } = startHub();
    const channel = someChannel();
    const reading = await open([channel]);
    const opened = await hub.open(await streamRequest(hub, { channels: [channel] }));
    if (typeof opened === "string") throw new Error(opened);
    for (let n = 1; n <= 30; n++) await say(channel, n, "x".repeat(10_000));
    expect(opened.isClosed).toBe(true);
    const { frames, ended } = collectFrames(opened.body);
    await ended;
    expect(frames.at(-1)).toMatchObject({ event: "bye", data: expect.stringContaining('"slow"') });
    await vi.waitFor(() => expect(reading.offsets(channel)).toEqual(upTo(30)));
  });

  test("ends when its credential is revoked, and is refused when that happened while it was being opened", async () => {
    const { hub, open } = startHub();
    const credentialId = crypto.randomUUID();
    const stream = await open(["broadcast"], null, credentialId);
    const another = await open(["broadcast"]);
    const late = await streamRequest(hub, { credentialId });
    await transaction(async (tx) => dropCredentials(tx, [credentialId]));
    await stream.ended;
    expect(stream.frames.map(({ event }) => event)).toEqual(["connected", "bye"]);
    expect(stream.frames[1]?.data).toContain("signed_out");
    expect(await hub.open(late)).toBe("revoked");
    expect(another.frames.map(({ event }) => event)).toEqual(["connected"]);
    expect(hub.stats().connections).toBe(1);
  });

  test("ends when its credential is revoked and the bus delivers no message", async () => {
    const { open } = startHub({}, deadBus());
    const credentialId = crypto.randomUUID();
    const stream = await open(["broadcast"], null, credentialId);
    await transaction(async (tx) => dropCredentials(tx, [credentialId]));
    await stream.ended;
    expect(stream.frames.at(-1)?.data).toContain("signed_out");
  });

  test("sends heartbeats while idle, and a bye with a retry time at its limit", async () => {
    const { open } = startHub({ heartbeatMs: 100, maxMs: 350 });
    const stream = await open(["broadcast"]);
    await stream.ended;
    const events = stream.frames.map(({ event }) => event);
    expect(events.filter((event) => event === "heartbeat").length).toBeGreaterThanOrEqual(2);
    expect(JSON.parse(stream.frames.at(-1)?.data ?? "")).toEqual({
      reason: "limit",
      retry_ms: expect.any(Number),
    });
  });

  test("stays open while the database is away, and catches up when it is back", async () => {
    const { open } = startHub();
    const channel = someChannel();
    const stream = await open([channel]);
    const { db } = await database();
    const away = vi.spyOn(db, "execute").mockImplementation(() => {
      throw new Error("connection refused");
    });
    await vi.waitFor(() => expect(away.mock.calls.length).toBeGreaterThan(2));
    away.mockRestore();
    await say(channel, 1);
    await vi.waitFor(() => expect(stream.offsets(channel)).toEqual([1]));
  });
});

describe("a thousand streams", () => {
  test("leave no connection, no timer and no listener behind", async () => {
    const bus = memoryBus(4);
    const { hub } = startHub({}, bus);
    const started = vi.spyOn(globalThis, "setInterval");
    const lingering = vi.spyOn(globalThis, "setTimeout");
    const stopped = vi.spyOn(globalThis, "clearInterval");
    const signals = upTo(1_000).map(() => new AbortController());
    const listening = signals.map(({ signal }) => vi.spyOn(signal, "addEventListener"));
    const silenced = signals.map(({ signal }) => vi.spyOn(signal, "removeEventListener"));
    const streams = await Promise.all(
      signals.map(async ({ signal }, index) =>
        hub.open(
          await streamRequest(hub, {
            channels: [userChannel.name(crypto.randomUUID()), "broadcast"],
            cursor: index % 2 === 0 ? null : "v1",
            signal,
          }),
        ),
      ),
    );
    const readers = streams.map((stream) => {
      if (typeof stream === "string") throw new Error(stream);
      return collectFrames(stream.body);
    });
    await say("broadcast", 1);
    await vi.waitFor(() => {
      for (const { frames } of readers) expect(frames.some(({ event }) => event === "said")).toBe(true);
    });
    expect(hub.stats()).toMatchObject({ connections: 1_000, users: 1_000, channels: 1_002, dispatched: 1 });
    expect(bus.stats().upstreams).toBe(4);

    for (const [index, stream] of streams.entries())
      if (index % 2 === 0) signals[index]?.abort();
      else if (typeof stream !== "string") stream.onClosed();
    await Promise.all(readers.map(({ ended }, index) => (index % 2 === 0 ? ended : undefined)));

    expect(hub.stats()).toMatchObject({ connections: 0, users: 0, addresses: 0, channels: 0 });
    expect(bus.stats().upstreams).toBe(0);
    await hub.owners.presence.write();
    const timers = started.mock.results.map(({ value }) => value);
    // One timer each for heartbeats, position checks and presence.
    expect(timers).toHaveLength(3);
    expect(stopped.mock.calls.map(([timer]) => timer)).toEqual(expect.arrayContaining(timers));
    expect(lingering.mock.calls.filter(([, ms]) => ms === 5_000)).toEqual([]);
    for (const [index, spy] of listening.entries())
      expect(silenced[index]?.mock.calls.length).toBe(spy.mock.calls.length);
  });
});

describe("shutting down", () => {
  test("sends every stream a bye with a jittered retry time, and refuses new ones", async () => {
    const { hub, open } = startHub();
    const streams = await Promise.all(upTo(20).map(() => open(["broadcast"])));
    await hub.shutdown();
    await Promise.all(streams.map(({ ended }) => ended));
    const waits = streams.map(({ frames }) => JSON.parse(frames.at(-1)?.data ?? ""));
    for (const bye of waits) expect(bye).toEqual({ reason: "shutdown", retry_ms: expect.any(Number) });
    expect(new Set(waits.map(({ retry_ms }) => retry_ms)).size).toBeGreaterThan(10);
    await expect(open(["broadcast"])).rejects.toThrow("shutdown");
  });
});
