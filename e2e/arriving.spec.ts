import { expect, type Page } from "@playwright/test";
import { Checkout, OrderPage } from "./pages/customer";
import { countLoads } from "./support/probes";
import { test } from "./support/test";

const PHONE = { width: 390, height: 844 };

const scrollOf = (page: Page) => page.evaluate(() => Math.round(window.scrollY));
const scrollToEnd = (page: Page) =>
  page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));

/** Follows a link from the end of the page. */
async function follow(page: Page, link: string | RegExp): Promise<void> {
  const target = page.getByRole("link", { name: link, exact: typeof link === "string" }).first();
  await expect(target).toBeAttached();
  await scrollToEnd(page);
  await target.evaluate((element) => element instanceof HTMLElement && element.click());
}

async function hasArrived(page: Page, heading: string | RegExp): Promise<void> {
  const title = page.getByRole("heading", { level: 1, name: heading });
  await expect(title).toBeFocused();
  // The board's heading is for screen readers only.
  if (!(await title.evaluate(({ classList }) => classList.contains("sr-only"))))
    await expect(title).toBeInViewport();
  await expect.poll(() => scrollOf(page)).toBe(0);
}

for (const viewport of [PHONE, { width: 1280, height: 500 }])
  test(`every page that a guest reaches at ${viewport.width} pixels begins at its top, with the focus on its heading`, async ({
    visitAsNewcomer,
  }) => {
    const page = await visitAsNewcomer("/", { viewport });
    const loads = countLoads(page);
    await follow(page, "Sushi Bar");
    await hasArrived(page, "Sushi Bar");
    await page.getByRole("button", { name: "Choose options for Salmon nigiri set" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Add 1" }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
    await scrollToEnd(page);
    const bar = page.getByRole("button", { name: /View order/ });
    if (viewport.width < 1024) await bar.click();
    // Beside the place of the last press, where a second one would count as a double tap.
    await page.getByRole("link", { name: "Go to checkout" }).click({ position: { x: 20, y: 20 } });
    await hasArrived(page, /Sushi Bar/);
    const checkout = new Checkout(page);
    await checkout.fillAddress();
    await scrollToEnd(page);
    await checkout.place.click();
    await checkout.orderCode();
    await hasArrived(page, /Sushi Bar/);
    await expect(new OrderPage(page).sentence).toBeInViewport();
    await follow(page, /^My Orders/);
    await hasArrived(page, "My Orders");
    await follow(page, "View this order");
    await hasArrived(page, /Sushi Bar/);
    await follow(page, "Sushi Bar");
    await hasArrived(page, "Sushi Bar");
    await follow(page, /settings$/);
    await hasArrived(page, "Settings");
    expect(loads()).toBe(0);
  });

test("going back returns to where the person was", async ({ visit }) => {
  const page = await visit("lena@demo.test", "/sushi-bar", { viewport: PHONE });
  // In the middle of the page: orders of other tests decide what is marked as most ordered, and so how long it is.
  await page.getByRole("heading", { level: 3, name: "Ramen tonkotsu" }).scrollIntoViewIfNeeded();
  const place = await scrollOf(page);
  await page
    .getByRole("link", { name: "My Orders" })
    .evaluate((link) => link instanceof HTMLElement && link.click());
  await hasArrived(page, "My Orders");
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Sushi Bar" })).toBeFocused();
  await expect.poll(() => scrollOf(page)).toBe(place);
});

test("on a store's pages, too, each page begins at its top with the focus on its heading", async ({
  visit,
}) => {
  const page = await visit("ana@demo.test", "/partner/sushi-bar", { viewport: PHONE });
  await follow(page, "History");
  await hasArrived(page, "History");
  await follow(page, /^ORD-/);
  await hasArrived(page, /ORD-/);
  await follow(page, "Board");
  await hasArrived(page, "Board");
});

test("a search of the history, too, begins at the top, and going back keeps the place", async ({
  visit,
  rest,
}) => {
  const omar = await rest("omar@demo.test");
  for (let count = 0; count < 8; count += 1) {
    const { id } = await omar.order("taqueria-sol", ["Tacos al pastor"]);
    await omar.change(id, { order_status: "Cancelled" });
  }
  const page = await visit("mateo@demo.test", "/partner/taqueria-sol/history", { viewport: PHONE });
  const loads = countLoads(page);
  await page.getByRole("searchbox", { name: "Code, customer or dish" }).fill("omar");
  await scrollToEnd(page);
  await page
    .getByRole("button", { name: "Search" })
    .evaluate((button) => button instanceof HTMLElement && button.click());
  await expect(page).toHaveURL(/q=omar/);
  await hasArrived(page, "History");
  await follow(page, "Clear");
  await expect(page).not.toHaveURL(/q=/);
  await hasArrived(page, "History");
  await expect(page.getByRole("link", { name: /^ORD-/ }).nth(7)).toBeVisible();
  await scrollToEnd(page);
  const place = await scrollOf(page);
  expect(place).toBeGreaterThan(0);
  await follow(page, "Board");
  await hasArrived(page, "Board");
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "History" })).toBeFocused();
  await expect.poll(() => scrollOf(page)).toBe(place);
  expect(loads()).toBe(0);
});
