import fc from "fast-check";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Bus, BusHandler, BusMessage } from "@/lib/realtime/bus/bus";
import type { LogChanges, LogPage } from "@/lib/realtime/log/log";
import { decodeId, encodeCursor, Positions } from "@/lib/realtime/protocol/cursor";
import { type LogHead, type Position, UNWRITTEN } from "@/lib/realtime/protocol/position";
import { collectFrames, type ReadFrame } from "@/test/support/sse-parser";
import { ALONE, ROOMY, streamRequest } from "@/test/support/stream-request";
import type { LogReader } from "./hub-channel";
import { StreamHub } from "./stream-hub";

/** The test schedules each read of the log and each message of the bus, which may be late, repeated or lost. */

const CHANNELS = ["user:a", "tenant:b:orders", "broadcast"];
const COMPARE_ALL_MS = 60_000;
/** How far the clock of the hub is ahead of the real one. */
let laterMs = 0;
const turn = () => new Promise((resolve) => setImmediate(resolve));

class ModelLog {
  readonly channels = new Map<
    string,
    { epoch: string; tail: number; events: string[]; appendedAt: number }
  >();
  #now = 0;
  #lives = 0;

  head(name: string): LogHead {
    const channel = this.channels.get(name);
    if (channel === undefined) return UNWRITTEN;
    return { epoch: channel.epoch, head: channel.events.length, tail: channel.tail };
  }

  append(name: string): BusMessage {
    const channel = this.channels.get(name) ?? {
      epoch: `e${this.#lives++}`,
      tail: 0,
      events: [],
      appendedAt: 0,
    };
    this.channels.set(name, channel);
    channel.appendedAt = ++this.#now;
    const offset = channel.events.length + 1;
    const data = JSON.stringify({ said: `${channel.epoch}.${offset}` });
    channel.events.push(data);
    const { epoch } = channel;
    const manner = { priority: "normal", key: null, isThrottled: false } as const;
    return { channel: name, epoch, offset, type: "said", data, ...manner };
  }

  changes(since: number | null): LogChanges {
    const changed = [...this.channels].filter(([, { appendedAt }]) => since !== null && appendedAt >= since);
    return { now: this.#now, heads: new Map(changed.map(([name]) => [name, this.head(name)])) };
  }

  trim(name: string): void {
    const channel = this.channels.get(name);
    if (channel !== undefined) channel.tail = channel.events.length;
  }

  /** As after the restoration of a backup, which may not know the channel yet. */
  beginAnew(name: string, events: number): void {
    this.channels.delete(name);
    for (let count = 0; count < events; count++) this.append(name);
  }

  page(name: string, after: number): LogPage {
    const head = this.head(name);
    const all = this.channels.get(name)?.events ?? [];
    const events = all
      .map((data, index) => ({ offset: index + 1, type: "said", data }))
      .filter(({ offset }) => offset > Math.max(after, head.tail))
      .slice(0, 3);
    return { ...head, events };
  }
}

/** Returns the positions of a reader that follows frames literally; throws where the promise is broken. */
function follow(frames: readonly ReadFrame[]) {
  const [first, ...rest] = frames;
  expect(first?.event).toBe("connected");
  const folded = decodeId(first?.id ?? "") ?? new Positions();
  const positions = new Map<string, Position>();
  for (const name of CHANNELS) positions.set(name, folded.get(name) ?? { epoch: "", offset: Number.NaN });
  const resets: string[] = [];
  for (const { event, data, id } of rest) {
    if (event === "heartbeat") continue;
    const { channel, offset, epoch, reason, said } = JSON.parse(data);
    const known = positions.get(channel);
    if (event === "reset") {
      resets.push(reason);
      positions.set(channel, { epoch, offset });
    } else {
      expect(offset, `offset on ${channel}`).toBe((known?.offset ?? Number.NaN) + 1);
      const now = { epoch: decodeId(id)?.get(channel)?.epoch ?? "?", offset };
      if (known?.epoch !== "") expect(now.epoch).toBe(known?.epoch);
      expect(said).toBe(`${now.epoch}.${offset}`);
      positions.set(channel, now);
    }
    const ownId = decodeId(id) ?? new Positions();
    expect(ownId.get(channel), "the frame's own id").toEqual(positions.get(channel));
    folded.fold(ownId);
  }
  for (const name of CHANNELS) expect(folded.get(name), "the folded ids").toEqual(positions.get(name));
  return { positions, resets };
}

const channel = fc.constantFrom(...CHANNELS);
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant("append" as const), channel, copies: fc.nat({ max: 2 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("join" as const),
      cursor: fc.constantFrom(...(["none", "garbage", "known", "beginning", "behind", "partial"] as const)),
      foldsIds: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("check" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("leave" as const), which: fc.nat({ max: 5 }) }) },
);
const disaster = fc.oneof(
  fc.record({ do: fc.constant("trim" as const), channel }),
  fc.record({ do: fc.constant("begin_anew" as const), channel, events: fc.nat({ max: 4 }) }),
  fc.record({ do: fc.constant("fail_reads" as const), count: fc.integer({ min: 1, max: 3 }) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type Disaster = typeof disaster extends fc.Arbitrary<infer T> ? T : never;

async function play(scheduler: fc.Scheduler, steps: readonly (Step | Disaster)[]) {
  const model = new ModelLog();
  let failures = 0;
  const answered = async <T>(read: () => T): Promise<T> => {
    await scheduler.schedule(Promise.resolve(), "a query on its way");
    if (failures > 0) {
      failures--;
      throw new Error("The database is away");
    }
    const answer = read();
    await scheduler.schedule(Promise.resolve(), "an answer on its way");
    return answer;
  };
  const log: LogReader = {
    readHeads: (names) => answered(() => new Map(names.map((name) => [name, model.head(name)]))),
    readEvents: (name, after) => answered(() => model.page(name, after)),
    // The first page may be shorter than all that was missed.
    readPages: (wanted) =>
      answered(() =>
        wanted.map(({ channel, after }) => {
          const page = model.page(channel, after ?? 0);
          return { ...page, events: after === null ? [] : page.events.slice(0, 2) };
        }),
      ),
    readChanges: (since) => answered(() => model.changes(since)),
  };
  const handlers = new Set<BusHandler>();
  const stats: ReturnType<Bus["stats"]> = {
    kind: "memory",
    state: "ok",
    since: new Date(),
    upstreams: 0,
    published: 0,
    failures: 0,
    unparsable: 0,
    refused: 0,
    resubscriptions: 0,
  };
  const bus: Bus = {
    shards: 1,
    publish: async () => undefined,
    subscribe: (_, handler) => {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
    resubscribe: () => undefined,
    close: () => undefined,
    stats: () => stats,
  };
  const hub = new StreamHub({
    log,
    bus,
    heartbeatMs: 1e9,
    checkMs: 2e9,
    confirmMs: 2e9,
    compareAllMs: COMPARE_ALL_MS,
    caps: ROOMY,
    presence: ALONE,
  });
  const readers: { frames: ReadFrame[]; leave: AbortController; isGone: boolean }[] = [];
  const running: Promise<unknown>[] = [];
  const cursors = {
    none: () => null,
    garbage: () => "v1~user:a=.!",
    known: () =>
      encodeCursor(CHANNELS.map((name) => [name, { ...model.head(name), offset: model.head(name).head }])),
    beginning: () =>
      encodeCursor(CHANNELS.map((name) => [name, { epoch: model.head(name).epoch, offset: 0 }])),
    behind: () =>
      encodeCursor(
        CHANNELS.map((name) => {
          const { epoch, head, tail } = model.head(name);
          return [name, { epoch, offset: Math.max(tail, head - 2) }];
        }),
      ),
    partial: () =>
      encodeCursor([["broadcast", { ...model.head("broadcast"), offset: model.head("broadcast").head }]]),
  };

  const join = async (cursor: string | null, foldsIds: boolean) => {
    const leave = new AbortController();
    const opened = await streamRequest(hub, {
      channels: CHANNELS,
      cursor,
      signal: leave.signal,
      foldsIds,
    })
      .then((request) => hub.open(request))
      .catch(() => null);
    if (opened === null || typeof opened === "string") return;
    const { frames, ended } = collectFrames(opened.body);
    readers.push({ frames, leave, isGone: false });
    running.push(ended);
  };
  const act = (one: Step | Disaster): void => {
    switch (one.do) {
      case "append": {
        const message = model.append(one.channel);
        for (let copy = 0; copy < one.copies; copy++)
          running.push(
            scheduler.schedule(Promise.resolve(), "a message on the bus").then(() => {
              for (const handler of handlers) handler([message]);
            }),
          );
        break;
      }
      case "join":
        running.push(join(cursors[one.cursor](), one.foldsIds));
        break;
      case "check":
        running.push(hub.check());
        break;
      case "leave": {
        const reader = readers[one.which];
        if (reader !== undefined) reader.isGone = true;
        reader?.leave.abort();
        break;
      }
      case "trim":
        model.trim(one.channel);
        break;
      case "begin_anew":
        model.beginAnew(one.channel, one.events);
        break;
      case "fail_reads":
        failures = one.count;
    }
  };

  for (const one of steps) {
    running.push(scheduler.schedule(Promise.resolve(), one.do).then(() => act(one)));
    if (scheduler.count() > 1) await scheduler.waitNext(1);
  }
  const settle = async () => {
    for (let quiet = 0; quiet < 3; quiet++) {
      while (scheduler.count() > 0) {
        quiet = 0;
        await scheduler.waitIdle();
        await turn();
      }
      await turn();
    }
  };
  await settle();
  failures = 0;
  const check = async () => {
    running.push(hub.check());
    await settle();
  };
  // Two checks are enough to find every event that no message announced.
  await check();
  await check();
  // A channel that is no longer in the log is in no list of changes: only the comparison of all channels finds it.
  const isLost = (one: Step | Disaster) => one.do === "begin_anew" && one.events === 0;
  if (steps.some(isLost)) {
    laterMs += COMPARE_ALL_MS;
    await check();
  }
  const present = readers.filter(({ isGone }) => !isGone).map(({ frames }) => follow(frames));
  for (const { isGone, frames } of readers) if (isGone && frames.length > 0) follow(frames);
  for (const { leave } of readers) leave.abort();
  await Promise.all(running);
  return { model, hub, handlers, present };
}

describe("a stream that is opened during writes", () => {
  beforeEach(() => {
    const now = performance.now.bind(performance);
    vi.spyOn(performance, "now").mockImplementation(() => now() + laterMs);
  });

  test("gets each offset once and in order, whichever bus messages are lost, doubled or late", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(step, { minLength: 1, maxLength: 30 }),
        async (scheduler, steps) => {
          const { model, present } = await play(scheduler, steps);
          for (const { positions, resets } of present) {
            for (const name of CHANNELS) expect(positions.get(name)?.offset).toBe(model.head(name).head);
            // The log was intact: only a cursor can be the reason.
            for (const reason of resets) expect(["invalid", "joined"]).toContain(reason);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  test("gets a reset when the log was trimmed, replaced or could not be read", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.oneof({ weight: 6, arbitrary: step }, { weight: 1, arbitrary: disaster }), {
          minLength: 1,
          maxLength: 30,
        }),
        async (scheduler, steps) => {
          const { model, present } = await play(scheduler, steps);
          for (const { positions } of present)
            for (const name of CHANNELS) {
              const { epoch, head } = model.head(name);
              expect(positions.get(name)).toEqual({ epoch, offset: head });
            }
        },
      ),
      { numRuns: 400 },
    );
  });

  test("leaves no connection, channel or bus handler behind", async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(step, { maxLength: 20 }), async (scheduler, steps) => {
        const { hub, handlers } = await play(scheduler, steps);
        expect(hub.stats()).toMatchObject({ connections: 0, channels: 0 });
        expect(handlers.size).toBe(0);
      }),
      { numRuns: 50 },
    );
  });
});
