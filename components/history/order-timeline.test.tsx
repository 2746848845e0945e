// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, expect, test } from "vitest";
import { alarmRecord } from "@/lib/board/model/alarm-record";
import { NO_WINDOWS } from "@/lib/broadcasts/model/standstill";
import { dispatchStory } from "@/lib/dispatch/model/story";
import type { OrderDetail, TimelineEntry } from "@/lib/orders/model/schema";
import common from "@/messages/en/common.json";
import partner from "@/messages/en/partner.json";
import { acceptedOrder } from "@/test/support/board-orders";
import { decisionFor } from "@/test/support/dispatch-views";
import { OrderTimeline } from "./order-timeline";

afterEach(cleanup);

const second = (seconds: number) => new Date(Date.UTC(2026, 10, 21, 18, 0, seconds)).toISOString();
const entry = (version: number, seconds: number, more: Partial<TimelineEntry>): TimelineEntry => ({
  version,
  at: second(seconds),
  action: "place",
  from_status: null,
  to_status: "Order Received",
  actor_kind: "customer",
  actor_name: "Lena Moreau",
  reason: null,
  note: null,
  minutes: null,
  ...more,
});
const anna = { actor_kind: "partner", actor_name: "Anna" } as const;
const order: OrderDetail = {
  ...acceptedOrder(1),
  timeline: [
    entry(1, 0, {}),
    entry(2, 90, { action: "acknowledge", ...anna }),
    entry(3, 95, { action: "accept", to_status: "Preparing", minutes: 20, ...anna }),
  ],
};

test("the timeline tells where an order rang, who was told, where it was silenced and what that made unnecessary", () => {
  const tablet = {
    device_id: order.id,
    device_name: "Kitchen tablet",
    rang_at: second(2),
    silenced_at: null,
  };
  const counter = { ...tablet, device_id: order.user_id, device_name: "Counter", silenced_at: second(90) };
  const push = { step: "push", at: second(61), people: 1, sent: 2, waiting: 0, over: 0 } as const;
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common, partner }}>
      <OrderTimeline
        order={order}
        alarm={alarmRecord(order, [tablet, { ...counter, rang_at: null }], [push], NO_WINDOWS)}
        story={[]}
      />
    </NextIntlClientProvider>,
  );
  const steps = screen.getAllByRole("listitem").map(({ textContent }) => textContent);
  expect(steps).toEqual([
    expect.stringContaining("Ordered"),
    expect.stringMatching(/^Rang on Kitchen tablet.*19:00:02$/),
    expect.stringMatching(/^Push sent to 2 devices.*19:01:01$/),
    expect.stringMatching(
      /^Alarm silenced.*Anna · store.*on Counter.*No longer needed: e-mail, telling Platewire.*19:01:30/,
    ),
    expect.stringContaining("Accepted, 20 min to prepare"),
  ]);
});

/** The text of the step that is the current one. */
function currentOf(timeline: TimelineEntry[], rangAt: number): (string | null)[] {
  const given = { ...order, timeline };
  const rang = { device_id: order.id, device_name: "Counter", rang_at: second(rangAt), silenced_at: null };
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common, partner }}>
      <OrderTimeline order={given} alarm={alarmRecord(given, [rang], [], NO_WINDOWS)} story={[]} />
    </NextIntlClientProvider>,
  );
  return screen.queryAllByRole("listitem", { current: "step" }).map(({ textContent }) => textContent);
}

test("the newest step is the current one, also when it is one of the alarm", () => {
  const [placed, acknowledged] = order.timeline;
  if (placed === undefined || acknowledged === undefined) throw new Error("The order has both");
  expect(currentOf([placed], 2)).toEqual([expect.stringContaining("Rang on Counter")]);
  cleanup();
  expect(currentOf([placed, acknowledged], 2)).toEqual([expect.stringContaining("Alarm silenced")]);
  cleanup();
  const cancelled = entry(2, 90, { action: "cancel", to_status: "Cancelled", ...anna });
  expect(currentOf([placed, cancelled], 2)).toEqual([]);
});

test("the timeline tells whom an order was offered to, what became of it, and the reason in words", () => {
  const decision = decisionFor(order, {
    at: second(100),
    actor_name: "Dora",
    kind: "assign",
    note: "Sam is ill",
  });
  const offer = {
    id: "o",
    rider_name: "Sam",
    status: "declined",
    made_at: second(97),
    ended_at: second(99),
  } as const;
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common, partner }}>
      <OrderTimeline
        order={order}
        alarm={alarmRecord(order, [], [], NO_WINDOWS)}
        story={dispatchStory([decision], [offer])}
      />
    </NextIntlClientProvider>,
  );
  const steps = screen.getAllByRole("listitem").map(({ textContent }) => textContent);
  expect(steps.slice(-3)).toEqual([
    expect.stringMatching(/^Offered to Sam.*19:01:37$/),
    expect.stringMatching(/^Sam declined.*19:01:39$/),
    expect.stringMatching(/^Given to Rita.*Rita is at the counter.*By Dora.*“Sam is ill”.*19:01:40$/),
  ]);
});
