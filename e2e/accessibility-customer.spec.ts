import { expect } from "@playwright/test";
import { Checkout, MyOrders, OrderPage } from "./pages/customer";
import { NOT_FOUND } from "./support/faults";
import { inspect } from "./support/inspect";
import { test } from "./support/test";

test.setTimeout(900_000);

test("sign-in, mailbox and not-found pages are accessible, light and dark, and fit a phone", async ({
  visit,
}) => {
  const page = await visit(null, "/signin", { expected: [NOT_FOUND] });
  await inspect(page, "sign in");
  await page.getByLabel("Email address").fill("somebody@example.test");
  await page.getByRole("button", { name: "Email me a link" }).click();
  await expect(page.getByRole("heading", { name: "Check your inbox" })).toBeVisible();
  await inspect(page, "check e-mail");
  await page.getByRole("link", { name: "Open the demo's mailbox" }).click();
  await expect(page.getByRole("heading", { name: "The demo's mailbox" })).toBeVisible();
  await inspect(page, "mailbox");
  await page.goto("/signin?error=Verification");
  await expect(page.getByText("Sign-in failed")).toBeVisible();
  await inspect(page, "sign in after a failure");
  await page.goto("/nowhere/at/all");
  await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
  await inspect(page, "not found");
});

test("restaurants, menu, dish and checkout are accessible, light and dark, and fit a phone", async ({
  visitAsNewcomer,
}) => {
  const page = await visitAsNewcomer("/");
  await inspect(page, "start");
  await page.goto("/ofen-bakery");
  await expect(page.getByRole("heading", { level: 2, name: "Most ordered" })).toBeVisible();
  await inspect(page, "a closed restaurant");
  await page.goto("/sushi-bar");
  await inspect(page, "menu without a cart");
  await page.getByRole("button", { name: "Choose options for Dragon roll" }).click();
  const dish = page.getByRole("dialog", { name: "Dragon roll" });
  await dish.getByRole("checkbox", { name: "In 8" }).check();
  await inspect(page, "dish");
  await dish.getByRole("button", { name: "Add 1" }).click();
  await expect(page.getByRole("group", { name: "Quantity of Dragon roll" })).toBeVisible();
  await inspect(page, "menu with a cart");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: /View order/ }).click();
  await expect(page.getByRole("dialog", { name: "Your order" })).toBeVisible();
  await inspect(page, "cart on a phone");
  await page.goto("/");
  await expect(page.getByRole("link", { name: /Your order at Sushi Bar/ })).toBeVisible();
  await inspect(page, "start with a cart");
  await page.goto("/trattoria-lucia");
  await page.getByRole("button", { name: "Choose options for Margherita" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Add 1" }).click();
  await expect(page.getByText("Choose one more")).toBeVisible();
  await inspect(page, "dish with a choice missing");

  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto("/sushi-bar/checkout");
  const checkout = new Checkout(page);
  await expect(checkout.place).toBeVisible();
  await inspect(page, "checkout");
  await checkout.place.click();
  await expect(page.getByText("Enter the street and number")).toBeVisible();
  await inspect(page, "checkout with faults");
  await page.goto("/spice-route/checkout");
  await expect(page.getByRole("heading", { name: "Your cart is empty" })).toBeVisible();
  await inspect(page, "checkout without a cart");
});

test("My Orders and an order's page in every state are accessible, light and dark, and fit a phone", async ({
  visit,
  visitAsNewcomer,
  rest,
}) => {
  const empty = await visitAsNewcomer("/orders");
  await expect(empty.getByRole("heading", { name: "You haven't ordered anything yet" })).toBeVisible();
  await inspect(empty, "My Orders without an order");

  const omar = await rest("omar@demo.test");
  const ana = await rest("ana@demo.test");
  const order = await omar.order("sushi-bar", ["Dragon roll"], { note: "Ring twice" });
  const lost = await omar.order("sushi-bar", ["Dragon roll"], { payment_method: "demo_card" });
  const page = await visit("omar@demo.test", `/orders/${order.id}`);
  const view = new OrderPage(page);
  await view.isLive();
  await page.getByText("Timeline").click();
  await inspect(page, "Order Received");
  await page.getByRole("button", { name: "Message Sushi Bar" }).click();
  await expect(page.getByText("Only Sushi Bar will see this")).toBeVisible();
  await inspect(page, "a chat");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: `Cancel order ${order.order_code}` }).click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await inspect(page, "asked whether to cancel");
  await page.getByRole("button", { name: "Keep the order" }).click();
  for (const [state, changes] of [
    ["Preparing", [{ prep_minutes: 15 }, { delay_minutes: 10, note: "A busy evening" }]],
    ["Ready", [{ ready: true }]],
  ] as const) {
    for (const change of changes) await ana.change(order.id, { order_status: "Preparing", ...change });
    await expect(view.currentStep).toContainText(state);
    await inspect(page, state);
  }
  await page.goto("/orders");
  await expect(new MyOrders(page).ticket(order.order_code)).toBeVisible();
  await ana.change(order.id, { order_status: "Out for Delivery" });
  await expect(new MyOrders(page).currentStep(order.order_code)).toContainText("Out for Delivery");
  await ana.change(lost.id, { order_status: "Cancelled", reason: "OTHER", note: "The oven is broken" });
  await expect(new MyOrders(page).past(lost.order_code)).toBeVisible();
  await inspect(page, "My Orders with toasts");
  await page.goto(`/orders/${order.id}`);
  await expect(view.currentStep).toContainText("Out for Delivery");
  await inspect(page, "Out for Delivery");
  await ana.change(order.id, { order_status: "Delivered" });
  await expect(view.sentence).toHaveText("Your order from Sushi Bar has arrived");
  await inspect(page, "Delivered");
  await page.goto(`/orders/${lost.id}`);
  await expect(page.getByText("Sushi Bar says")).toBeVisible();
  await inspect(page, "Cancelled");
});

test("settings are accessible, light and dark, and fit a phone", async ({ visitAsNewcomer }) => {
  const page = await visitAsNewcomer("/settings");
  await inspect(page, "settings without a token");
  await page.getByRole("button", { name: "Create token" }).click();
  await expect(page.getByText("Give the token a name of 1 to 80 characters")).toBeVisible();
  await inspect(page, "a token without a name");
  await page.getByLabel("Name").fill("Printer");
  await page.getByRole("button", { name: "Create token" }).click();
  await expect(page.getByRole("textbox", { name: "Token Printer" })).toBeVisible();
  await inspect(page, "a new token");
  await page.getByRole("button", { name: "Revoke Printer" }).click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await inspect(page, "asked whether to revoke");
});
