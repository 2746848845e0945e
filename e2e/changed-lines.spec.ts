import { expect } from "@playwright/test";
import { Board } from "./pages/board";
import { inspect } from "./support/inspect";
import { test } from "./support/test";

const ANA = "ana@demo.test";
const BEN = "ben@demo.test";
const BOARD = "/partner/sushi-bar";

test("a changed line stays marked on every board until a colleague has seen it, and not after a reload", async ({
  visit,
  rest,
}) => {
  const order = await (await rest("lena@demo.test")).order("sushi-bar", ["Salmon nigiri set", "Miso soup"], {
    if_sold_out: "remove",
  });
  const code = order.order_code.slice(4);
  const [ana, ben] = [new Board(await visit(ANA, BOARD)), new Board(await visit(BEN, BOARD))];
  for (const board of [ana, ben]) await board.isWorkable();
  await ana.action(order.order_code, "Accept · 20 min").click();
  await expect(ben.ticketIn("Preparing", order.order_code)).toBeVisible();

  await ana.page.getByRole("button", { name: `More actions for ${code}` }).click();
  await ana.page.getByRole("menuitem", { name: "Sold out…" }).click();
  const dialog = ana.page.getByRole("dialog", { name: `Sold out in ${code}` });
  await dialog.getByRole("checkbox", { name: "2 × Miso soup" }).check();
  await dialog.getByRole("button", { name: "Mark as sold out" }).click();
  for (const board of [ana, ben]) {
    const ticket = board.ticketIn("Preparing", order.order_code);
    await expect(ticket.locator("s")).toHaveText("Miso soup");
    await expect(ticket.getByText("Sold out: left out")).toBeVisible();
    await expect(ticket.getByText("1 line changed")).toBeVisible();
  }
  await inspect(ben.page, "the board with a changed line");

  await ben.action(order.order_code, "Seen").click();
  for (const board of [ben, ana]) {
    const ticket = board.ticketIn("Preparing", order.order_code);
    await expect(ticket.getByText("1 line changed")).toBeHidden();
    await expect(ticket).not.toContainText("Miso soup");
    await expect(ticket).toContainText("Salmon nigiri set");
  }
  await expect(ben.ticketIn("Preparing", order.order_code)).toBeFocused();
  await ana.page.reload();
  await expect(ana.ticketIn("Preparing", order.order_code)).toContainText("Salmon nigiri set");
  await expect(ana.ticketIn("Preparing", order.order_code)).not.toContainText("Miso soup");
});

test("one key acknowledges the changes of the ticket in focus", async ({ visit, rest }) => {
  const client = await rest("lena@demo.test");
  const order = await client.order("sushi-bar", ["Salmon nigiri set", "Miso soup"], {
    if_sold_out: "remove",
  });
  const board = new Board(await visit(ANA, BOARD));
  await board.isWorkable();
  await board.action(order.order_code, "Accept · 20 min").click();
  const ticket = board.ticketIn("Preparing", order.order_code);
  await expect(ticket).toBeVisible();
  const ana = await rest(ANA);
  const soup = (await client.read(order.id)).items.find(({ name }) => name === "Miso soup");
  await ana.act(order.id, {
    name: "mark_unavailable",
    items: [{ order_item_id: soup?.id ?? "", proposal: null }],
  });
  await expect(ticket.getByText("1 line changed")).toBeVisible();
  await ticket.focus();
  await board.page.keyboard.press("c");
  await expect(ticket.getByText("1 line changed")).toBeHidden();
  await expect(ticket).not.toContainText("Miso soup");
  await expect(ticket).toBeFocused();
});
