import { expect, type Page } from "@playwright/test";
import { Board } from "./pages/board";
import { Checkout, OrderPage } from "./pages/customer";
import { test } from "./support/test";

const LENA = "lena@demo.test";
const PHONE = { width: 390, height: 844 };

async function orderByCard(page: Page): Promise<string> {
  await page
    .getByRole("button", { name: /Salmon nigiri set/ })
    .first()
    .click();
  await page.getByRole("dialog").getByRole("button", { name: /Add/ }).last().click();
  await page.goto("/sushi-bar/checkout");
  const checkout = new Checkout(page);
  await checkout.fillAddress();
  await page.getByRole("radio", { name: /^Card/ }).check();
  await checkout.place.click();
  return checkout.orderCode();
}

async function pay(page: Page, card: string) {
  await page.getByLabel("Card number").fill(card);
  await page.getByRole("button", { name: /^Pay €/ }).click();
}

test("a card is refused, another one is confirmed at the bank, and the restaurant sees the order only then", async ({
  visit,
}) => {
  const board = new Board(await visit("ana@demo.test", "/partner/sushi-bar"));
  await board.isWorkable();
  const page = await visit(LENA, "/sushi-bar", { viewport: PHONE });
  const code = await orderByCard(page);

  await pay(page, "4000 0000 0000 0002");
  await expect(page.getByText("Your bank refused this card.")).toBeVisible();
  await pay(page, "4000 0000 0000 3220");
  await expect(page.getByRole("heading", { name: "Your bank asks you to confirm" })).toBeVisible();
  await expect(board.ticket(code)).toBeHidden();
  await page.getByRole("button", { name: "Confirm the payment" }).click();

  await expect(board.ticketIn("New", code)).toBeVisible();
  await expect(page.getByText(/^Your bank holds €\d/)).toBeVisible();
  await expect(new OrderPage(page).currentStep).toContainText("Order Received");
  await board.action(code, "Accept · 20 min").click();
  // The charge waits until Accept can no longer be taken back.
  await expect(page.getByText(/^€\d+\.\d\d was charged to your card\.$/)).toBeVisible({ timeout: 60_000 });

  await test.step("the cart was kept until the order was paid, and is empty now", async () => {
    await page.goto("/sushi-bar/checkout");
    await expect(page.getByRole("heading", { name: "Your cart is empty" })).toBeVisible();
  });
});

test("an order that nobody has paid leaves the cart as it was, and a decline gives the money back", async ({
  visit,
}) => {
  const board = new Board(await visit("ana@demo.test", "/partner/sushi-bar"));
  await board.isWorkable();
  const page = await visit(LENA, "/sushi-bar", { viewport: PHONE });
  const code = await orderByCard(page);
  await page.goto("/sushi-bar/checkout");
  await expect(page.getByText("You have ordered this already")).toBeVisible();
  await page.getByRole("link", { name: "Pay for it" }).click();
  await expect(page.getByText(code)).toBeVisible();
  await pay(page, "4242 4242 4242 4242");
  await expect(page.getByText(/^Your bank holds €\d/)).toBeVisible();

  const ticket = board.ticketIn("New", code);
  await expect(ticket).toBeVisible();
  await board.action(code, "Decline").click();
  await board.page.getByRole("dialog").getByRole("radio", { name: /Too busy/ }).check();
  await board.page.getByRole("dialog").getByRole("button", { name: /^Decline/ }).click();
  await expect(page.getByText(/^You weren't charged\. Your bank releases the hold/)).toBeVisible({
    timeout: 60_000,
  });
});
