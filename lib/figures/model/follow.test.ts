import { expect, test } from "vitest";
import { latestFigures, withScores } from "./follow";
import type { DayFigures } from "./schema";

const figures = (as_of: string, orders = 1): DayFigures => ({
  date: "2026-11-21",
  time_zone: "Europe/Berlin",
  currency: "EUR",
  orders,
  revenue: 1540,
  median_accept_seconds: null,
  p90_accept_seconds: null,
  late: 0,
  cancelled: 0,
  own_fault: 0,
  by_hour: Array.from({ length: 24 }, () => 0),
  top_items: [],
  as_of,
});
const scores = (timestamp: string, date = "2026-11-21") => ({
  tenant_id: "019a0000-0000-7000-8000-000000000900",
  date,
  timestamp,
  orders: 2,
  revenue: 3080,
  top_items: [],
});
const [EARLY, LATE] = ["2026-11-21T18:00:00.000Z", "2026-11-21T18:00:01.000Z"] as const;

test("an answer that was read earlier does not replace later figures", () => {
  expect(latestFigures(figures(LATE, 2), figures(EARLY)).orders).toBe(2);
  expect(latestFigures(figures(EARLY), figures(LATE, 2)).orders).toBe(2);
  expect(latestFigures(undefined, figures(EARLY)).orders).toBe(1);
});

test("an answer that was read before an event brings what the event did not", () => {
  const MIDDLE = "2026-11-21T18:00:00.500Z";
  const known = withScores(figures(EARLY), scores(LATE));
  const merged = latestFigures(known, { ...figures(MIDDLE), late: 4, cancelled: 1 });
  expect(merged).toMatchObject({ orders: 2, revenue: 3080, late: 4, cancelled: 1, as_of: LATE });
  expect(latestFigures(merged, figures(EARLY))).toBe(merged);
  expect(latestFigures(merged, figures(LATE, 3))).toEqual(figures(LATE, 3));
});

test("an event brings the leaderboard, the orders and the revenue, and leaves the rest", () => {
  expect(withScores({ ...figures(EARLY), late: 3 }, scores(LATE))).toMatchObject({
    orders: 2,
    revenue: 3080,
    late: 3,
    as_of: LATE,
  });
});

test("an event of another day, or from before the figures, changes nothing", () => {
  const known = figures(EARLY);
  expect(withScores(known, scores(LATE, "2026-11-22"))).toBe(known);
  expect(withScores(figures(LATE), scores(EARLY)).orders).toBe(1);
});
