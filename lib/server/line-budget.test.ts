import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LineBudget } from "./line-budget";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("a key gets its lines, reports how many were left out, and begins again", () => {
  const report = vi.fn();
  const budget = new LineBudget(3, 60_000, report);
  const taken = Array.from({ length: 10 }, () => budget.take("refused 192.0.2.1"));
  expect(taken.filter(Boolean)).toHaveLength(3);
  expect(budget.take("refused 192.0.2.2")).toBe(true);
  vi.advanceTimersByTime(60_000);
  expect(report.mock.calls).toEqual([["refused 192.0.2.1", 7]]);
  expect(budget.take("refused 192.0.2.1")).toBe(true);
});

test("a flood from countless addresses gets a bounded number of lines and keeps no timer", () => {
  const budget = new LineBudget(3, 60_000, () => undefined);
  const taken = Array.from({ length: 50_000 }, (_, n) => budget.take(`refused ${n}`));
  expect(taken.filter(Boolean).length).toBeLessThan(10_010);
  vi.advanceTimersByTime(60_000);
  expect(vi.getTimerCount()).toBe(0);
});
