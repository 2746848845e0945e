import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { inBatches } from "./in-batches";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const GATHER = { keyOf: (text: string) => text, gatherMs: 100, atMost: 3 };
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

function recorded() {
  const calls: (readonly string[])[] = [];
  const ask = inBatches(async (items: readonly string[]) => {
    calls.push(items);
    return items.map((item) => item.toUpperCase());
  }, GATHER);
  return { calls, ask };
}

test("a lone item waits for nothing, and neither do several of one key", async () => {
  const { calls, ask } = recorded();
  const first = ask("a");
  await pass(0);
  expect(await first).toBe("A");
  void ask("a");
  await pass(0);
  await pass(200);
  void ask("b");
  await pass(0);
  expect(calls).toEqual([["a"], ["a"], ["b"]]);
});

test("items that come close together are worked on together, at most so many", async () => {
  const { calls, ask } = recorded();
  void ask("a");
  await pass(0);
  for (const item of ["b", "c", "d", "e"]) {
    await pass(20);
    void ask(item);
  }
  expect(calls).toEqual([["a"]]);
  await pass(100);
  expect(calls).toEqual([["a"], ["b", "c", "d"], ["e"]]);
});

test("every item gets its own outcome or its batch's error, and no batch holds a key twice", async () => {
  vi.useRealTimers();
  const item = fc.record({ key: fc.constantFrom("a", "b", "c", "broken"), value: fc.nat() });
  await fc.assert(
    fc.asyncProperty(fc.array(item, { maxLength: 30 }), async (items) => {
      let running = 0;
      const ask = inBatches(
        async (batch: readonly (typeof items)[number][]) => {
          running += 1;
          expect(running).toBe(1);
          await Promise.resolve();
          running -= 1;
          expect(new Set(batch.map(({ key }) => key)).size).toBe(batch.length);
          if (batch.some(({ key }) => key === "broken")) throw new Error("broken");
          return batch.map(({ value }) => value);
        },
        { keyOf: ({ key }) => key, gatherMs: 1, atMost: 2 },
      );
      const outcomes = await Promise.allSettled(items.map(ask));
      for (const [n, outcome] of outcomes.entries())
        if (outcome.status === "fulfilled") expect(outcome.value).toBe(items[n]?.value);
        else expect(String(outcome.reason)).toContain("broken");
      const broken = outcomes.filter((_, n) => items[n]?.key === "broken");
      expect(broken.every(({ status }) => status === "rejected")).toBe(true);
    }),
    { numRuns: 30 },
  );
});
