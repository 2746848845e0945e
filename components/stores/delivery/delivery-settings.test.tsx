// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveRegionProvider } from "@/components/ui/feedback/live-region";
import type { DeliverySettings } from "@/lib/stores/model/delivery-settings";
import type { Zone } from "@/lib/stores/model/zones/schema";
import common from "@/messages/en/common.json";
import delivery from "@/messages/en/delivery.json";
import map from "@/messages/en/map.json";
import states from "@/messages/en/states.json";
import { NEAR, OWN_DELIVERY, PORT, RING_ZONE, SQUARE_ZONE } from "@/test/support/delivery";
import { STORE } from "@/test/support/store-views";
import { DeliverySettingsPart } from "./delivery-settings";

const send = vi.hoisted(() => vi.fn());
vi.mock("@/hooks/commands/use-command", () => ({ useCommand: () => send }));

beforeEach(() => {
  send.mockReset();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const SETTINGS: DeliverySettings = { ...OWN_DELIVERY, place: PORT };

function show(zones: Zone[] = [SQUARE_ZONE, RING_ZONE], settings = SETTINGS) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <NextIntlClientProvider locale="en" messages={{ common, delivery, map, states }} timeZone="UTC">
        <LiveRegionProvider>
          <DeliverySettingsPart
            store={{ ...STORE, delivery_fee: 290, minimum_order: 0 }}
            settings={settings}
            zones={{ zones, zones_version: 4 }}
          />
        </LiveRegionProvider>
      </NextIntlClientProvider>
    </QueryClientProvider>,
  );
}
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));
const type = (name: string | RegExp, value: string) =>
  fireEvent.change(screen.getByRole("textbox", { name }), { target: { value } });
const names = () => screen.getAllByRole("heading", { level: 3 }).map(({ textContent }) => textContent);
const sent = () => send.mock.calls.at(-1)?.[0];

test("what riders need is asked only of a store with riders, and saved with what was there before", async () => {
  show();
  expect(screen.queryByRole("radio", { name: /^Automatically/ })).toBeNull();
  fireEvent.click(screen.getByRole("radio", { name: /^Riders when one is on shift/ }));
  fireEvent.click(screen.getByRole("radio", { name: /^Ask all at once/ }));
  const wanted = { ...SETTINGS, delivery_by: "either", dispatch_mode: "broadcast" };
  send.mockResolvedValue({ ok: true, data: wanted });
  press("Save how you deliver");
  expect(await screen.findByText("This holds for new orders.")).toBeDefined();
  expect(sent()).toEqual({ tenant_id: STORE.id, delivery: wanted, before: SETTINGS });
});

test("riders aren't chosen for a store that is nowhere", () => {
  show([], { ...SETTINGS, place: null });
  fireEvent.click(screen.getByRole("radio", { name: /^Riders\s?Platewire finds/ }));
  press("Save how you deliver");
  expect(screen.getByText("Riders need to know where your restaurant is: put the pin first.")).toBeDefined();
  expect(send).not.toHaveBeenCalled();
});

test("what both changed is told, and the next press keeps one's own and what only the other changed", async () => {
  show();
  fireEvent.click(screen.getByRole("radio", { name: /^Riders when one is on shift/ }));
  const theirs = { ...SETTINGS, delivery_by: "riders", place: NEAR };
  send.mockResolvedValueOnce({ ok: false, code: "conflict", message: "", current: theirs });
  press("Save how you deliver");
  expect(await screen.findByText(/who brings your orders: Riders\. Nothing was saved/)).toBeDefined();
  const mine = { ...SETTINGS, delivery_by: "either", place: NEAR };
  send.mockResolvedValueOnce({ ok: true, data: mine });
  press("Save how you deliver");
  expect(await screen.findByText("This holds for new orders.")).toBeDefined();
  expect(sent()).toEqual({ tenant_id: STORE.id, delivery: mine, before: theirs });
});

test("zones are put in another order, changed and removed, and saved with their version", async () => {
  show();
  press("Around: apply earlier");
  expect(names()).toEqual(["1. Around", "2. Harbour"]);
  press("Remove Harbour");
  press("Change Around");
  type("Metres from your restaurant", "2500");
  type("Delivery fee (EUR)", "3,90");
  const zones = [{ ...RING_ZONE, shape: { kind: "ring", radius: 2_500 }, fee: 390 }];
  send.mockResolvedValue({ ok: true, data: { zones, zones_version: 5 } });
  press("Save zones");
  expect(await screen.findByText("These zones hold for new orders.")).toBeDefined();
  expect(sent()).toEqual({ tenant_id: STORE.id, zones, zones_version: 4 });
});

test("a zone with faults isn't sent, and its fields say what is wrong", () => {
  show([]);
  press("Add a zone by distance");
  type("Metres from your restaurant", "50");
  press("Save zones");
  expect(send).not.toHaveBeenCalled();
  expect(screen.getByText("Enter a name of at most 60 characters")).toBeDefined();
  expect(screen.getByText("Enter whole metres from 100 to 50,000")).toBeDefined();
});

test("zones that somebody else has saved meanwhile are told: theirs are taken, or replaced by the next press", async () => {
  show([SQUARE_ZONE]);
  press("Remove Harbour");
  const theirs = { zones: [RING_ZONE], zones_version: 9 };
  send.mockResolvedValueOnce({ ok: false, code: "conflict", message: "", current: theirs });
  press("Save zones");
  expect(await screen.findByText(/Around \(up to 3,000 m away\): €4\.50/)).toBeDefined();
  send.mockResolvedValueOnce({ ok: false, code: "conflict", message: "", current: theirs });
  press("Save zones");
  await vi.waitFor(() => expect(sent()).toMatchObject({ zones: [], zones_version: 9 }));
  await vi.waitFor(() => press("Take theirs instead"));
  expect(names()).toEqual(["1. Around"]);
  expect(screen.getByText("These zones hold for new orders.")).toBeDefined();
});

test("an address is told its zone by what is typed, saved or not", async () => {
  vi.stubGlobal("fetch", async () => Response.json({ success: true, data: { kind: "found", place: NEAR } }));
  show([SQUARE_ZONE]);
  type("Street and number", "Quay 7");
  type("Postal code", "20457");
  press("Ask");
  expect(await screen.findByText("Harbour: €1.50 · from €7.00 · 10 extra minutes")).toBeDefined();
  press("Change Harbour");
  type("Delivery fee (EUR)", "2.00");
  expect(screen.getByText("Harbour: €2.00 · from €7.00 · 10 extra minutes")).toBeDefined();
  press("Remove Harbour");
  expect(screen.getByText("You deliver there for €2.90, as everywhere.")).toBeDefined();
});

test("an address that is missing a part, or that is not known, is told so", async () => {
  vi.stubGlobal("fetch", async () => Response.json({ success: true, data: { kind: "unknown" } }));
  show();
  press("Ask");
  expect(screen.getAllByText("Enter street, postal code and city.").length).toBeGreaterThan(0);
  type("Street and number", "Nowhere 1");
  type("Postal code", "1");
  press("Ask");
  const preview = screen.getByRole("region", { name: "What does an address get?" });
  expect(await within(preview).findByText("This address is not known. Ask by a pin instead.")).toBeDefined();
});
