import { expect, type Page } from "@playwright/test";
import { Board } from "./pages/board";
import { OrderPage } from "./pages/customer";
import { test } from "./support/test";

const LENA = "lena@demo.test";
const PHONE = { width: 390, height: 844 };

async function markSoldOut(board: Board, orderCode: string, dish: string, instead: RegExp | null) {
  await board.page.getByRole("button", { name: `More actions for ${orderCode.slice(4)}` }).click();
  await board.page.getByRole("menuitem", { name: "Sold out…" }).click();
  const dialog = board.page.getByRole("dialog", { name: `Sold out in ${orderCode.slice(4)}` });
  await dialog.getByRole("checkbox", { name: dish }).check();
  if (instead !== null) {
    const proposals = dialog.getByLabel(`Instead of ${dish.replace(/^\d+ × /, "")}`);
    const option = proposals.getByRole("option", { name: instead });
    await expect(option).toBeAttached();
    await proposals.selectOption((await option.getAttribute("value")) ?? "");
  }
  await dialog.getByRole("button", { name: "Mark as sold out" }).click();
  await expect(dialog).toBeHidden();
}

const question = (page: Page) => page.getByRole("region", { name: "Part of your order is sold out" });
const receipt = (page: Page) => page.getByRole("region", { name: "What you ordered" });

test("the kitchen marks a dish as sold out, the customer decides on a phone, and both see the same order", async ({
  visit,
  rest,
}) => {
  const client = await rest(LENA);
  const order = await client.order("sushi-bar", ["Salmon nigiri set", "Miso soup"]);
  const board = new Board(await visit("ana@demo.test", "/partner/sushi-bar"));
  await board.isWorkable();
  await board.action(order.order_code, "Accept · 20 min").click();
  const ticket = board.ticketIn("Preparing", order.order_code);
  await expect(ticket).toBeVisible();

  const phone = await visit(LENA, `/orders/${order.id}`, { viewport: PHONE, hasTouch: true });
  await new OrderPage(phone).isLive();
  await markSoldOut(board, order.order_code, "2 × Miso soup", /^Edamame/);
  await expect(ticket.getByText(/^Sold out: the customer decides by \d\d:\d\d$/)).toBeVisible();
  await expect(board.action(order.order_code, "Hand over")).toBeHidden();

  await expect(question(phone).getByRole("timer")).toHaveText(/[0-3]:\d\d/);
  await question(phone).getByRole("button", { name: "Send my answer" }).tap();
  await expect(question(phone).getByText("Choose what to do")).toBeVisible();
  await question(phone).getByRole("radio", { name: "Leave it out" }).check();
  await question(phone).getByRole("button", { name: "Send my answer" }).tap();
  await expect(question(phone)).toBeHidden();
  await expect(receipt(phone)).toContainText("Sold out. Left out");
  await expect(ticket.getByText("Sold out: left out")).toBeVisible();

  const { items, refunded_amount, final_amount } = await client.read(order.id);
  const soup = items.find(({ name }) => name === "Miso soup");
  expect(refunded_amount).toBe(2 * (soup?.unit_price ?? 0));
  expect(final_amount).toBe(order.final_amount - refunded_amount);
  const total = new Intl.NumberFormat("en", { style: "currency", currency: order.currency }).format(
    final_amount / 100,
  );
  await expect(receipt(phone)).toContainText(total);
  // It stands where the answer was sent: a tap within half a second is taken for the second one of a double tap.
  await expect(async () => {
    await phone.getByText("Timeline").tap();
    await expect(phone.getByText("Miso soup: left out")).toBeVisible({ timeout: 300 });
  }).toPass({ intervals: [500] });

  await board.action(order.order_code, "Ready").click();
  await board.action(order.order_code, "Hand over").click();
  const leaving = board.ticketIn("Out for Delivery", order.order_code);
  await expect(leaving).toContainText("Salmon nigiri set");
  await expect(leaving).not.toContainText("Miso soup");
});

test("a wish from the checkout decides at once, and nobody is asked", async ({ visit, rest }) => {
  const order = await (await rest(LENA)).order("sushi-bar", ["Salmon nigiri set", "Miso soup"], {
    if_sold_out: "remove",
  });
  const board = new Board(await visit("ana@demo.test", "/partner/sushi-bar"));
  await board.isWorkable();
  await board.action(order.order_code, "Accept · 20 min").click();
  await expect(board.ticketIn("Preparing", order.order_code)).toBeVisible();
  const page = await visit(LENA, `/orders/${order.id}`, { viewport: PHONE });
  await new OrderPage(page).isLive();
  await markSoldOut(board, order.order_code, "2 × Miso soup", null);
  await expect(receipt(page)).toContainText("Sold out. Left out");
  await expect(question(page)).toBeHidden();
});
