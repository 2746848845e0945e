import fc from "fast-check";
import { expect, test } from "vitest";
import { FrameCache } from "./frame-cache";

const event = (offset: number, bytes = 100) => ({ offset, body: new Uint8Array(bytes) });
const offsets = (events: readonly { offset: number }[]) => events.map(({ offset }) => offset);

test("holds the last events of a channel without a gap, whatever is added", () => {
  const step = fc.record({
    channel: fc.constantFrom("a", "b"),
    epoch: fc.constantFrom("x", "y"),
    offset: fc.integer({ min: 1, max: 12 }),
    bytes: fc.integer({ min: 1, max: 400 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.nat({ max: 12 }), (steps, from) => {
      const cache = new FrameCache(1_500, 2_500);
      const last = new Map<string, { epoch: string; offset: number }>();
      for (const { channel, epoch, offset, bytes } of steps) {
        cache.add(channel, epoch, event(offset, bytes));
        last.set(channel, { epoch, offset });
        expect(cache.bytes).toBeLessThanOrEqual(2_500);
      }
      for (const [channel, { epoch, offset }] of last) {
        const held = offsets(cache.after(channel, epoch, from));
        expect(held).toEqual(held.map((_, index) => from + 1 + index));
        expect([undefined, offset]).toContain(held.at(-1));
        expect(cache.after(channel, "another life", from)).toEqual([]);
      }
    }),
  );
});

test("returns nothing to a reader that needs more than it holds", () => {
  const cache = new FrameCache(1_000);
  for (let offset = 1; offset <= 10; offset++) cache.add("a", "x", event(offset));
  expect(offsets(cache.after("a", "x", 7))).toEqual([8, 9, 10]);
  expect(cache.after("a", "x", 6)).toEqual([]);
  expect(cache.after("a", "x", 10)).toEqual([]);
});

test("removes the least recently used channels first", () => {
  const cache = new FrameCache(1_000, 1_000);
  for (const channel of ["a", "b", "c"]) cache.add(channel, "x", event(1));
  cache.add("a", "x", event(2));
  const held = ["a", "b", "c"].filter((channel) => cache.after(channel, "x", 0).length > 0);
  expect(held).toEqual(["a", "c"]);
  expect(cache.bytes).toBeLessThanOrEqual(1_000);
});
