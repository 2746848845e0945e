import { expect } from "@playwright/test";
import { Board } from "./pages/board";
import { inspect } from "./support/inspect";
import { test } from "./support/own-app";

test.setTimeout(900_000);

test("a board without orders, its history and the choice of a store are accessible, light and dark, and fit a phone", async ({
  visit,
}) => {
  const page = await visit("dev@demo.test", "/partner/spice-route");
  await expect(
    page.getByRole("heading", { name: "Connected and waiting for the first order" }),
  ).toBeVisible();
  await inspect(page, "an empty board");
  await page.getByRole("button", { name: "Start shift" }).click();
  await expect(page.getByRole("button", { name: /^Sound on/ })).toBeVisible();
  await inspect(page, "an empty board on shift");
  await page.goto("/partner/spice-route/history");
  await expect(page.getByRole("heading", { name: "No orders yet" })).toBeVisible();
  await inspect(page, "an empty history");

  const admin = await visit("admin@demo.test", "/partner");
  await expect(admin.getByRole("link", { name: "Sushi Bar" })).toBeVisible();
  await inspect(admin, "the choice of a store");
  const customer = await visit("lena@demo.test", "/partner");
  await inspect(customer, "on no store's staff");
});

test("a full board, its dialogs, the history and a timeline are accessible, light and dark, and fit a phone", async ({
  visit,
  rest,
}) => {
  const lena = await rest("lena@demo.test");
  const carla = await rest("carla@demo.test");
  const place = (over: Parameters<typeof lena.order>[2] = {}) =>
    lena.order("trattoria-lucia", ["Caprese", "Bruschetta"], over);
  const [out, ready, preparing, declined, delivered, fresh] = [
    await place(),
    await place(),
    await place({ note: "Allergy: nuts" }),
    await place(),
    await place({ payment_method: "demo_card" }),
    await place({ note: "Milk makes me ill, allergic!", payment_method: "demo_card" }),
  ];
  for (const order of [out, ready, preparing, delivered])
    await carla.change(order.id, { order_status: "Preparing", prep_minutes: 20 });
  await carla.change(ready.id, { order_status: "Preparing", ready: true });
  for (const order of [out, delivered]) await carla.change(order.id, { order_status: "Out for Delivery" });
  await carla.change(delivered.id, { order_status: "Delivered" });
  await carla.change(declined.id, { order_status: "Cancelled", reason: "TOO_BUSY" });

  const page = await visit("carla@demo.test", "/partner/trattoria-lucia");
  const board = new Board(page);
  await board.isWorkable();
  await board.showDone();
  await expect(board.doneLine(declined.order_code)).toBeVisible();
  await place();
  await expect(board.alarm.getByText("2 new orders")).toBeVisible();
  await inspect(page, "a full board that rings");

  await board
    .ticket(preparing.order_code)
    .getByRole("button", { name: /^More actions for/ })
    .click();
  await expect(page.getByRole("menuitem", { name: "+10 min" })).toBeVisible();
  await inspect(page, "a ticket's menu");
  await page.keyboard.press("Escape");

  await board.action(fresh.order_code, "Decline").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Decline the order" }).click();
  await expect(dialog.getByText("Why?").nth(1)).toBeVisible();
  await inspect(page, "declining, with a fault");
  await page.keyboard.press("Escape");
  await board.action(preparing.order_code, "Delay").click();
  await expect(dialog).toContainText(`Delay ${preparing.order_code.replace("ORD-", "")}`);
  await inspect(page, "delaying");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await inspect(page, "the keys");

  await page.goto("/partner/trattoria-lucia/history");
  await expect(page.getByRole("link", { name: declined.order_code })).toBeVisible();
  await inspect(page, "the history");
  await page.getByRole("searchbox", { name: "Code, customer or dish" }).fill("nothing of that name");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByRole("heading", { name: "No matching orders" })).toBeVisible();
  await inspect(page, "a search that finds nothing");
  for (const order of [delivered, declined]) {
    await page.goto(`/partner/trattoria-lucia/history/${order.id}`);
    await expect(page.getByRole("heading", { name: `Order ${order.order_code}` })).toBeVisible();
    await inspect(page, "an order's timeline");
  }
});
