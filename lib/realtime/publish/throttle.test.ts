import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { THROTTLE_MS, Throttle } from "./throttle";

interface Passed {
  key: string;
  value: number;
  at: number;
}

function play(offers: readonly { key: string; wait: number }[]) {
  const throttle = new Throttle<{ key: string; value: number }>();
  const passed: Passed[] = [];
  const offered: Passed[] = [];
  let now = 0;
  let most = 0;
  const wake = (until: number) => {
    for (let next = throttle.nextAt; next !== undefined && next <= until; next = throttle.nextAt)
      for (const { key, value } of throttle.due(next)) passed.push({ key, value, at: next });
  };
  for (const [value, { key, wait }] of offers.entries()) {
    now += wait;
    wake(now);
    offered.push({ key, value, at: now });
    if (throttle.admits(key, { key, value }, now)) passed.push({ key, value, at: now });
    const recent = new Set(offered.filter(({ at }) => at > now - 2 * THROTTLE_MS).map((offer) => offer.key));
    expect(throttle.size).toBeLessThanOrEqual(recent.size);
    most = Math.max(most, throttle.size);
  }
  wake(now + 2 * THROTTLE_MS);
  return { throttle, passed, offered, most };
}

const offers = fc.array(
  fc.record({
    key: fc.constantFrom("a", "b", "c", "d"),
    wait: fc.oneof(fc.nat({ max: 50 }), fc.nat({ max: 1_500 }), fc.constantFrom(0, 999, 1_000, 1_001)),
  }),
  { minLength: 1, maxLength: 120 },
);
const byKey = <Item extends { key: string }>(items: readonly Item[]) =>
  Map.groupBy(items, ({ key }) => key).entries();

describe("a throttle", () => {
  test("lets through at most one value a second for each key, in the order they came", () => {
    fc.assert(
      fc.property(offers, (all) => {
        for (const [, values] of byKey(play(all).passed))
          for (const [index, { at, value }] of values.slice(1).entries()) {
            expect(at - (values[index]?.at ?? 0)).toBeGreaterThanOrEqual(THROTTLE_MS);
            expect(value).toBeGreaterThan(values[index]?.value ?? 0);
          }
      }),
    );
  });

  test("lets every value, or a newer one of its key, through within a second", () => {
    fc.assert(
      fc.property(offers, (all) => {
        const { passed, offered } = play(all);
        for (const { key, value, at } of offered)
          expect(
            passed.some(
              (one) => one.key === key && one.value >= value && one.at >= at && one.at <= at + THROTTLE_MS,
            ),
          ).toBe(true);
      }),
    );
  });

  test("always lets the last value of a key through", () => {
    fc.assert(
      fc.property(offers, (all) => {
        const { passed, offered } = play(all);
        const last = (items: readonly Passed[]) =>
          Object.fromEntries([...byKey(items)].map(([key, values]) => [key, values.at(-1)?.value]));
        expect(last(passed)).toEqual(last(offered));
      }),
    );
  });

  test("lets the first value of a silent key through at once", () => {
    fc.assert(
      fc.property(offers, (all) => {
        const { passed, offered } = play(all);
        for (const [key, values] of byKey(offered))
          expect(passed.find((one) => one.key === key)).toEqual(values[0]);
      }),
    );
  });

  test("removes keys that are no longer used", () => {
    const { throttle, most } = play(Array.from({ length: 5_000 }, (_, n) => ({ key: `k${n}`, wait: 10 })));
    expect(most).toBeLessThanOrEqual(101);
    expect(throttle.size).toBe(0);
    expect(throttle.nextAt).toBeUndefined();
  });

  test("releases held values on request, each once", () => {
    const throttle = new Throttle<string>();
    throttle.admits("a", "first", 0);
    throttle.admits("a", "second", 1);
    throttle.admits("b", "third", 2);
    expect(throttle.release()).toEqual(["second"]);
    expect(throttle.release()).toEqual([]);
    expect(throttle.due(5_000)).toEqual([]);
  });

  test("holds back a value that comes while an overdue one is held", () => {
    const throttle = new Throttle<string>();
    expect(throttle.admits("a", "first", 0)).toBe(true);
    expect(throttle.admits("a", "second", 500)).toBe(false);
    expect(throttle.admits("a", "third", 1_200)).toBe(false);
    expect(throttle.due(1_210)).toEqual(["third"]);
  });
});
