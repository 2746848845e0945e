import { expect } from "@playwright/test";
import { Board } from "./pages/board";
import { Checkout, MyOrders, OrderPage } from "./pages/customer";
import { countLoads, toastsAbout } from "./support/probes";
import { test } from "./support/test";

const A_TIME = /\d\d:\d\d$/;

test("a new order appears on the board at once, and its customer sees every step without a reload", async ({
  visit,
  visitAsNewcomer,
}) => {
  const board = new Board(await visit("carla@demo.test", "/partner/trattoria-lucia"));
  await board.isWorkable();
  const boardLoads = countLoads(board.page);

  const customer = await visitAsNewcomer("/");
  await customer.getByRole("link", { name: "Trattoria Lucia" }).click();
  await customer.getByRole("button", { name: "Add Caprese" }).click();
  await customer.getByRole("button", { name: "Choose options for Margherita" }).click();
  const dish = customer.getByRole("dialog", { name: "Margherita" });
  await dish.getByRole("radio", { name: "Wholemeal" }).check();
  // By key: the sheet scrolls this box to where the last press was, and a second press there counts for nothing.
  await dish.getByRole("checkbox", { name: "Olives" }).press(" ");
  await dish.getByLabel("Note for the kitchen").fill("Well done, please");
  await dish.getByRole("button", { name: "Add 1" }).click();
  await customer.getByRole("link", { name: "Go to checkout" }).click();
  const checkout = new Checkout(customer);
  await checkout.fillAddress();
  await customer.getByLabel("Note for the restaurant").fill("Ring twice");
  await checkout.place.click();
  const code = await checkout.orderCode();
  await expect(customer.getByRole("heading", { level: 1 })).toHaveText(
    "Waiting for Trattoria Lucia to accept your order",
  );

  const ticket = board.ticketIn("New", code);
  await expect(ticket).toContainText("Caprese");
  await expect(ticket).toContainText(/Wholemeal.*Olives/);
  await expect(ticket).toContainText("Well done, please");
  await expect(ticket).toContainText("Ring twice");
  await expect(ticket).toContainText("Cash");
  await expect(board.page).toHaveTitle("(1) Trattoria Lucia · Platewire");
  await expect(board.alert.filter({ hasText: `New order ${code.replace("ORD-", "")}` })).toBeAttached();
  await expect.poll(() => toastsAbout(board.page, code)).toEqual([`${code} — New order`]);

  await customer.getByRole("link", { name: "My Orders", exact: false }).first().click();
  const mine = new MyOrders(customer);
  await expect(customer.getByText("1 active order")).toBeAttached();
  await expect(mine.currentStep(code)).toHaveText("Step 1 of 5: Order Received");
  await expect(mine.ticket(code).getByRole("timer")).toHaveText(/\d:\d\d/);
  await expect(mine.cancel(code)).toBeVisible();
  const customerLoads = countLoads(customer);

  await board.minutes(code, "more").click();
  await board.action(code, "Accept · 30 min").click();
  await expect(board.ticketIn("Preparing", code)).toBeVisible();
  await expect(board.page).toHaveTitle("Trattoria Lucia · Platewire");
  await expect(mine.currentStep(code)).toHaveText("Step 2 of 5: Preparing");
  await expect(
    mine.ticket(code).getByRole("link", { name: "Trattoria Lucia is preparing your order" }),
  ).toBeVisible();
  await expect(mine.cancel(code)).toBeHidden();
  await expect(mine.ticket(code)).toContainText(
    /Trattoria Lucia accepted this at \d\d:\d\d and has started cooking/,
  );
  await expect.poll(() => toastsAbout(customer, code)).toEqual([`${code} — Preparing`]);

  await mine.ticket(code).getByRole("link", { name: "View this order" }).click();
  const order = new OrderPage(customer);
  await expect(order.currentStep).toContainText("Preparing");
  await board.action(code, "Ready").click();
  await expect(order.currentStep).toContainText("Ready");
  await expect(order.sentence).toHaveText(
    "Your order from Trattoria Lucia is ready and waiting for delivery",
  );

  await board.action(code, "Hand over").click();
  await expect(board.ticketIn("Out for Delivery", code)).toContainText("Harbour Street 7");
  await expect(order.currentStep).toContainText("Out for Delivery");
  await expect(order.sentence).toHaveText("Trattoria Lucia is on the way with your order");

  await board.action(code, "Delivered").click();
  await board.showDone();
  await expect(board.doneLine(code)).toContainText("Delivered");
  await expect(order.sentence).toHaveText("Your order from Trattoria Lucia has arrived");
  await expect(customer).toHaveTitle(`Delivered · ${code} · Platewire`);
  for (const step of ["Order Received", "Preparing", "Ready", "Out for Delivery", "Delivered"]) {
    await expect(order.step(step)).toContainText("done");
    await expect(order.step(step)).toContainText(A_TIME);
  }
  await expect
    .poll(() => toastsAbout(customer, code))
    .toEqual([`${code} — Preparing`, `${code} — Out for Delivery`, `${code} — Delivered`]);
  expect(customerLoads(), "the customer's page was never loaded anew").toBe(0);
  expect(boardLoads(), "the board was never loaded anew").toBe(0);
});

test("the customer of a declined order sees who declined it, why, and that nothing was charged", async ({
  visit,
  rest,
}) => {
  const order = await (await rest("omar@demo.test")).order("sushi-bar", ["Salmon nigiri set"], {
    payment_method: "demo_card",
  });
  const page = new OrderPage(await visit("omar@demo.test", `/orders/${order.id}`));
  await page.isLive();
  const board = new Board(await visit("ana@demo.test", "/partner/sushi-bar"));
  await board.action(order.order_code, "Decline").click();
  const dialog = board.page.getByRole("dialog");
  await dialog.getByRole("radio", { name: "Another reason" }).check();
  await dialog.getByRole("button", { name: "Decline the order" }).click();
  await expect(dialog.getByText("This reason needs a short explanation.")).toBeVisible();
  await dialog.getByLabel("Details (the customer sees them)").fill("The oven is broken");
  await dialog.getByRole("button", { name: "Decline the order" }).click();

  await expect(board.ticket(order.order_code)).toBeHidden();
  await expect(page.sentence).toHaveText("Sushi Bar couldn't take your order");
  const notice = page.page.getByRole("region", { name: "What happened and your refund" });
  await expect(notice).toContainText("Sushi Bar says: “The oven is broken”");
  await expect(notice).toContainText("The €28.70 hold on your demo card was released");
  await expect
    .poll(() => toastsAbout(page.page, order.order_code))
    .toEqual([`${order.order_code} — Cancelled`]);
});
