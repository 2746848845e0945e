import { expect } from "@playwright/test";
import sharp from "sharp";
import { Board } from "./pages/board";
import { OrderPage } from "./pages/customer";
import { PORT_SELBY, RiderPage } from "./pages/rider";
import { LOST_LINE } from "./support/faults";
import { test as ownApp } from "./support/own-app";

/** No other file's riders take its offers. */
const test = ownApp.extend({});
test.use({ appOf: "rider-journeys.spec.ts" });
test.describe.configure({ mode: "serial" });

const DISHES = ["Chicken pakora", "Onion bhaji"];
/** An offer comes when leaving now meets the food: the tests' kitchens say that it is ready. */
const OFFER = { timeout: 60_000 };
const phone = {
  viewport: { width: 390, height: 844 },
  geolocation: PORT_SELBY,
  permissions: ["geolocation"],
};

async function endShift(rider: RiderPage): Promise<void> {
  await rider.press(/Waiting for an offer|Trip finished/, "Menu");
  await rider.page.getByRole("menuitem", { name: "End shift" }).click();
  await rider.page.getByRole("dialog").getByRole("button", { name: "End shift" }).click();
  await expect(rider.heading).toHaveText(/^Hello/);
}

test("an offer that nobody answers expires after its 40 seconds, and the next rider is asked", async ({
  visit,
  rest,
}) => {
  test.slow();
  const rita = new RiderPage(await visit("rita@demo.test", "/rider", phone));
  await rita.goOnShift();
  const dev = await rest("dev@demo.test");
  const order = await (await rest("lena@demo.test")).order("spice-route", DISHES);
  await dev.act(order.id, { name: "accept", prep_minutes: 20 });
  await dev.act(order.id, { name: "ready" });
  await expect(rita.heading).toHaveText(/^Offer: /, OFFER);
  const sam = new RiderPage(await visit("sam@demo.test", "/rider", phone));
  await sam.goOnShift();
  await expect(rita.heading).toHaveText("Waiting for an offer", OFFER);
  await expect(rita.page.getByText("That offer has expired. That costs nothing.")).toBeVisible();
  await expect(sam.heading).toHaveText(/^Offer: /, OFFER);
  await sam.press(/^Offer: /, "Accept");
  await expect(sam.heading).toHaveText("Spice Route");
  await dev.act(order.id, { name: "cancel", reason: "OUT_OF_ITEMS", note: "" });
  await expect(sam.heading).toHaveText("Waiting for an offer");
  await endShift(sam);
  await endShift(rita);
});

test("the dispatcher gives an order to another rider, and the customer, the store and both riders see it", async ({
  visit,
  rest,
}) => {
  const rita = new RiderPage(await visit("rita@demo.test", "/rider", phone));
  await rita.goOnShift();
  const dev = await rest("dev@demo.test");
  const order = await (await rest("lena@demo.test")).order("spice-route", DISHES);
  await dev.act(order.id, { name: "accept", prep_minutes: 20 });
  await dev.act(order.id, { name: "ready" });
  await expect(rita.heading).toHaveText(/^Offer: /, OFFER);
  await rita.press(/^Offer: /, "Accept");
  await expect(rita.heading).toHaveText("Spice Route");
  const sam = new RiderPage(await visit("sam@demo.test", "/rider", phone));
  await sam.goOnShift();
  const customer = new OrderPage(await visit("lena@demo.test", `/orders/${order.id}`));
  await expect(customer.page.getByRole("heading", { name: "Rita" })).toBeVisible();
  const board = new Board(await visit("dev@demo.test", "/partner/spice-route"));
  await expect(board.ticket(order.order_code)).toContainText("Rita");

  const dispatch = await visit("admin@demo.test", "/admin/dispatch");
  await expect(dispatch.locator(".dispatch[data-hears-keys]")).toBeVisible();
  await expect(dispatch.getByRole("article", { name: order.order_code })).toBeVisible();
  await dispatch.keyboard.press("ArrowDown");
  await dispatch.keyboard.press("g");
  const dialog = dispatch.getByRole("alertdialog");
  await dialog.getByRole("combobox", { name: "Rider" }).selectOption({ label: "Sam, e-bike" });
  await dialog.getByRole("textbox").fill("Rita has a flat tyre");
  await dispatch.keyboard.press("Enter");
  await expect(dispatch.getByRole("main").getByText(`${order.order_code} given to Sam`)).toBeVisible();

  await expect(sam.heading).toHaveText("Spice Route");
  await expect(rita.heading).toHaveText("Waiting for an offer");
  await expect(rita.page.getByText("That order is no longer yours.")).toBeVisible();
  await expect(customer.page.getByRole("heading", { name: "Sam" })).toBeVisible();
  await expect(board.ticket(order.order_code)).toContainText("Sam");
  await dev.act(order.id, { name: "cancel", reason: "OUT_OF_ITEMS", note: "" });
  await expect(sam.heading).toHaveText("Waiting for an offer");
  await endShift(sam);
  await endShift(rita);
});

test("an order is offered to all free riders from the dispatch, and the mode of the store is changed there", async ({
  visit,
  rest,
}) => {
  const page = await visit("admin@demo.test", "/admin/dispatch");
  await expect(page.locator(".dispatch[data-hears-keys]")).toBeVisible();
  await page.getByRole("button", { name: "Modes of stores" }).click();
  const modes = page.getByRole("alertdialog");
  await modes.getByRole("combobox", { name: "Store" }).selectOption({ label: "Spice Route" });
  await modes.getByRole("radio", { name: /^By hand/ }).check();
  await expect(modes.getByText(/^For all orders of Spice Route that have no rider yet/)).toBeVisible();
  await modes.getByRole("button", { name: "Change" }).click();
  await expect(
    page.getByRole("main").getByText("Spice Route: its dispatchers choose each rider"),
  ).toBeVisible();

  const rita = new RiderPage(await visit("rita@demo.test", "/rider", phone));
  await rita.goOnShift();
  const sam = new RiderPage(await visit("sam@demo.test", "/rider", phone));
  await sam.goOnShift();
  const dev = await rest("dev@demo.test");
  const order = await (await rest("lena@demo.test")).order("spice-route", DISHES);
  await dev.act(order.id, { name: "accept", prep_minutes: 20 });
  await dev.act(order.id, { name: "ready" });
  const ticket = page.getByRole("article", { name: order.order_code });
  await ticket.getByRole("button", { expanded: false }).click();
  await ticket.getByRole("button", { name: "Offer to all" }).click();
  await expect(
    page.getByRole("main").getByText(`${order.order_code} offered to 2 free riders`),
  ).toBeVisible();
  await expect(ticket).toContainText("Offer to 2 riders");
  await expect(rita.heading).toHaveText(/^Offer: /);
  await sam.press(/^Offer: /, "Accept");
  await expect(sam.heading).toHaveText("Spice Route");
  await expect(rita.page.getByText("Another rider has that order now.")).toBeVisible();

  await dev.act(order.id, { name: "cancel", reason: "OUT_OF_ITEMS", note: "" });
  await expect(sam.heading).toHaveText("Waiting for an offer");
  await endShift(sam);
  await endShift(rita);
  await page.getByRole("button", { name: "Modes of stores" }).click();
  await modes.getByRole("combobox", { name: "Store" }).selectOption({ label: "Spice Route" });
  await modes.getByRole("radio", { name: /^Automatic/ }).check();
  await modes.getByRole("button", { name: "Change" }).click();
  await expect(page.getByText("Spice Route finds riders automatically")).toBeVisible();
});

test("a delivery that a store's own rider could not make is decided on its board", async ({
  visit,
  rest,
}) => {
  const yuki = new RiderPage(await visit("yuki@demo.test", "/rider", phone));
  await yuki.goOnShift();
  const ana = await rest("ana@demo.test");
  const order = await (await rest("lena@demo.test")).order("sushi-bar", ["Miso soup", "Edamame"]);
  await ana.act(order.id, { name: "accept", prep_minutes: 20 });
  await ana.act(order.id, { name: "ready" });
  await expect(yuki.heading).toHaveText(/^Offer: /, OFFER);
  await yuki.press(/^Offer: /, "Accept");
  await yuki.press("Sushi Bar", "At the store");
  await yuki.press("Say this code at Sushi Bar", /^Picked up/);
  await yuki.press(/Quay 7/, "At the door");
  await yuki.press(/Quay 7/, "Nobody opens");
  const why = yuki.page.getByRole("dialog", { name: "Why can't it be delivered?" });
  await why.getByRole("radio", { name: "Nobody opens" }).check();
  await why.getByRole("button", { name: "Can't be delivered" }).click();
  await expect(yuki.heading).toHaveText("Trip finished");

  const board = new Board(await visit("ana@demo.test", "/partner/sushi-bar"));
  const ticket = board.ticketIn("Out for Delivery", order.order_code);
  await expect(ticket).toContainText("Yuki couldn't hand it over");
  await board.action(order.order_code, "Decide…").click();
  const dialog = board.page.getByRole("dialog");
  await dialog.getByRole("radio", { name: /^Cancel the order/ }).check();
  // Not with a second click at one place: the dialog grows and moves.
  await dialog.getByRole("radio", { name: "Can't reach the customer" }).press("Space");
  await dialog.getByRole("button", { name: "Cancel the order" }).click();
  await expect(ticket).toBeHidden();
  const customer = new OrderPage(await visit("lena@demo.test", `/orders/${order.id}`));
  await expect(customer.page.getByText("We couldn't reach you at the door.")).toBeVisible();
  await endShift(yuki);
});

test("a photo that was taken in a tunnel outlives a reload, and arrives with its delivery", async ({
  visit,
  rest,
}) => {
  const rita = new RiderPage(await visit("rita@demo.test", "/rider", { ...phone, expected: [LOST_LINE] }));
  await rita.goOnShift();
  const lena = await rest("lena@demo.test");
  const dev = await rest("dev@demo.test");
  const order = await lena.order("spice-route", DISHES, { payment_method: "demo_card", leave_at_door: true });
  await dev.act(order.id, { name: "accept", prep_minutes: 20 });
  await dev.act(order.id, { name: "ready" });
  await expect(rita.heading).toHaveText(/^Offer: /, OFFER);
  await rita.press(/^Offer: /, "Accept");
  await rita.press("Spice Route", "At the store");
  await rita.press("Say this code at Spice Route", /^Picked up/);
  await rita.press(/Quay 7/, "At the door");

  // The photo needs more signal than the page does.
  const uploads = /\/api\/trips\/[^/]+\/photo/;
  await rita.page.route(uploads, (route) => route.abort());
  await rita.takesPresses(/Quay 7/);
  const buffer = await sharp({ create: { width: 640, height: 480, channels: 3, background: "brown" } })
    .jpeg()
    .toBuffer();
  await rita.page
    .getByLabel("Take a photo")
    .setInputFiles({ name: "door.jpg", mimeType: "image/jpeg", buffer });
  await expect(rita.page.getByRole("img", { name: "Your photo" })).toBeVisible();
  await rita.page.reload();
  await expect(rita.page.getByRole("img", { name: "Your photo" })).toBeVisible();
  await rita.press(/Quay 7/, /^Delivered/);
  await expect(rita.line).toContainText("“Delivered”");
  await rita.page.reload();
  await expect(rita.line).toContainText("“Delivered”");
  expect((await lena.read(order.id)).order_status).toBe("Out for Delivery");

  await rita.page.unroute(uploads);
  await expect(rita.heading).toHaveText("Trip finished", { timeout: 40_000 });
  expect((await lena.read(order.id)).order_status).toBe("Delivered");
  const customer = await visit("lena@demo.test", `/orders/${order.id}`);
  await expect(customer.getByRole("img", { name: "Rita’s photo of your order at your door" })).toBeVisible();
  await endShift(rita);
});
