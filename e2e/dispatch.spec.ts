import { expect, type Page } from "@playwright/test";
import { inspect } from "./support/inspect";
import { test } from "./support/own-app";
import { hasNoSidewaysScroll } from "./support/sideways-scroll";

test.use({ appOf: "dispatch" });

test.setTimeout(600_000);

const orderIn = (page: Page, code: string) => page.getByRole("article", { name: code });
const ridersIn = (page: Page) => page.getByRole("region", { name: "Riders" }).getByRole("listitem");
const dispatches = (page: Page) => expect(page.locator(".dispatch[data-hears-keys]")).toBeVisible();

async function goOnShift(page: Page) {
  await page.evaluate(async () => {
    await fetch("/api/riders/me/shift", {
      method: "PUT",
      headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() },
      body: JSON.stringify({ on: true, vehicle: "bicycle" }),
    });
  });
}

test("an empty dispatch says so in a store and for admins, light and dark, and fits a phone", async ({
  visit,
}) => {
  const page = await visit("ana@demo.test", "/partner/sushi-bar");
  await page.getByRole("link", { name: "Dispatch" }).click();
  await expect(page.getByRole("heading", { name: "Nothing to dispatch" })).toBeVisible();
  await inspect(page, "an empty dispatch of a store");
  const admin = await visit("admin@demo.test", "/partner");
  await admin.getByRole("link", { name: "Dispatch" }).click();
  await dispatches(admin);
  await inspect(admin, "an empty dispatch of the platform");
  await admin.setViewportSize({ width: 320, height: 700 });
  await hasNoSidewaysScroll(admin);
});

test("an admin gives an order to a rider, by keys, and takes it back", async ({ visit, rest }) => {
  const rider = await visit("rita@demo.test", "/rider");
  await goOnShift(rider);
  const lena = await rest("lena@demo.test");
  const order = await lena.order("spice-route", ["Vegetable samosa", "Onion bhaji"]);
  const page = await visit("admin@demo.test", "/admin/dispatch");
  await dispatches(page);
  await (await rest("dev@demo.test")).change(order.id, { order_status: "Preparing", prep_minutes: 30 });
  await expect(orderIn(page, order.order_code)).toBeVisible();
  await expect(ridersIn(page).filter({ hasText: "Rita" })).toBeVisible();

  await page.keyboard.press("ArrowDown");
  await expect(orderIn(page, order.order_code).getByRole("button", { expanded: false })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(orderIn(page, order.order_code).getByRole("heading", { name: /^Why/ })).toBeVisible();
  await inspect(page, "an order with its reasons");
  await page.keyboard.press("g");
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("combobox", { name: "Rider" }).selectOption({ label: "Rita, bicycle" });
  await dialog.getByRole("textbox").fill("She is at the door anyway");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main").getByText(`${order.order_code} given to Rita`)).toBeVisible();
  await expect(orderIn(page, order.order_code)).toContainText("Rita goes to the store");

  const record = await visit("dev@demo.test", `/partner/spice-route/history/${order.id}`);
  await expect(record.getByText("Given to Rita")).toBeVisible();
  await expect(record.getByText("“She is at the door anyway”")).toBeVisible();

  await page.keyboard.press("z");
  await expect(page.getByText(`Undone: ${order.order_code}`)).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys of the dispatch" })).toBeVisible();
  await inspect(page, "the keys of the dispatch");
});

test("the code is dragged onto a rider, who gets a ring, and the price is said before it is let go", async ({
  visit,
  rest,
}) => {
  const rider = await visit("sam@demo.test", "/rider");
  await goOnShift(rider);
  const order = await (await rest("omar@demo.test")).order("spice-route", ["Onion bhaji", "Chicken pakora"]);
  await (await rest("dev@demo.test")).change(order.id, { order_status: "Preparing", prep_minutes: 30 });
  const page = await visit("admin@demo.test", "/admin/dispatch");
  await dispatches(page);
  const row = ridersIn(page).filter({ hasText: "Sam" });
  await expect(row).toBeVisible();
  const code = orderIn(page, order.order_code).getByText(order.order_code.replace("ORD-", ""));
  await code.hover();
  await page.mouse.down();
  await row.hover();
  await expect(row).toHaveAttribute("data-target", "true");
  await expect(page.getByText("Give to Sam?")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("Give to Sam?")).toBeHidden();
  await page.mouse.up();
  await expect(page.getByRole("alertdialog")).toBeHidden();

  await code.hover();
  await page.mouse.down();
  await row.hover();
  await page.mouse.up();
  await page.getByRole("alertdialog").getByRole("button", { name: "Give" }).click();
  await expect(page.getByRole("main").getByText(`${order.order_code} given to Sam`)).toBeVisible();
});

test("on a phone the list is first, and the map comes on demand", async ({ visit }) => {
  const page = await visit("admin@demo.test", "/admin/dispatch", {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
  });
  await dispatches(page);
  await expect(page.locator("[data-slot=map]")).toHaveCount(0);
  await page.getByRole("button", { name: "Map" }).click();
  await expect(page.locator("[data-slot=map]")).toBeVisible();
  await hasNoSidewaysScroll(page);
});
