import fc from "fast-check";
import { expect, test } from "vitest";
import type { BusMessage } from "@/lib/realtime/bus/bus";
import { memoryBus } from "@/lib/realtime/bus/memory";
import type { LogReader } from "@/lib/realtime/hub/hub-channel";
import { StreamHub } from "@/lib/realtime/hub/stream-hub";
import { durableMessage, ephemeralMessage } from "@/test/support/bus-messages";
import { type ReadFrame, sseParser } from "@/test/support/sse-parser";
import { ALONE, ROOMY, streamRequest } from "@/test/support/stream-request";

/** docs/guarantee.md, "reader that is slow". */

const CHANNELS = ["broadcast", "role:admin"];
const turn = () => new Promise((resolve) => setImmediate(resolve));

class ModelLog implements LogReader {
  readonly texts = new Map<string, string[]>(CHANNELS.map((name) => [name, []]));

  append(name: string, text: string, priority: BusMessage["priority"]): BusMessage {
    const texts = this.texts.get(name) ?? [];
    texts.push(text);
    return durableMessage(name, texts.length, text, priority);
  }

  #head(name: string) {
    const head = this.texts.get(name)?.length ?? 0;
    return { epoch: head === 0 ? "" : "life", head, tail: 0 };
  }

  readonly readHeads = async (names: readonly string[]) =>
    new Map(names.map((name) => [name, this.#head(name)]));

  readonly readPages = async (wanted: readonly { channel: string }[]) =>
    wanted.map(({ channel }) => ({ ...this.#head(channel), events: [] }));

  readonly readChanges = async () => ({ now: 0, heads: new Map() });

  readonly readEvents = async (name: string, after: number) => {
    const events = (this.texts.get(name) ?? []).slice(after, after + 20).map((text, index) => {
      const { offset, type, data } = durableMessage(name, after + 1 + index, text);
      return { offset: offset ?? 0, type, data };
    });
    return { ...this.#head(name), events };
  };
}

class Reader {
  readonly frames: ReadFrame[] = [];
  endings = 0;
  #chunks: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #asked: Promise<ReadableStreamReadResult<Uint8Array>> | undefined;
  #parse = sseParser();

  constructor(private readonly hub: StreamHub) {}

  async take(): Promise<void> {
    this.#chunks ??= await this.#open();
    this.#asked ??= this.#chunks.read();
    const next = await Promise.race([this.#asked, turn().then(() => null)]);
    if (next === null) return;
    this.#asked = undefined;
    if (next.value !== undefined) this.frames.push(...this.#parse(Buffer.from(next.value).toString()));
    if (!next.done) return;
    this.endings++;
    this.#chunks = undefined;
  }

  async #open() {
    this.#parse = sseParser();
    const cursor = this.frames.findLast(({ id }) => id !== "")?.id ?? null;
    const opened = await this.hub.open(await streamRequest(this.hub, { channels: CHANNELS, cursor }));
    if (typeof opened === "string") throw new Error(opened);
    return opened.body.getReader();
  }
}

const channel = fc.constantFrom(...CHANNELS);
const priority = fc.constantFrom<BusMessage["priority"][]>("low", "normal", "high", "urgent");
const kilobytes = fc.oneof(fc.nat({ max: 4 }), fc.nat({ max: 60 }));
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("append" as const),
      channel,
      priority,
      kilobytes,
      count: fc.integer({ min: 1, max: 8 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("show" as const),
      channel,
      priority,
      kilobytes,
      key: fc.constantFrom("a", "b"),
      isThrottled: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("take" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("turn" as const) }) },
);

test("a slow reader gets each durable event once and in order, and its queue stays bounded", async () => {
  let ended = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
      const log = new ModelLog();
      const bus = memoryBus(1);
      const hub = new StreamHub({ log, bus, heartbeatMs: 1e9, checkMs: 2e9, caps: ROOMY, presence: ALONE });
      const reader = new Reader(hub);
      await reader.take();
      for (const one of steps) {
        if (one.do === "take") await reader.take();
        else if (one.do === "turn") await turn();
        else if (one.do === "show")
          await bus.publish([
            ephemeralMessage(one.channel, { ...one, text: "x".repeat(one.kilobytes * 1024) }),
          ]);
        else
          for (let n = 0; n < one.count; n++)
            await bus.publish([log.append(one.channel, "x".repeat(one.kilobytes * 1024), one.priority)]);
        // A chunk that was handed over, and 256 KiB behind it.
        expect(hub.stats().queuedBytes).toBeLessThan(640 * 1024);
      }
      const received = (name: string) =>
        reader.frames
          .filter(({ event }) => event === "said")
          .map(({ data }) => JSON.parse(data))
          .filter((event) => event.channel === name)
          .map(({ offset }) => offset);
      const owed = () => CHANNELS.reduce((sum, name) => sum + (log.texts.get(name)?.length ?? 0), 0);
      for (let more = 0; more < 500 && CHANNELS.flatMap(received).length < owed(); more++)
        await reader.take();
      for (const name of CHANNELS)
        expect(received(name)).toEqual((log.texts.get(name) ?? []).map((_, index) => index + 1));
      expect(reader.frames.filter(({ event }) => event === "reset")).toEqual([]);
      ended += reader.endings;
      await hub.shutdown();
    }),
    { numRuns: 150 },
  );
  // Otherwise no reader was too slow.
  expect(ended).toBeGreaterThan(0);
});
