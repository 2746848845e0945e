import { expect, type Page } from "@playwright/test";
import { Board } from "./pages/board";
import { OrderPage } from "./pages/customer";
import { PORT_SELBY, RiderPage } from "./pages/rider";
import { LOST_LINE } from "./support/faults";
import { inspect } from "./support/inspect";
import { test as ownApp } from "./support/own-app";
import type { RestClient } from "./support/rest-client";

/** No other file's riders take its offers. */
const test = ownApp.extend({});
test.use({ appOf: "rider.spec.ts" });
test.describe.configure({ mode: "serial" });

const DISHES = ["Chicken pakora", "Onion bhaji"];
/** An offer comes when leaving now meets the food: the test's kitchen says that it is ready. */
const OFFER = { timeout: 60_000 };
const WRONG_PIN = /422 \(/;
const phone = {
  viewport: { width: 390, height: 844 },
  geolocation: PORT_SELBY,
  permissions: ["geolocation"],
};

type Visit = (email: string, path: string, options?: object) => Promise<Page>;

/** An order of Spice Route, which has riders only, that is ready; Rita is on shift. */
async function readyOrder(
  visit: Visit,
  rest: (email: string) => Promise<RestClient>,
  options: object = phone,
) {
  const rita = new RiderPage(await visit("rita@demo.test", "/rider", options));
  await rita.goOnShift();
  const lena = await rest("lena@demo.test");
  const dev = await rest("dev@demo.test");
  const order = await lena.order("spice-route", DISHES);
  await dev.act(order.id, { name: "accept", prep_minutes: 20 });
  await dev.act(order.id, { name: "ready" });
  await expect(rita.heading).toHaveText(/^Offer: /, OFFER);
  const { delivery_pin } = await lena.read(order.id);
  return { rita, lena, order, pin: delivery_pin ?? "", code: order.order_code.replace("ORD-", "") };
}

async function rideToTheDoor(rita: RiderPage): Promise<void> {
  await rita.press(/^Offer: /, "Accept");
  await rita.press("Spice Route", "At the store");
  await rita.press("Say this code at Spice Route", /^Picked up/);
  await rita.press(/Quay 7/, "At the door");
}

const wrongOf = (pin: string) => (pin === "0000" ? "0001" : "0000");

async function endShift(rita: RiderPage): Promise<void> {
  await rita.press(/Waiting for an offer|Trip finished/, "Menu");
  await rita.page.getByRole("menuitem", { name: "End shift" }).click();
  await rita.page.getByRole("dialog").getByRole("button", { name: "End shift" }).click();
  await expect(rita.heading).toHaveText(/^Hello/);
}

test("an order goes from the offer to the door, and its customer and its store see every step", async ({
  visit,
  rest,
}) => {
  const { rita, order, pin, code } = await readyOrder(visit, rest);
  await inspect(rita.page, "an offer");
  const customer = new OrderPage(await visit("lena@demo.test", `/orders/${order.id}`));
  const board = new Board(await visit("dev@demo.test", "/partner/spice-route"));
  await expect(rita.page.getByText("costs nothing, never counts against you")).toBeVisible();
  await rita.press(/^Offer: /, "Accept");

  await rita.press("Spice Route", "At the store");
  await expect(rita.page.getByText(code, { exact: true })).toBeVisible();
  await inspect(rita.page, "at the store");
  await rita.page.getByText("Chicken pakora").click();
  await rita.press("Say this code at Spice Route", /2 lines not ticked/);
  await expect(board.ticketIn("Out for Delivery", order.order_code)).toBeVisible();
  await expect(customer.sentence).toContainText(/way/);

  await rita.press(/Quay 7/, "At the door");
  await inspect(rita.page, "at the door");
  await rita.type(pin);
  await expect(rita.heading).toHaveText("Trip finished");
  await expect(customer.sentence).toContainText("has arrived");
  await expect(board.ticketIn("Out for Delivery", order.order_code)).toBeHidden();
  await endShift(rita);
});

test("a declined offer costs nothing and leaves the rider waiting", async ({ visit, rest }) => {
  const { rita, lena, order } = await readyOrder(visit, rest);
  await rita.press(/^Offer: /, /^Decline/);
  await expect(rita.heading).toHaveText("Waiting for an offer");
  expect((await lena.read(order.id)).order_status).toBe("Preparing");
  await endShift(rita);
});

test("five wrong PINs lock the door's pad, and the page says what to do", async ({ visit, rest }) => {
  const { rita, pin, lena, order } = await readyOrder(visit, rest, { ...phone, expected: [WRONG_PIN] });
  await rideToTheDoor(rita);
  await rita.takesPresses(/Quay 7/);
  for (const left of [
    /4 tries are left/,
    /3 tries are left/,
    /2 tries are left/,
    /One try is left/,
    /wrong five times/,
  ]) {
    await rita.type(wrongOf(pin));
    await expect(rita.page.getByRole("main")).toContainText(left);
  }
  expect((await lena.read(order.id)).order_status).toBe("Out for Delivery");
  await rita.button("Nobody opens").click();
  const dialog = rita.page.getByRole("dialog", { name: "Why can't it be delivered?" });
  await dialog.getByRole("radio", { name: "The address is wrong" }).check();
  await dialog.getByRole("button", { name: "Can't be delivered" }).click();
  await expect(rita.heading).toHaveText("Trip finished");
  await endShift(rita);
});

test("a phone without a signal at the door keeps the steps and sends them later, each once", async ({
  visit,
  rest,
}) => {
  const { rita, pin, lena, order } = await readyOrder(visit, rest, { ...phone, expected: [LOST_LINE] });
  await rita.press(/^Offer: /, "Accept");
  await rita.press("Spice Route", "At the store");
  await rita.press("Say this code at Spice Route", /^Picked up/);
  await expect(rita.heading).toHaveText(/Quay 7/);
  await rita.page.context().setOffline(true);
  await rita.press(/Quay 7/, "At the door");
  await expect(rita.line).toContainText("No signal. “At the door” waits for it");
  await inspect(rita.page, "at the door, without a signal");
  await rita.type(pin);
  await rita.page.context().setOffline(false);
  await expect(rita.heading).toHaveText("Trip finished", { timeout: 40_000 });
  const { order_status, timeline } = await lena.read(order.id);
  expect(order_status).toBe("Delivered");
  const doors = timeline.filter(({ action }) => action === "rider_at_door");
  expect(doors).toHaveLength(1);
  await endShift(rita);
});

test("a phone that refuses its location delivers all the same", async ({ visit, rest }) => {
  const { rita, pin } = await readyOrder(visit, rest, { viewport: phone.viewport, permissions: [] });
  await expect(rita.line).toContainText("Your steps work without it");
  await rideToTheDoor(rita);
  await rita.takesPresses(/Quay 7/);
  await rita.type(pin);
  await expect(rita.heading).toHaveText("Trip finished");
  await endShift(rita);
});

test("off shift and waiting, the page can be used by everybody", async ({ visit }) => {
  const rita = new RiderPage(await visit("rita@demo.test", "/rider", phone));
  await expect(rita.heading).toHaveText(/^Hello Rita/);
  await inspect(rita.page, "off shift");
  await rita.goOnShift();
  await inspect(rita.page, "waiting for an offer");
  await endShift(rita);
});
