import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Priority } from "@/lib/realtime/protocol/define-event";
import { durableBody, ephemeralFrame } from "@/lib/realtime/protocol/frames";
import { sseParser } from "@/test/support/sse-parser";
import { Outbox } from "./outbox";

const priority = fc.constantFrom<Priority[]>("low", "normal", "high", "urgent");
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("durable" as const), bytes: fc.nat({ max: 300 }) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant("ephemeral" as const),
      key: fc.constantFrom("a", "b", "c"),
      priority,
      isThrottled: fc.boolean(),
      bytes: fc.nat({ max: 300 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("relieve" as const), limit: fc.nat({ max: 2_000 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("take" as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Priority and throttle belong to the event, and the event's name to the key. */
const keyOf = (one: Extract<Step, { do: "ephemeral" }>) =>
  `${one.key}-${one.priority}${one.isThrottled ? "-throttled" : ""}`;

function play(steps: readonly Step[]) {
  const outbox = new Outbox();
  const chunks: { key: string; n: number; id: string }[][] = [];
  const pushed: { key: string; n: number }[] = [];
  let shed = 0;
  const take = () => {
    const { size } = outbox;
    const chunk = outbox.take(false);
    expect(chunk?.byteLength ?? 0).toBe(size);
    expect(outbox).toMatchObject({ size: 0, lowSize: 0 });
    const frames = chunk === null ? [] : sseParser()(Buffer.from(chunk).toString());
    chunks.push(frames.map(({ data, id }) => ({ ...JSON.parse(data), id })));
  };
  for (const [n, one] of steps.entries()) {
    if (one.do === "take") take();
    else if (one.do === "relieve") shed += outbox.shed(one.limit);
    else {
      const key = one.do === "durable" ? "durable" : keyOf(one);
      const json = JSON.stringify({ key, n, padding: "x".repeat(one.bytes) });
      pushed.push({ key, n });
      if (one.do === "durable") outbox.push(durableBody("broadcast", n + 1, "said", json), `cursor-${n}`);
      else {
        const body = ephemeralFrame("broadcast", "typing", json);
        outbox.pushEphemeral({ body, key, priority: one.priority, isThrottled: one.isThrottled });
      }
    }
  }
  take();
  return { chunks, taken: chunks.flat(), pushed, shed };
}
const steps = fc.array(step, { maxLength: 80 });

describe("the outbox", () => {
  test("sends every durable frame once and in order, each with its own cursor", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { taken, pushed } = play(all);
        const durable = pushed.filter(({ key }) => key === "durable").map(({ n }) => n);
        const received = taken.filter(({ key }) => key === "durable");
        expect(received.map(({ n }) => n)).toEqual(durable);
        expect(received.map(({ id }) => id)).toEqual(durable.map((n) => `cursor-${n}`));
      }),
    );
  });

  test("sends the latest frame of each ephemeral key that is not low, and never an older one after it", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { taken, pushed } = play(all);
        for (const [key, frames] of Map.groupBy(pushed, (frame) => frame.key)) {
          const received = taken.filter((frame) => frame.key === key).map(({ n }) => n);
          expect(received).toEqual(received.toSorted((a, b) => a - b));
          if (key.includes("low")) continue;
          expect(received.at(-1)).toBe(frames.at(-1)?.n);
        }
      }),
    );
  });

  test("drops only low and throttled frames that were replaced, unless it has to make room", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { taken, pushed, shed } = play(all.filter((one) => one.do !== "relieve"));
        expect(shed).toBe(0);
        const plain = (frame: { key: string }) => /^(durable|.-(normal|high))$/.test(frame.key);
        expect(taken.filter(plain)).toHaveLength(pushed.filter(plain).length);
        expect(new Set(taken.map(({ key }) => key))).toEqual(new Set(pushed.map(({ key }) => key)));
      }),
    );
  });

  test("sends urgent ephemeral frames before all others, and low ones last", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const rank = ({ key }: { key: string }) => {
          if (key.includes("urgent")) return 0;
          return key.includes("low") || key.includes("throttled") ? 2 : 1;
        };
        for (const chunk of play(all).chunks) {
          const ranks = chunk.map(rank);
          expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
        }
      }),
    );
  });

  test("keeps one frame of each key and no low frames once it had to make room", () => {
    const body = new Uint8Array(100);
    const frame = (key: string, priority: Priority) => ({ body, key, priority, isThrottled: false });
    const outbox = new Outbox();
    for (let n = 0; n < 1_000; n++) outbox.pushEphemeral(frame(`k${n % 10}`, "normal"));
    expect(outbox.size).toBe(100_000);
    expect(outbox.shed(50_000)).toBe(990);
    for (let n = 0; n < 1_000; n++) outbox.pushEphemeral(frame(`k${n % 10}`, "normal"));
    expect(outbox.size).toBe(1_000);
    for (let n = 0; n < 1_000; n++) outbox.pushEphemeral(frame(`l${n}`, "low"));
    expect(outbox.lowSize).toBe(100_000);
    expect(outbox.shed(50_000)).toBe(1_000);
    expect(outbox).toMatchObject({ size: 1_000, lowSize: 0 });
  });
});
