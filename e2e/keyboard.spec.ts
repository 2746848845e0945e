import { expect, type Locator, type Page } from "@playwright/test";
import { Board } from "./pages/board";
import { test } from "./support/test";

/** Presses Tab until the focus is there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(async () => {
    await page.keyboard.press("Tab");
    await expect(target).toBeFocused({ timeout: 1 });
  }).toPass({ intervals: [1] });
}

/** Opens a page as it is opened by hand, and works on it with no mouse from then on. */
test("a partner signs in and works an order from New to Done with the keyboard alone", async ({
  visit,
  rest,
}) => {
  const page = await visit(null, "/signin?callbackUrl=/partner/sushi-bar");
  await tabTo(page, page.getByRole("button", { name: /^Ben Carter/ }));
  await page.keyboard.press("Enter");
  const board = new Board(page);
  await board.isLive();

  const lena = await rest("lena@demo.test");
  const order = await lena.order("sushi-bar", ["Dragon roll"]);
  const code = order.order_code;
  const ticket = board.ticket(code);
  await expect(ticket).toBeVisible();

  await page.keyboard.press("/");
  const search = page.getByRole("textbox", { name: "Search the board" });
  await expect(search).toBeFocused();
  await page.keyboard.type(code.replace("ORD-", ""));
  await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+Tab");
  await expect(search).toBeFocused();
  await tabTo(page, ticket);
  await page.keyboard.press("+");
  await page.keyboard.press("+");
  await page.keyboard.press("-");
  await expect(board.action(code, "Accept · 25 min")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(board.ticketIn("Preparing", code)).toBeVisible();

  await tabTo(page, ticket);
  await page.keyboard.press("d");
  const delay = page.getByRole("dialog");
  await expect(delay).toContainText("takes longer");
  await tabTo(page, delay.getByRole("button", { name: /^\+10 min/ }));
  await page.keyboard.press("Enter");
  await expect(delay).toBeHidden();
  await expect.poll(async () => (await lena.read(order.id)).prep_minutes).toBe(35);

  await ticket.press("Enter");
  await expect(board.ticketIn("Ready", code)).toBeVisible();
  await tabTo(page, ticket);
  await page.keyboard.press("r");
  await expect(board.ticketIn("Preparing", code)).toBeVisible();
  await tabTo(page, ticket);
  await page.keyboard.press("Enter");
  await expect(board.ticketIn("Ready", code)).toBeVisible();
  await tabTo(page, ticket);
  await page.keyboard.press("Enter");
  await expect(board.ticketIn("Out for Delivery", code)).toBeVisible();
  await tabTo(page, ticket);
  await page.keyboard.press("Enter");
  await expect(ticket).toBeHidden();
  expect((await lena.read(order.id)).order_status).toBe("Delivered");
});
