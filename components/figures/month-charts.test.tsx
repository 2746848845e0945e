// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, expect, test } from "vitest";
import { lastDays } from "@/lib/figures/model/day";
import figures from "@/messages/en/figures.json";
import { MonthCharts } from "./month-charts";

afterEach(cleanup);

const days = lastDays("2026-11-21", 30).map((date) => ({
  date,
  orders: 0,
  revenue: 0,
  median_accept_seconds: null,
  p90_accept_seconds: null,
  late: 0,
  cancelled: 0,
  own_fault: 0,
}));

test.each([true, false])("the table is about the same days as the heading, today: %j", (isToday) => {
  const { container } = render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ figures }}>
      <MonthCharts days={days} currency="EUR" isToday={isToday} />
    </NextIntlClientProvider>,
  );
  const heading = screen.getByRole("heading", { level: 2 }).textContent;
  expect(heading).not.toBe("");
  expect(container.querySelector("caption")?.textContent).toBe(heading);
});
