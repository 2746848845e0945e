// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, describe, expect, test } from "vitest";
import { DeliveryEstimate } from "@/components/orders/delivery/delivery-estimate";
import { LeftAtDoor } from "@/components/orders/delivery/left-at-door";
import { RiderTicket } from "@/components/orders/delivery/rider-ticket";
import { riderLocationKey } from "@/hooks/orders/delivery/rider-location-query";
import { type RealtimeClient, RealtimeContext } from "@/hooks/realtime/realtime-context";
import { findDemoAddress } from "@/lib/geo/model/town/find-demo-address";
import type { OrderDetail } from "@/lib/orders/model/schema";
import type { RiderLocation } from "@/lib/riders/model/location";
import common from "@/messages/en/common.json";
import orders from "@/messages/en/orders.json";
import { boardOrder } from "@/test/support/board-orders";

afterEach(cleanup);

const MINUTE = 60_000;
const soon = (minutes: number) => new Date(Date.now() + minutes * MINUTE).toISOString();
const order = (over: Partial<OrderDetail>): OrderDetail => ({
  ...boardOrder(1),
  order_status: "Out for Delivery",
  delivery_by: "riders",
  rider_name: "Rita",
  rider_vehicle: "bicycle",
  rider_state: "picked_up",
  eta_from: soon(8),
  eta_to: soon(14),
  delivery_pin: "4082",
  timeline: [],
  ...over,
});

test("the photo of an order that was left at the door goes when the server has none", () => {
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common, orders }}>
      <LeftAtDoor order={order({ order_status: "Delivered", leave_at_door: true })} />
    </NextIntlClientProvider>,
  );
  const photo = screen.getByRole("img", { name: "Rita’s photo of your order at your door" });
  expect(photo.getAttribute("src")).toBe(`/api/orders/${order({}).id}/door-photo`);
  fireEvent.error(photo);
  expect(screen.queryByRole("img")).toBeNull();
  expect(screen.queryByRole("heading")).toBeNull();
});

const nothing = () => () => undefined;
const status = { state: "signed_out" as const, since: null, lastContact: null };
/** Nothing is asked of a server: the query is disabled after signing out. */
const stream: RealtimeClient = {
  start: () => undefined,
  stop: () => undefined,
  expect: () => undefined,
  subscribe: nothing,
  retry: () => undefined,
  subscribeToAll: nothing,
  status: () => status,
  onStatus: nothing,
};

const known = (over: Partial<RiderLocation>): RiderLocation => ({
  state: "on_the_way",
  doors_before: 0,
  rider: { name: "Rita", vehicle: "bicycle" },
  position: null,
  store: findDemoAddress("Harbour Street 12"),
  door: findDemoAddress("Mill Lane 40"),
  read_at: soon(0),
  ...over,
});

function show(part: "ticket" | "estimate", of: OrderDetail, location: RiderLocation | null = null): string {
  const client = new QueryClient();
  if (location !== null) client.setQueryData(riderLocationKey(of.id), location);
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common, orders }}>
      <QueryClientProvider client={client}>
        <RealtimeContext value={stream}>
          {part === "ticket" ? <RiderTicket order={of} /> : <DeliveryEstimate order={of} />}
        </RealtimeContext>
      </QueryClientProvider>
    </NextIntlClientProvider>,
  );
  return document.body.textContent ?? "";
}

describe("the rider's ticket", () => {
  test("names the rider and the vehicle, and has the PIN for the door, digit by digit for screen readers", () => {
    show("ticket", order({}));
    expect(screen.getByRole("heading", { name: "Rita" })).toBeDefined();
    expect(screen.getByText("Bicycle")).toBeDefined();
    expect(screen.getByText("Give Rita this PIN at the door")).toBeDefined();
    expect(screen.getByText("4 0 8 2")).toBeDefined();
  });

  test("has no PIN where the order is left at the door, and says that there will be a photo", () => {
    const text = show("ticket", order({ leave_at_door: true }));
    expect(text).toContain("Rita leaves it at your door and takes a photo of it.");
    expect(text).not.toContain("4082");
  });

  test.each([
    ["accepted", "Rita is on the way to Sushi Bar."],
    ["at_store", "Rita is at Sushi Bar."],
    ["at_door", "Rita is at your door."],
  ] as const)("says where the rider is while the step is %s", (rider_state, words) => {
    expect(show("ticket", order({ rider_state }))).toContain(words);
  });

  test("says how many stops come before, and not where they are", () => {
    const text = show("ticket", order({}), known({ state: "other_first", doors_before: 1 }));
    expect(text).toContain("Rita is one stop before you");
  });
});

describe("the estimate", () => {
  test("has minutes by the range while no position is known", () => {
    const text = show("estimate", order({}), known({}));
    expect(text).toContain("in about 11 minutes");
    expect(text).not.toContain("away");
  });

  test("has minutes and the distance by the position", () => {
    const at = findDemoAddress("Harbour Street 12");
    if (at === null) throw new Error("Port Selby lacks the address");
    const position = { ...at, seq: 1, accuracy: 5, heading: null, speed: 4, at: soon(0) };
    const text = show("estimate", order({}), known({ position }));
    expect(text).toMatch(/in about [4-6] minutes/);
    expect(text).toMatch(/· 1\.[0-4] km away/);
  });

  test("says that another stop comes first", () => {
    const text = show("estimate", order({}), known({ state: "other_first", doors_before: 2 }));
    expect(text).toContain("Rita has 2 stops before yours");
  });

  test("says when it was promised, once the time has passed", () => {
    const text = show("estimate", order({ eta_from: soon(-9), eta_to: soon(-3) }), known({}));
    expect(text).toContain("Later than promised");
    expect(text).not.toContain("in about");
  });
});
