import { expect, test } from "vitest";
import { growthOf } from "./memory";

const series = (of: (n: number) => number) => Array.from({ length: 30 }, (_, n) => of(n));

test("memory that grows with each input is found", () => {
  expect(
    growthOf(
      series((n) => 100 + 2 * n),
      5,
    ).isSteady,
  ).toBe(true);
});

test("memory that is held only later is found", () => {
  expect(
    growthOf(
      series((n) => (n < 18 ? 100 : 100 + 3 * (n - 18))),
      5,
    ).isSteady,
  ).toBe(true);
});

test.each<[string, (n: number) => number]>([
  ["that stays", (n) => 100 + (n % 3)],
  ["of a warm-up", (n) => (n < 5 ? 60 + 8 * n : 100)],
  ["of a cache that fills up", (n) => 100 + 60 * (1 - 0.8 ** n)],
])("memory %s is no fault", (_, of) => {
  expect(growthOf(series(of), 5).isSteady).toBe(false);
});
