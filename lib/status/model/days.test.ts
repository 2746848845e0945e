import fc from "fast-check";
import { expect, test } from "vitest";
import { barsOf, DAYS_SHOWN } from "./days";

const NOW = Date.UTC(2026, 2, 29, 1, 30);

test("there is a bar for each of the last 90 days in UTC, also over a change of the clocks", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (now) => {
      const days = barsOf([], now).map(({ day }) => day);
      expect(new Set(days).size).toBe(DAYS_SHOWN);
      expect(days.at(-1)).toBe(new Date(now).toISOString().slice(0, 10));
    }),
  );
});

test("a day on which nothing was measured has no status, which is not the same as a healthy one", () => {
  const [bar] = barsOf([], NOW);
  expect(bar).toMatchObject({ status: null, available: null });
});

test.each([
  [{ healthy: 1_440, degraded: 0, down: 0 }, "healthy", 10_000],
  [{ healthy: 1_436, degraded: 4, down: 0 }, "healthy", 10_000],
  [{ healthy: 1_430, degraded: 10, down: 0 }, "degraded", 10_000],
  [{ healthy: 1_430, degraded: 6, down: 4 }, "degraded", 9_972],
  [{ healthy: 1_428, degraded: 0, down: 12 }, "down", 9_916],
])("%j is shown as %s", (minutes, status, available) => {
  const bar = barsOf([{ day: "2026-03-29", ...minutes }], NOW).at(-1);
  expect(bar).toMatchObject({ day: "2026-03-29", status, available });
});
