import { expect, type Page } from "@playwright/test";
import { inspect } from "./support/inspect";
import { test } from "./support/own-app";
import { hasNoSidewaysScroll } from "./support/sideways-scroll";

test.use({ appOf: "figures" });

test.setTimeout(600_000);

const FIGURES = "/partner/spice-route/figures";
const figure = (page: Page, label: string) =>
  page
    .getByLabel("Figures of the day")
    .locator("div")
    .filter({ has: page.getByText(label, { exact: true }) });
const isLive = (page: Page) =>
  expect(page.getByText("These figures follow the orders as they come in.")).toBeVisible();
const dishes = (page: Page) => page.getByRole("region", { name: "Top dishes" }).getByRole("row");

test("the figures follow the orders of the store without a reload, light and dark, on a phone too", async ({
  visit,
  rest,
}) => {
  const page = await visit("dev@demo.test", "/partner/spice-route");
  await page.getByRole("link", { name: "Figures" }).click();
  await expect(page.getByRole("heading", { name: "No orders on this day" })).toBeVisible();
  await isLive(page);
  await inspect(page, "figures of an empty day");

  const lena = await rest("lena@demo.test");
  const dev = await rest("dev@demo.test");
  const first = await lena.order("spice-route", ["Vegetable samosa", "Papadum basket"]);
  await expect(figure(page, "Orders")).toContainText("1");
  await expect(dishes(page).nth(1)).toContainText("Vegetable samosa");
  await lena.order("spice-route", ["Onion bhaji", "Chicken pakora"]);
  const third = await lena.order("spice-route", ["Onion bhaji", "Papadum basket"]);
  await expect(dishes(page).nth(1)).toContainText("Onion bhaji");
  await expect(dishes(page).nth(1)).toContainText("4");
  await expect(figure(page, "Orders")).toContainText("3");

  await dev.change(first.id, { order_status: "Preparing" });
  await dev.change(third.id, { order_status: "Cancelled", reason: "TOO_BUSY" });
  await expect(figure(page, "Cancelled by the store")).toContainText("1");
  await expect(figure(page, "Time to accept, median")).toContainText(/\d:\d\d/);
  await page.getByText("As a table").first().click();
  await expect(page.getByRole("table", { name: "Orders by hour" }).getByRole("row")).toHaveCount(25);
  await inspect(page, "figures with orders and an open table");
  await page.setViewportSize({ width: 320, height: 700 });
  await hasNoSidewaysScroll(page);
});

test("another day is chosen by keyboard, and one that does not exist leads to today", async ({ visit }) => {
  const page = await visit("dev@demo.test", FIGURES);
  await page.getByRole("link", { name: "The day before" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/figures\?date=20\d\d-\d\d-\d\d$/);
  await expect(page.getByText(/^Orders placed on /)).toBeVisible();
  await page.goto(`${FIGURES}?date=2026-02-30`);
  await expect(page.getByText("That isn't a day we can show. Here is today.")).toBeVisible();
});

test("the report goes to the mailbox of the person who presses, and to paper without buttons", async ({
  visit,
}) => {
  const page = await visit("dev@demo.test", FIGURES);
  await page.getByRole("button", { name: "E-mail it to me" }).dblclick();
  await expect(page.getByText("The report is on its way to dev@demo.test.").first()).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button")).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Spice Route");
  const mailbox = await visit("dev@demo.test", "/demo/mailbox");
  await expect(async () => {
    await mailbox.reload();
    await expect(mailbox.getByRole("heading", { name: /^Spice Route: report of / })).toHaveCount(1);
  }).toPass();
});
