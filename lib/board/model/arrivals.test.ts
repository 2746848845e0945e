import { expect, test } from "vitest";
import { SINGLE_TOASTS, withArrival } from "./arrivals";

const after = (times: readonly number[]) =>
  times.reduce<readonly number[]>((arrivals, at) => withArrival(arrivals, at), []).length;

test("orders of a few seconds count together, and those before them no longer", () => {
  expect(after([0])).toBe(1);
  expect(after([0, 1_000, 2_000, 5_999])).toBeGreaterThan(SINGLE_TOASTS);
  expect(after([0, 1_000, 2_000, 7_500])).toBe(2);
});
