import { expect, type Page } from "@playwright/test";
import { Checkout } from "./pages/customer";
import { LOST_LINE } from "./support/faults";
import { isAction } from "./support/held-request";
import { test } from "./support/test";

async function fillCart(page: Page, ...dishes: string[]): Promise<void> {
  for (const dish of dishes) {
    await page.getByRole("button", { name: `Choose options for ${dish}` }).click();
    await page.getByRole("dialog", { name: dish }).getByRole("button", { name: "Add 1" }).click();
    await expect(page.getByRole("group", { name: `Quantity of ${dish}` })).toBeVisible();
  }
}

async function goToCheckout(page: Page): Promise<Checkout> {
  await page.getByRole("link", { name: "Go to checkout" }).click();
  const checkout = new Checkout(page);
  await checkout.fillAddress();
  return checkout;
}

/** Makes the stored cart older than the menu. */
async function ageCart(page: Page, change: "dearer" | { soldOut: string }): Promise<void> {
  await page.evaluate((wished) => {
    for (const [key, text] of Object.entries(localStorage).filter(([name]) =>
      name.startsWith("platewire:cart:"),
    )) {
      const cart = JSON.parse(text);
      const [line] = cart.lines;
      Object.assign(
        line,
        wished === "dearer" ? { unit_price: line.unit_price - 240 } : { menu_item_id: wished.soldOut },
      );
      localStorage.setItem(key, JSON.stringify(cart));
    }
  }, change);
}

test("a double click on Place order places one order", async ({ visitAsNewcomer }) => {
  const page = await visitAsNewcomer("/sushi-bar");
  await fillCart(page, "Salmon nigiri set");
  const checkout = await goToCheckout(page);
  await checkout.place.dblclick();
  const code = await checkout.orderCode();
  await page.goto("/orders");
  await expect(page.getByRole("article")).toHaveCount(1);
  await expect(page.getByRole("article")).toContainText(code);
});

test("an order whose response was lost is placed once when the customer tries again", async ({
  visitAsNewcomer,
}) => {
  const page = await visitAsNewcomer("/sushi-bar", { expected: [LOST_LINE] });
  await fillCart(page, "Salmon nigiri set");
  const checkout = await goToCheckout(page);
  await expect(checkout.place).toBeVisible();

  // The server carries out the command, but its response is lost.
  await page.route(page.url(), async (route) => {
    if (!isAction(route)) return route.fallback();
    await route.fetch();
    await route.abort("connectionreset");
  });
  await checkout.place.click();
  await expect(page.getByText("We couldn't reach the restaurant")).toBeVisible();
  await page.unrouteAll();
  await page.reload();
  await checkout.fillAddress();
  await checkout.place.click();
  const code = await checkout.orderCode();
  await page.goto("/orders");
  await expect(page.getByRole("article")).toHaveCount(1);
  await expect(page.getByRole("article")).toContainText(code);
});

test("a visitor's cart survives a reload and is the same in another tab of the same browser", async ({
  visit,
}) => {
  const page = await visit(null, "/trattoria-lucia");
  await page.getByRole("button", { name: "Add Caprese" }).click();
  await page.getByRole("button", { name: "Add Bruschetta" }).click();
  const other = await page.context().newPage();
  await other.goto("/trattoria-lucia");
  await expect(other.getByRole("group", { name: "Quantity of Caprese" })).toBeVisible();
  await other.getByRole("button", { name: "Quantity of Caprese: 1 more" }).click();
  await expect(page.getByRole("group", { name: "Quantity of Caprese" })).toContainText("2");
  await page.reload();
  await expect(page.getByRole("group", { name: "Quantity of Caprese" })).toContainText("2");
  await expect(page.getByRole("group", { name: "Quantity of Bruschetta" })).toContainText("1");
});

test("a price that changed since the cart was filled is shown, and must be accepted before ordering", async ({
  visitAsNewcomer,
}) => {
  const page = await visitAsNewcomer("/sushi-bar");
  await fillCart(page, "Salmon nigiri set");
  await ageCart(page, "dearer");
  await page.reload();
  await expect(page.getByText("was €10.50, now €12.90")).toBeVisible();
  await page.getByRole("link", { name: "Go to checkout" }).click();
  const checkout = new Checkout(page);
  await expect(page.getByText("Something changed since you filled your cart")).toBeVisible();
  await expect(page.getByText("Salmon nigiri set: was €10.50, now €12.90")).toBeVisible();
  await checkout.fillAddress();
  await page.getByRole("button", { name: "Accept the changes first" }).press("Enter");
  await expect(page).toHaveURL(/\/checkout$/);
  await page.getByRole("button", { name: "Accept changes · €15.80" }).click();
  await expect(page.getByText("Something changed since you filled your cart")).toBeHidden();
  await page.getByRole("button", { name: "Place order · €15.80" }).click();
  await checkout.orderCode();
  await expect(page.getByRole("region", { name: "What you ordered" })).toContainText("€15.80");
});

test("a sold-out dish is marked on the menu, cannot be added, and is left out of a cart that still holds it", async ({
  visitAsNewcomer,
}) => {
  const page = await visitAsNewcomer("/sushi-bar");
  const soldOut = page.getByRole("listitem").filter({ hasText: "Sea urchin nigiri" });
  await expect(soldOut).toContainText("Sold out");
  await expect(soldOut.getByRole("button")).toHaveCount(0);

  const answer = await page.request.get("/api/tenants/sushi-bar/menu");
  const text = await answer.text();
  const id = /"id":"([0-9a-f-]{36})","name":"Sea urchin nigiri"/.exec(text)?.[1] ?? "";
  await fillCart(page, "Dragon roll", "Salmon nigiri set");
  await ageCart(page, { soldOut: id });
  await page.goto("/sushi-bar/checkout");
  await expect(
    page.getByText("Sea urchin nigiri: not available now. It will be removed from your order."),
  ).toBeVisible();
  const checkout = new Checkout(page);
  await expect(checkout.place).toBeHidden();
  await page.getByRole("button", { name: "Accept changes · €15.80" }).click();
  await checkout.fillAddress();
  await checkout.place.click();
  await checkout.orderCode();
  const receipt = page.getByRole("region", { name: "What you ordered" });
  await expect(receipt).toContainText("Salmon nigiri set");
  await expect(receipt).not.toContainText("Sea urchin");
});

test("a cart below the minimum is not ordered and shows what is missing", async ({ visitAsNewcomer }) => {
  const page = await visitAsNewcomer("/trattoria-lucia");
  await page.getByRole("button", { name: "Add Caprese" }).click();
  await expect(page.getByText("€5.50 more to check out").filter({ visible: true })).toBeVisible();
  const checkout = await goToCheckout(page);
  await checkout.place.press("Enter");
  await expect(
    page.getByText("Add €5.50 to reach the minimum of €15.00. You can add dishes on the menu."),
  ).toBeVisible();
  await expect(page).toHaveURL(/\/checkout$/);
});
