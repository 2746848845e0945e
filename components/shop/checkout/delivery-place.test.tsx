// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, expect, test, vi } from "vitest";
import type { DeliveryPlace, PlaceState } from "@/hooks/shop/use-delivery-place";
import type { Quote } from "@/lib/menu/model/schema";
import { EVERYWHERE } from "@/lib/stores/model/zones/area";
import type { Area } from "@/lib/stores/model/zones/area-schema";
import common from "@/messages/en/common.json";
import delivery from "@/messages/en/delivery.json";
import map from "@/messages/en/map.json";
import shop from "@/messages/en/shop.json";
import { NEAR } from "@/test/support/delivery";
import { uuid } from "@/test/support/menu-arbitraries";
import { NO_EXTRAS, OPEN, STORE } from "@/test/support/store-views";
import { DeliveryPlacePart } from "./delivery-place";

vi.mock("next/navigation", () => ({ useRouter: () => ({ prefetch: () => undefined }) }));

afterEach(cleanup);

const HARBOUR: Area = { kind: "zone", zone_id: uuid(5), zone_name: "Harbour" };
const quoteIn = (area: Area): Quote => ({
  ...{
    lines: [],
    items_total: 0,
    delivery_fee: 150,
    total: 150,
    ...NO_EXTRAS,
    currency: "EUR",
    minimum_order: 700,
  },
  ...{ is_open: true, status: OPEN, soonest_minutes: 35, area, can_order: true },
});

function show(state: PlaceState, area: Area | null, askAgain = vi.fn()) {
  const isKnown = state === "found" || state === "pinned";
  const found: DeliveryPlace = {
    state,
    place: isKnown ? NEAR : null,
    pin: state === "pinned" ? NEAR : null,
    setTyped: () => undefined,
    setPin: () => undefined,
    askAgain,
  };
  render(
    <NextIntlClientProvider locale="en" messages={{ common, delivery, map, shop }} timeZone="UTC">
      <form data-testid="form">
        <DeliveryPlacePart
          tenant={{ ...STORE, name: "Sushi Bar" }}
          found={found}
          quote={area === null ? null : quoteIn(area)}
          onPin={() => undefined}
        />
      </form>
    </NextIntlClientProvider>,
  );
}
const said = () => screen.getByRole("status").textContent;

test("the fee is shown with its zone and minimum before anything is ordered", () => {
  show("found", HARBOUR);
  expect(said()).toContain("Delivery to Harbour: €1.50");
  expect(said()).toContain("From €7.00 for this area");
  expect(screen.getByRole("button", { name: "Check on the map" })).toBeDefined();
});

test.each<[PlaceState, Area | null, string]>([
  ["incomplete", { ...EVERYWHERE, kind: "unknown" }, "Enter your address"],
  ["asking", { ...EVERYWHERE, kind: "unknown" }, "Looking for your address"],
  ["found", null, "Looking for your address"],
  ["unknown", { ...EVERYWHERE, kind: "unknown" }, "We can't find this address"],
  ["unknown", EVERYWHERE, "A pin on the map helps"],
  ["found", EVERYWHERE, "We know where this address is"],
  ["pinned", EVERYWHERE, "brought to your pin"],
])("an address that is %s in %j is told in words", (state, area, words) => {
  show(state, area);
  expect(said()).toContain(words);
});

test("outside, it says what to do", () => {
  show("found", { ...EVERYWHERE, kind: "outside" });
  expect(said()).toContain("Sushi Bar doesn't deliver to this address");
  expect(screen.getByRole("button", { name: "Check on the map" })).toBeDefined();
  expect(screen.getByRole("link", { name: "Other restaurants" }).getAttribute("href")).toBe("/");
});

test("a directory that doesn't answer is asked again, or a pin takes its place", () => {
  const askAgain = vi.fn();
  show("unavailable", { ...EVERYWHERE, kind: "unknown" }, askAgain);
  fireEvent.click(screen.getByRole("button", { name: "Look again" }));
  expect(askAgain).toHaveBeenCalledOnce();
  expect(screen.getByRole("button", { name: "Put a pin" })).toBeDefined();
});

test("the form has the pin, and nothing where the directory has found the address", () => {
  const inForm = () => Object.fromEntries(new FormData(screen.getByTestId<HTMLFormElement>("form")));
  show("pinned", HARBOUR);
  expect(inForm()).toEqual({ lat: String(NEAR.lat), lng: String(NEAR.lng) });
  cleanup();
  show("found", HARBOUR);
  expect(inForm()).toEqual({ lat: "", lng: "" });
});
