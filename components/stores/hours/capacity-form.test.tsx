// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveRegionProvider } from "@/components/ui/feedback/live-region";
import common from "@/messages/en/common.json";
import partner from "@/messages/en/partner.json";
import states from "@/messages/en/states.json";
import { OPEN_INTAKE } from "@/test/support/intake";
import { STORE } from "@/test/support/store-views";
import { CapacityForm } from "./capacity-form";

const send = vi.hoisted(() => vi.fn());
vi.mock("@/hooks/commands/use-command", () => ({ useCommand: () => send }));

beforeEach(() => {
  send.mockReset();
  send.mockImplementation(async ({ tenant_id: _, ...capacity }: object & { tenant_id: string }) => ({
    ok: true,
    data: { ...capacity, hours: STORE.hours, intake: { ...OPEN_INTAKE, version: 2 } },
  }));
});
afterEach(cleanup);

function show(capacity = { slot_orders: null, slot_points: null, auto_busy: false }) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <NextIntlClientProvider locale="en" messages={{ common, partner, states }} timeZone="UTC">
        <LiveRegionProvider>
          <CapacityForm storeId={STORE.id} capacity={capacity} />
        </LiveRegionProvider>
      </NextIntlClientProvider>
    </QueryClientProvider>,
  );
}
const choose = (name: RegExp) => fireEvent.click(screen.getByRole("radio", { name }));
const maximum = () => screen.getByRole("textbox", { name: /^Most / });
const save = () => fireEvent.click(screen.getByRole("button", { name: "Save limits" }));

test("a limit of points is chosen, typed and saved", async () => {
  show();
  expect(screen.queryByRole("textbox")).toBeNull();
  choose(/^Points/);
  fireEvent.change(maximum(), { target: { value: "35" } });
  expect(screen.getByText("Not saved yet.")).toBeDefined();
  save();
  expect(await screen.findByText("This holds for new orders.")).toBeDefined();
  expect(send).toHaveBeenCalledExactlyOnceWith(
    { tenant_id: STORE.id, slot_orders: null, slot_points: 35, auto_busy: false },
    expect.anything(),
  );
});

test("a maximum that is no whole number within the bounds is not sent, and the field says which are", () => {
  show();
  choose(/^Points/);
  fireEvent.change(maximum(), { target: { value: "501" } });
  save();
  expect(screen.getByText("Enter a whole number from 1 to 500")).toBeDefined();
  expect(document.activeElement).toBe(maximum());
  expect(send).not.toHaveBeenCalled();
  choose(/^Orders/);
  fireEvent.change(maximum(), { target: { value: "101" } });
  expect(screen.getByText("Enter a whole number from 1 to 100")).toBeDefined();
  fireEvent.change(maximum(), { target: { value: "100" } });
  expect(screen.queryByText(/^Enter a whole number/)).toBeNull();
});

test("what was typed for points is there again after a look at orders", () => {
  show();
  choose(/^Points/);
  fireEvent.change(maximum(), { target: { value: "35" } });
  choose(/^Orders/);
  expect(maximum()).toHaveProperty("value", "8");
  choose(/^Points/);
  expect(maximum()).toHaveProperty("value", "35");
});
