import { expect, type Page } from "@playwright/test";
import { inspect } from "./support/inspect";
import { test } from "./support/own-app";

const PHONE = { width: 390, height: 844 };
const LOOK = "/partner/spice-route/settings/look";

const clothOf = (page: Page) => page.locator("main > [data-slot=cloth]");

async function showsLook(page: Page, pattern: string, colours: string): Promise<void> {
  await expect(clothOf(page)).toHaveAttribute("data-pattern", pattern);
  await expect(clothOf(page)).toHaveAttribute("data-cloth", colours);
}

test("staff choose the look of their restaurant with the keyboard, and guests see it", async ({ visit }) => {
  const guest = await visit(null, "/spice-route");
  await showsLook(guest, "jali", "saffron");

  const page = await visit("dev@demo.test", "/settings");
  await page.getByRole("link", { name: "Change the look" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Look of your page");
  await inspect(page, "the look of a restaurant");
  await page.getByRole("radio", { name: "Lattice" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "Zigzag" })).toBeChecked();
  await page.getByRole("radio", { name: "Saffron" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "Berry and gold" })).toBeChecked();
  await expect(page.getByText("Not saved yet: guests still see the look from before.")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByText("This is what guests see now.")).toBeVisible();

  await guest.reload();
  await showsLook(guest, "zigzag", "berry");
});

test("a look is chosen by touch, and one that could not be saved stays chosen", async ({ visit }) => {
  const page = await visit("dev@demo.test", LOOK, {
    viewport: PHONE,
    hasTouch: true,
    expected: [/net::ERR_FAILED/],
  });
  await page.getByRole("radio", { name: "Plum" }).tap();
  await page.route("**/*", (route) =>
    route.request().method() === "POST" ? route.abort() : route.fallback(),
  );
  await page.getByRole("button", { name: "Save look" }).tap();
  await expect(page.getByText(/don't know whether the look is saved/).first()).toBeVisible();
  await expect(page.getByRole("radio", { name: "Plum" })).toBeChecked();
  await page.unrouteAll();
  await page.getByRole("button", { name: "Save look" }).tap();
  await expect(page.getByText("This is what guests see now.")).toBeVisible();
});

test("the list shows who is open, new and closed, and the cart that was begun", async ({ visit }) => {
  const page = await visit(null, "/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Five kitchens are open");
  const cards = page.getByRole("article");
  await expect(cards).toHaveCount(6);
  await expect(cards.last()).toContainText("Ofen Bakery");
  await expect(cards.last()).toContainText("Closed right now");
  await expect(cards.filter({ hasText: "Pho Lane" })).toContainText("New");
  await expect(cards.filter({ hasText: "Taquería Sol" })).toContainText("Most ordered: Tacos al pastor");
  await page.getByRole("link", { name: "Taquería Sol" }).click();
  await page.getByRole("button", { name: "Horchata, most ordered: add one" }).click();
  await expect(page.getByText("€6.10 more to check out").first()).toBeVisible();
  await page.goto("/");
  await page.getByRole("link", { name: /Your order at Taquería Sol/ }).click();
  await expect(page.getByRole("group", { name: "Quantity of Horchata" })).toBeVisible();
});

test("below the minimum, the bar on a phone says what is missing; from there on, it leads to the cart", async ({
  visit,
}) => {
  const page = await visit(null, "/taqueria-sol", { viewport: PHONE });
  const bar = page.locator(".cart-bar");
  await page.getByRole("button", { name: "Add Guacamole" }).click();
  await expect(bar).toContainText("€3.10 more to check out");
  await page.getByRole("button", { name: "Add Nachos" }).click();
  await expect(bar).not.toContainText("more to check out");
  await page.getByRole("button", { name: /View order/ }).click();
  await expect(page.getByRole("dialog", { name: "Your order" })).toContainText("Nachos");
});

test("restaurants are found by a dish, a cuisine and how soon they deliver", async ({ visit }) => {
  const page = await visit(null, "/", { viewport: PHONE });
  const cards = page.getByRole("article");
  await page.getByRole("searchbox", { name: "Search restaurants and dishes" }).fill("gyoza");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(cards).toHaveCount(1);
  await expect(cards).toContainText("Sushi Bar");
  await page.getByRole("link", { name: "Under 30 min" }).click();
  await expect(page.getByRole("heading", { name: "No restaurant matches" })).toBeVisible();
  await inspect(page, "a search that finds no restaurant");
  await page.getByRole("link", { name: "Show all restaurants" }).click();
  await expect(cards).toHaveCount(6);
  await page.getByRole("link", { name: "Free delivery" }).click();
  await expect(cards).toHaveCount(1);
  await expect(cards).toContainText("Pho Lane");
  await page.getByRole("link", { name: "Free delivery" }).click();
  await expect(cards).toHaveCount(6);
});
