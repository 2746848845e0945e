import { expect, test } from "vitest";
import { summaryOf, withArrival } from "./event-latency";

const NOW = Date.parse("2026-01-05T08:00:10.000Z");
const before = (ms: number) => new Date(NOW - ms).toISOString();

test("the last 20 events are summed up", () => {
  let all: readonly number[] = [];
  for (let ms = 1; ms <= 25; ms += 1) all = withArrival(all, before(ms), NOW);
  expect(all).toHaveLength(20);
  expect(summaryOf(all)).toEqual({ last: 25, median: 16, slowest: 25 });
});

test("what was caught up on, and what has no time, does not count", () => {
  for (const timestamp of [before(31_000), undefined, "yesterday", 5])
    expect(withArrival([], timestamp, NOW)).toEqual([]);
  expect(summaryOf([])).toBeNull();
});

test("an event of a clock that is ahead took no time", () => {
  expect(withArrival([], before(-40), NOW)).toEqual([0]);
});
