import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { batchLoads } from "./batch-loads";

afterEach(() => void vi.useRealTimers());

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("a single key is loaded in the turn of its request", async () => {
  const calls: (readonly string[])[] = [];
  const load = batchLoads(async (keys) => {
    calls.push(keys);
    return new Map(keys.map((key) => [key, key.toUpperCase()]));
  });
  const asked = load("a");
  await turn();
  expect(calls).toEqual([["a"]]);
  expect(await asked).toBe("A");
});

test("keys requested in one turn are loaded together", async () => {
  const calls: (readonly string[])[] = [];
  const load = batchLoads(async (keys) => {
    calls.push(keys);
    return new Map(keys.map((key) => [key, key]));
  });
  expect(await Promise.all(["a", "b", "c", "a"].map(load))).toEqual(["a", "b", "c", "a"]);
  expect(calls).toEqual([["a", "b", "c"]]);
});

test("keys are loaded together when their requests arrive in one turn, one after the other", async () => {
  const calls: (readonly string[])[] = [];
  const load = batchLoads(async (keys) => {
    calls.push(keys);
    return new Map(keys.map((key) => [key, key]));
  });
  const asked = await Promise.all(
    ["a", "b", "c"].map(async (key, n) => {
      // A request takes some microtasks until it needs its key.
      for (let step = 0; step <= n * 5; step++) await Promise.resolve();
      return load(key);
    }),
  );
  expect(asked).toEqual(["a", "b", "c"]);
  expect(calls).toEqual([["a", "b", "c"]]);
});

test("concurrent requests share few calls, and each key is loaded once", async () => {
  const calls: (readonly string[])[] = [];
  const load = batchLoads(async (keys) => {
    calls.push(keys);
    await turn();
    return new Map(keys.map((key) => [key, Number(key)]));
  });
  const wanted = Array.from({ length: 8_000 }, (_, n) => String(n % 4_000));
  const values = await Promise.all(wanted.map(load));
  expect(values).toEqual(wanted.map(Number));
  expect(calls.length).toBeLessThanOrEqual(4 + 4_000 / 500 + 4);
  expect(calls.flat().length).toBeLessThan(4_010);
});

test("after a load of several keys the next one waits for more, and a lone key waits for nothing", async () => {
  vi.useFakeTimers();
  const calls: (readonly string[])[] = [];
  const load = batchLoads(async (keys) => {
    calls.push(keys);
    return new Map(keys.map((key) => [key, key]));
  });
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  void load("a");
  await pass(0);
  void load("b");
  await pass(0);
  expect(calls.splice(0)).toEqual([["a"], ["b"]]);
  void load("c");
  void load("d");
  await pass(0);
  expect(calls.splice(0)).toEqual([["c", "d"]]);
  void load("e");
  await pass(10);
  void load("f");
  await pass(9);
  expect(calls).toEqual([]);
  await pass(1);
  expect(calls.splice(0)).toEqual([["e", "f"]]);
  await pass(20);
  void load("g");
  await pass(0);
  expect(calls).toEqual([["g"]]);
});

test("keys that fill a query do not wait for more", async () => {
  vi.useFakeTimers();
  const sizes: number[] = [];
  const load = batchLoads(async (keys) => {
    sizes.push(keys.length);
    return new Map(keys.map((key) => [key, key]));
  });
  const ask = (from: number, count: number) => {
    for (let n = 0; n < count; n++) void load(String(from + n));
  };
  ask(0, 2);
  await vi.advanceTimersByTimeAsync(0);
  ask(2, 1_001);
  await vi.advanceTimersByTimeAsync(1);
  expect(sizes).toEqual([2, 500, 500]);
  await vi.advanceTimersByTimeAsync(20);
  expect(sizes).toEqual([2, 500, 500, 1]);
});

test("every key gets its own answer or the error of its call, in whatever order calls end", async () => {
  const ask = fc.record({
    key: fc.constantFrom("a", "b", "c", "broken", "unknown"),
    ends: fc.option(fc.nat({ max: 3 })),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(ask, { maxLength: 40 }), async (asks) => {
      const calls: (() => void)[] = [];
      const load = batchLoads<string>(
        (keys) =>
          new Promise((resolve, reject) => {
            const known = keys.filter((key) => key !== "unknown");
            calls.push(() =>
              keys.includes("broken")
                ? reject(new Error(keys.join()))
                : resolve(new Map(known.map((key) => [key, `value of ${key}`]))),
            );
          }),
      );
      const end = async (which: number) => {
        const [call] = calls.splice(which % Math.max(1, calls.length), 1);
        call?.();
        await turn();
      };
      const answers: Promise<void>[] = [];
      for (const { key, ends } of asks) {
        const expected = key === "unknown" ? undefined : `value of ${key}`;
        answers.push(
          load(key).then(
            (value) => expect(value).toBe(expected),
            (error: unknown) => expect(String(error)).toContain(key),
          ),
        );
        if (ends !== null) await end(ends);
      }
      let isAnswered = false;
      const all = Promise.all(answers).then(() => {
        isAnswered = true;
      });
      while (!isAnswered) await end(0);
      await all;
    }),
  );
});
