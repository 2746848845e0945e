import { expect, test } from "vitest";
import type { DayFigures } from "@/lib/figures/model/schema";
import { renderReport } from "./render-report";

const STORE = {
  id: "019a0000-0000-7000-8000-000000000900",
  slug: "sushi-bar",
  name: "Sushi <Bar>",
  time_zone: "Europe/Berlin",
  currency: "EUR",
  delivery_minutes: 15,
};
const DAY: DayFigures = {
  date: "2026-11-21",
  time_zone: "Europe/Berlin",
  currency: "EUR",
  orders: 42,
  revenue: 81_240,
  median_accept_seconds: 38.5,
  p90_accept_seconds: 125,
  late: 3,
  cancelled: 2,
  own_fault: 1,
  by_hour: Array.from({ length: 24 }, (_, hour) => (hour === 19 ? 42 : 0)),
  top_items: [
    {
      rank: 1,
      menu_item_id: "019a0000-0000-7000-8000-000000000600",
      name: "Fish & <b>chips</b>",
      quantity: 17,
      revenue: 21_930,
    },
  ],
  as_of: "2026-11-21T21:05:00.000Z",
};
const ORIGIN = "https://orders.platewire.app";

test("the report has the figures, the hours with orders and the dishes, as text and as HTML", async () => {
  const { subject, text, html, link } = await renderReport(STORE, DAY, ORIGIN);
  expect(subject).toBe("Sushi <Bar>: report of 21 Nov 2026");
  expect(link).toBe(`${ORIGIN}/partner/sushi-bar/figures?date=2026-11-21`);
  for (const part of [
    /Orders\s+42/,
    /Revenue\s+€812\.40/,
    /median\s+0:38/,
    /within\s+2:05/,
    /19:00\s+42 orders/,
    /1\. Fish & <b>chips<\/b>\s+17 × · €219\.30/,
    /As of 22:05/,
  ])
    expect(text).toMatch(part);
  expect(text).not.toContain("18:00");
  expect(html).toContain("Fish &amp; &lt;b&gt;chips&lt;/b&gt;");
});

test("a day without orders has a report without hours and dishes", async () => {
  const empty = {
    ...DAY,
    orders: 0,
    revenue: 0,
    median_accept_seconds: null,
    p90_accept_seconds: null,
    by_hour: DAY.by_hour.map(() => 0),
    top_items: [],
  };
  const { text, body } = await renderReport(STORE, empty, ORIGIN);
  expect(text).not.toContain("Orders by hour");
  expect(text).not.toContain("Top dishes");
  expect(body).toContain("Orders: 0\nRevenue: €0.00");
});
