// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, expect, test } from "vitest";
import { toWeek } from "@/lib/riders/model/week";
import riders from "@/messages/en/riders.json";
import { PayTerms, WeekDays, WeekSumsList, WeekTrips } from "./week-tables";

afterEach(cleanup);

const TRIP = {
  ...{ id: "00000000-0000-4000-8000-000000000001", accepted_at: "2026-11-23T18:00:00.000Z" },
  ...{ finished_at: "2026-11-23T18:30:00.000Z", orders: 2, metres: 3_250, waited_seconds: 90 },
  ...{ currency: "EUR", base: 300, distance: 293, waiting: 30, tip: 150 },
};

function show(trips: (typeof TRIP)[]) {
  const from = Date.parse("2026-11-23T17:00:00Z");
  const week = toWeek("2026-W48", trips, [{ from, to: from + 5.5 * 3_600_000 }]);
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ riders }}>
      <WeekSumsList week={week} />
      <WeekDays week={week} />
      <WeekTrips week={week} />
      <PayTerms currency={week.currency} />
    </NextIntlClientProvider>,
  );
}
const rows = (table: string) =>
  [...screen.getByRole("table", { name: table }).querySelectorAll("tbody tr")].map((row) =>
    [...row.children].map(({ textContent }) => textContent),
  );

test("a week has its sums, each day, and each trip with what it paid, by the town's clock", () => {
  show([TRIP]);
  expect(screen.getByText("Earned", { selector: "dt" }).nextSibling?.textContent).toBe("€7.73");
  expect(rows("Each day")[0]).toEqual(["Mon 23 Nov", "5.5 h", "1", "2 min", "€7.73"]);
  expect(rows("Each day")).toHaveLength(7);
  expect(rows("Each trip")).toEqual([
    ["Mon 23 Nov, 19:00", "2", "3.3 km", "€5.93", "€0.30", "€1.50", "€7.73"],
  ]);
});

test("a week without tips does not speak of them", () => {
  show([{ ...TRIP, tip: 0 }]);
  expect(rows("Each trip")).toEqual([["Mon 23 Nov, 19:00", "2", "3.3 km", "€5.93", "€0.30", "€6.23"]]);
  expect(document.body.textContent).not.toMatch(/tip/i);
});

test("the terms of pay are said in a sentence, and a week without trips says that", () => {
  show([]);
  expect(screen.getByText("No finished trips in this week.")).toBeDefined();
  expect(screen.getByText(/^A trip pays €3\.00, €0\.90 for each kilometre, and €0\.20/)).toBeDefined();
});
