// @vitest-environment happy-dom
import { render, screen, within } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, expect, test } from "vitest";
import { OrderSteps } from "@/components/orders/order-steps";
import type { BoardOrder, OrderDetail, TimelineEntry } from "@/lib/orders/model/schema";
import common from "@/messages/en/common.json";
import orders from "@/messages/en/orders.json";
import status from "@/messages/en/status.json";
import { acceptedOrder, at, boardOrder } from "@/test/support/board-orders";

afterEach(() => {
  document.body.innerHTML = "";
});

function show(order: BoardOrder, timeline: TimelineEntry[] = []) {
  const detail: OrderDetail = { ...order, timeline };
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common, orders, status }}>
      <OrderSteps order={detail} />
    </NextIntlClientProvider>,
  );
  return within(screen.getByRole("list"))
    .getAllByRole("listitem")
    .map((step) => ({
      text: step.textContent ?? "",
      isCurrent: step.getAttribute("aria-current") === "step",
    }));
}
const currentOf = (steps: { text: string; isCurrent: boolean }[]) =>
  steps.filter(({ isCurrent }) => isCurrent).map(({ text }) => text);

test("a new order has five steps, is at the first, and shows the expected time in the store's time zone", () => {
  const steps = show(boardOrder(1));
  expect(steps).toHaveLength(5);
  expect(currentOf(steps)).toEqual(["Order Received, now19:00"]);
  expect(steps.at(-1)?.text).toBe("Delivered, upcomingexpected 19:35–19:45");
});

test("food that is ready has its own step, although its status is still Preparing", () => {
  const steps = show(acceptedOrder(1, { ready_at: at(18, 18) }));
  expect(currentOf(steps)).toEqual(["Ready, now19:18"]);
});

test("a delay is shown under Preparing with the partner's note as plain text", () => {
  const delay: TimelineEntry = {
    version: 3,
    at: at(18, 10),
    action: "delay",
    from_status: "Preparing",
    to_status: "Preparing",
    actor_kind: "partner",
    actor_name: "Ana Ito",
    reason: null,
    note: "<b>rice</b> is on",
    minutes: 5,
  };
  const [, preparing] = show(acceptedOrder(1), [delay]);
  expect(preparing?.text).toContain("Sushi Bar added 5 min: “<b>rice</b> is on”");
});

test("a delivered order has no current step", () => {
  const steps = show(
    acceptedOrder(1, {
      order_status: "Delivered",
      ready_at: at(18, 18),
      dispatched_at: at(18, 20),
      delivered_at: at(18, 36),
    }),
  );
  expect(currentOf(steps)).toEqual([]);
  expect(steps.at(-1)?.text).toBe("Delivered, done19:36");
});

test("a cancelled order shows the steps up to its cancellation", () => {
  const steps = show(
    acceptedOrder(1, { order_status: "Cancelled", cancelled_at: at(18, 12), cancelled_by: "partner" }),
  );
  expect(steps.map(({ text }) => text)).toEqual([
    "Order Received, done19:00",
    "Preparing, done19:00",
    "Cancelled, stopped19:12",
  ]);
});
