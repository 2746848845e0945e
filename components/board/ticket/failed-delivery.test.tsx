// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import type { FailedDelivery as Facts } from "@/lib/dispatch/model/failed-delivery";
import type { OrderAction } from "@/lib/orders/model/actions/schema";
import common from "@/messages/en/common.json";
import partner from "@/messages/en/partner.json";
import states from "@/messages/en/states.json";
import { boardOrder } from "@/test/support/board-orders";
import { FailedDelivery } from "./failed-delivery";

const { send } = vi.hoisted(() => ({ send: vi.fn() }));
vi.mock("@/hooks/commands/page-transport", () => ({ loadRoute: async () => undefined, send }));

beforeAll(() => import("./failed-dialog"));
afterEach(cleanup);

const ORDER = boardOrder(1, {
  order_status: "Out for Delivery",
  delivery_by: "riders",
  rider_name: "Olga",
  rider_state: "failed",
});
const OWN: Facts = { may_decide: true, may_release: true, reason: "NOBODY_OPENS", note: "Rang three times" };
const refused = { ok: false, code: "conflict", message: "Somebody was faster." };

async function show(
  facts: Facts,
  released: object = { ok: true, data: { assigned: [], pinned: [], refused: [] } },
) {
  const sent: [string, unknown][] = [];
  const changes: OrderAction[] = [];
  send.mockImplementation(async (name: string, input: unknown) => {
    sent.push([name, input]);
    return name === "read_failed_delivery" ? { ok: true, data: facts } : released;
  });
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common, partner, states }}>
      <QueryClientProvider client={new QueryClient()}>
        <FailedDelivery order={ORDER} handlers={{ change: (_, action) => void changes.push(action) }} />
      </QueryClientProvider>
    </NextIntlClientProvider>,
  );
  await screen.findByText("Nobody opens");
  return { sent, changes };
}
async function open() {
  fireEvent.click(screen.getByRole("button", { name: /^Decide…, order / }));
  return within(await screen.findByRole("dialog"));
}

test("staff read why, and what the rider wrote", async () => {
  const { sent } = await show(OWN);
  expect(screen.getByText("“Rang three times”")).toBeTruthy();
  expect(sent).toEqual([["read_failed_delivery", { order_id: ORDER.id }]]);
});

test("a delivery of the platform's rider has no button, and says who decides", async () => {
  await show({ ...OWN, may_decide: false, may_release: false });
  expect(screen.queryByRole("button")).toBeNull();
  expect(screen.getByText("Platewire decides what happens with it.")).toBeTruthy();
});

test("nothing is decided before somebody has chosen", async () => {
  const { changes, sent } = await show(OWN);
  const dialog = await open();
  fireEvent.click(dialog.getByRole("button", { name: "Decide" }));
  expect(dialog.getAllByText("Choose what happens")).toHaveLength(2);
  expect([changes, sent.length]).toEqual([[], 1]);
});

test("it was brought after all", async () => {
  const { changes } = await show(OWN);
  const dialog = await open();
  fireEvent.click(dialog.getByRole("radio", { name: /^It has been delivered/ }));
  fireEvent.click(dialog.getByRole("button", { name: "Mark as delivered" }));
  expect(changes).toEqual([{ name: "deliver" }]);
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("it is cancelled with a reason, which the customer reads", async () => {
  const { changes } = await show(OWN);
  const dialog = await open();
  fireEvent.click(dialog.getByRole("radio", { name: /^Cancel the order/ }));
  fireEvent.click(dialog.getByRole("radio", { name: "Can't reach the customer" }));
  fireEvent.change(dialog.getByRole("textbox"), { target: { value: " We called twice " } });
  fireEvent.click(dialog.getByRole("button", { name: "Cancel the order" }));
  expect(changes).toEqual([{ name: "cancel", reason: "CUSTOMER_UNREACHABLE", note: "We called twice" }]);
});

test("another rider brings it", async () => {
  const { sent } = await show(OWN);
  const dialog = await open();
  fireEvent.click(dialog.getByRole("radio", { name: /^Another rider brings it/ }));
  fireEvent.click(dialog.getByRole("button", { name: "Take it back" }));
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(sent[1]).toEqual(["assign_rider", { order_ids: [ORDER.id], rider_id: null, reason: "" }]);
});

test("a refusal stays in the dialog", async () => {
  await show(OWN, refused);
  const dialog = await open();
  fireEvent.click(dialog.getByRole("radio", { name: /^Another rider brings it/ }));
  fireEvent.click(dialog.getByRole("button", { name: "Take it back" }));
  expect(await dialog.findByRole("alert")).toHaveProperty("textContent", "Somebody was faster.");
});

test("a store that has no riders of its own any more can't give it to another one", async () => {
  await show({ ...OWN, may_release: false });
  const dialog = await open();
  expect(dialog.getAllByRole("radio")).toHaveLength(2);
});
