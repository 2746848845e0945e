import { expect } from "@playwright/test";
import * as z from "zod";
import { Board } from "./pages/board";
import { OrderPage } from "./pages/customer";
import { holdNextAction } from "./support/held-request";
import { toastsAbout } from "./support/probes";
import { test } from "./support/test";

const SUSHI = ["Salmon nigiri set"];
const LENA = "lena@demo.test";

const ENDS = {
  Preparing: {
    sentence: "Sushi Bar is preparing your order",
    explanation: /Sushi Bar accepted your order at \d\d:\d\d, just before you cancelled/,
    column: "Preparing",
  },
  Cancelled: {
    sentence: "You cancelled your order from Sushi Bar",
    explanation: /Your order ORD-\w+ is cancelled/,
    column: "Done",
  },
} as const;
const endSchema = z.object({ version: z.literal(2), order_status: z.enum(["Preparing", "Cancelled"]) });

test("a customer whose cancellation comes second sees that the kitchen accepted before, and when", async ({
  visit,
  rest,
}) => {
  const order = await (await rest(LENA)).order("sushi-bar", SUSHI);
  const customer = new OrderPage(await visit(LENA, `/orders/${order.id}`));
  await customer.isLive();
  const board = new Board(await visit("ana@demo.test", "/partner/sushi-bar"));

  await customer.page.getByRole("button", { name: `Cancel order ${order.order_code}` }).click();
  const question = customer.page.getByRole("alertdialog", { name: "Cancel your order from Sushi Bar?" });
  const cancel = await holdNextAction(customer.page);
  await question.getByRole("button", { name: "Cancel the order" }).click();
  await cancel.sent;
  await board.action(order.order_code, "Accept · 20 min").click();
  await expect(board.ticketIn("Preparing", order.order_code)).toBeVisible();
  await cancel.release();

  const explanation = customer.page.getByRole("paragraph").filter({ hasText: ENDS.Preparing.explanation });
  await expect(explanation).toBeVisible();
  await expect(explanation).toBeFocused();
  await expect(question).toBeHidden();
  await expect(customer.sentence).toHaveText(ENDS.Preparing.sentence);
  await expect(board.ticketIn("Preparing", order.order_code)).toBeVisible();
});

test("a partner whose acceptance comes second sees that the customer cancelled", async ({ visit, rest }) => {
  const order = await (await rest(LENA)).order("sushi-bar", SUSHI);
  const customer = new OrderPage(await visit(LENA, `/orders/${order.id}`));
  const board = new Board(await visit("ana@demo.test", "/partner/sushi-bar"));
  await board.isWorkable();

  const accept = await holdNextAction(board.page);
  await board.action(order.order_code, "Accept · 20 min").click();
  await accept.sent;
  await customer.page.getByRole("button", { name: `Cancel order ${order.order_code}` }).click();
  await customer.page.getByRole("button", { name: "Cancel the order" }).click();
  await expect(customer.sentence).toHaveText(ENDS.Cancelled.sentence);
  await accept.release();

  const short = order.order_code.replace("ORD-", "");
  await expect
    .poll(() => toastsAbout(board.page, short))
    .toEqual([`${order.order_code} — Cancelled`, `${short}: Lena Moreau cancelled this order a moment ago`]);
  await board.showDone();
  await expect(board.doneLine(order.order_code)).toContainText("Cancelled by the customer");
  await expect(customer.page.getByText(/just before you cancelled/)).toBeHidden();
});

test("when a cancel and an accept arrive at the same moment, one of them succeeds and both screens agree", async ({
  visit,
  rest,
}) => {
  const lena = await rest(LENA);
  const order = await lena.order("sushi-bar", SUSHI);
  const customer = new OrderPage(await visit(LENA, `/orders/${order.id}`));
  await customer.isLive();
  const board = new Board(await visit("ana@demo.test", "/partner/sushi-bar"));
  await board.isWorkable();

  await customer.page.getByRole("button", { name: `Cancel order ${order.order_code}` }).click();
  const [cancel, accept] = [await holdNextAction(customer.page), await holdNextAction(board.page)];
  await customer.page.getByRole("button", { name: "Cancel the order" }).click();
  await board.action(order.order_code, "Accept · 20 min").click();
  await Promise.all([cancel.sent, accept.sent]);
  await Promise.all([cancel.release(), accept.release()]);

  await expect.poll(async () => (await lena.read(order.id)).version).toBe(2);
  const { order_status } = endSchema.parse(await lena.read(order.id));
  const { sentence, explanation, column } = ENDS[order_status];
  await expect(customer.sentence).toHaveText(sentence);
  await expect(customer.page.getByRole("paragraph").filter({ hasText: explanation })).toBeVisible();
  await board.showDone();
  const onBoard = board.page.getByRole("article").filter({ hasText: order.order_code.replace("ORD-", "") });
  await expect(onBoard).toHaveCount(1);
  await expect(onBoard.and(board.column(column).getByRole("article"))).toBeVisible();
});

test("when two staff accept one ticket at once, one succeeds and the other sees who accepted it", async ({
  visit,
  rest,
}) => {
  const order = await (await rest(LENA)).order("sushi-bar", SUSHI);
  const ana = new Board(await visit("ana@demo.test", "/partner/sushi-bar"));
  const ben = new Board(await visit("ben@demo.test", "/partner/sushi-bar"));
  await ana.isWorkable();
  await ben.isWorkable();

  const [anas, bens] = [await holdNextAction(ana.page), await holdNextAction(ben.page)];
  await ana.action(order.order_code, "Accept · 20 min").click();
  await ben.minutes(order.order_code, "more").click();
  await ben.action(order.order_code, "Accept · 25 min").click();
  await Promise.all([anas.sent, bens.sent]);
  await anas.release();
  await expect(ana.ticketIn("Preparing", order.order_code)).toBeVisible();
  await bens.release();

  const word = "Ana Ito accepted this order a moment ago";
  await expect(ben.ticketIn("Preparing", order.order_code)).toContainText(word);
  const short = order.order_code.replace("ORD-", "");
  await expect.poll(() => toastsAbout(ben.page, short)).toEqual([`${short}: ${word}`]);
  await ben.ticket(order.order_code).getByRole("button", { name: "Dismiss" }).click();
  await expect(ben.ticket(order.order_code)).not.toContainText(word);
  await expect(ana.ticket(order.order_code)).not.toContainText("accepted this order");
  const { version, prep_minutes } = await (await rest(LENA)).read(order.id);
  expect({ version, prep_minutes }).toEqual({ version: 2, prep_minutes: 20 });
});
