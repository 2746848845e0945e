import { expect, type Page } from "@playwright/test";
import { inspect } from "./support/inspect";
import { test } from "./support/own-app";

test.use({ appOf: "delivery-zones" });

/** A store for each test: they share one application. */
const settingsOf = (slug: string) => `/partner/${slug}/settings/delivery`;
const isSaved = (page: Page) => page.getByText("These zones hold for new orders.");

async function addRing(page: Page, name: string, metres: string, fee: string) {
  await page.getByRole("button", { name: "Add a zone by distance" }).click();
  await page.getByRole("textbox", { name: /^Name/ }).fill(name);
  await page.getByRole("textbox", { name: /^Metres from your restaurant/ }).fill(metres);
  await page.getByRole("textbox", { name: /^Delivery fee/ }).fill(fee);
}

async function typeAddress(page: Page, street: string) {
  await page.getByLabel("Street and number").fill(street);
  await page.getByLabel("Postal code").fill("24103");
  await page.getByLabel("City").fill("Port Selby");
}

test("a store sets a zone; the checkout shows its fee with the reason, refuses outside, and takes a pin by the keyboard", async ({
  visit,
}) => {
  const staff = await visit("carla@demo.test", settingsOf("trattoria-lucia"));
  await expect(staff.getByText(/You deliver everywhere/)).toBeVisible();
  await addRing(staff, "Old town", "900", "1.10");
  await inspect(staff, "a zone that is being changed");
  await staff.getByRole("button", { name: "Save zones" }).click();
  await expect(isSaved(staff)).toBeVisible();

  const guest = await visit("lena@demo.test", "/trattoria-lucia");
  await guest.getByRole("button", { name: /^Add / }).first().click();
  await guest.goto("/trattoria-lucia/checkout");
  await typeAddress(guest, "Nowhere at all 7");
  await expect(guest.getByText("We can't find this address")).toBeVisible();
  await inspect(guest, "a checkout whose address is not known");

  await guest.getByRole("button", { name: "Put a pin" }).click();
  const dialog = guest.getByRole("dialog", { name: "Where should your order be brought?" });
  const pin = dialog.getByRole("button", { name: /^Pin:/ });
  await pin.focus();
  await pin.press("ArrowUp");
  await inspect(guest, "the dialog with a pin on the map");
  await dialog.getByRole("button", { name: "Use this place" }).click();
  await expect(guest.getByText(/^Delivery to Old town: €1\.10$/)).toBeVisible();

  await typeAddress(guest, "Lighthouse Hill 80");
  await expect(guest.getByText("Trattoria Lucia doesn't deliver to this address")).toBeVisible();
  await expect(guest.getByRole("button", { name: "Outside the delivery area" })).toBeVisible();
});

test("two people who change zones at once: nothing is overwritten, and the second decides", async ({
  visit,
}) => {
  const mateo = await visit("mateo@demo.test", settingsOf("taqueria-sol"));
  const admin = await visit("admin@demo.test", settingsOf("taqueria-sol"));
  await addRing(mateo, "Near", "800", "1.00");
  await mateo.getByRole("button", { name: "Save zones" }).click();
  await expect(isSaved(mateo)).toBeVisible();
  await addRing(admin, "Everywhere", "20000", "4.00");
  await admin.getByRole("button", { name: "Save zones" }).click();
  await expect(
    admin.getByRole("main").getByText(/Somebody else has saved these zones meanwhile: Near/),
  ).toBeVisible();
  await admin.getByRole("button", { name: "Take theirs instead" }).click();
  await expect(admin.getByRole("heading", { name: "1. Near" })).toBeVisible();
});

test("a zone is drawn by presses, its corner is moved by the keyboard, and an address is told what it gets", async ({
  visit,
}) => {
  const page = await visit("admin@demo.test", settingsOf("pho-lane"));
  await page.getByRole("button", { name: "Draw a zone" }).click();
  await page.getByRole("textbox", { name: /^Name/ }).fill("Drawn");
  const map = page.getByRole("region", { name: /^Map of your delivery zones/ });
  for (const [x, y] of [
    [60, 60],
    [400, 60],
    [400, 340],
    [60, 340],
  ] as const)
    await map.click({ position: { x, y } });
  await expect(page.getByText(/^4 corners/)).toBeVisible();
  await page.getByRole("button", { name: /^Corner 1\./ }).press("ArrowLeft");
  await page.getByLabel("Street and number").fill("Old Lane 21");
  await page.getByLabel("Postal code").fill("24103");
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(page.getByText(/^Drawn: /)).toBeVisible();
  await page.getByRole("button", { name: "Save zones" }).click();
  await expect(isSaved(page)).toBeVisible();
});
