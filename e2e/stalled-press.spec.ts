import { expect } from "@playwright/test";
import { Board } from "./pages/board";
import { holdNextAction } from "./support/held-request";
import { test } from "./support/own-app";
import { pressesOf } from "./support/presses";

const DISH = ["Salmon nigiri set"];

test("an action whose request stalls does not delay the next action", async ({ visit, rest }) => {
  const lena = await rest("lena@demo.test");
  const first = await lena.order("sushi-bar", DISH);
  const second = await lena.order("sushi-bar", DISH);
  const board = new Board(await visit("ana@demo.test", "/partner/sushi-bar"));
  await board.isWorkable();

  const held = await holdNextAction(board.page);
  await board.action(first.order_code, "Accept · 20 min").click();
  await held.sent;
  await board.action(second.order_code, "Accept · 20 min").click();
  await expect(board.ticketIn("Preparing", second.order_code)).toBeVisible();
  expect((await lena.read(second.id)).order_status).toBe("Preparing");
  await expect(board.ticketIn("New", first.order_code)).not.toContainText("waiting to be sent");

  await test.step("the stalled action is shown as waiting, and is sent again by itself", async () => {
    await expect(board.ticketIn("New", first.order_code)).toContainText("Accept waiting to be sent", {
      timeout: 20_000,
    });
    await expect(board.ticketIn("Preparing", first.order_code)).toBeVisible({ timeout: 20_000 });
    await expect(board.ticket(first.order_code)).not.toContainText("waiting to be sent");
  });

  await test.step("the stalled request changes nothing when it finally arrives", async () => {
    await held.release();
    await expect.poll(async () => (await lena.read(first.id)).version).toBe(2);
    await expect(board.ticketIn("Preparing", first.order_code)).toBeVisible();
  });
});

test("a step that is pressed before the answer to the one before it is not taken for another person's", async ({
  visit,
  rest,
}) => {
  const lena = await rest("lena@demo.test");
  const { id, order_code } = await lena.order("sushi-bar", DISH);
  const board = new Board(await visit("ana@demo.test", "/partner/sushi-bar"));
  await board.isWorkable();
  await board.action(order_code, "Accept · 20 min").click();
  await board.action(order_code, "Delay").click();
  const held = await holdNextAction(board.page);
  await board.page
    .getByRole("dialog")
    .getByRole("button", { name: /^\+10 min/ })
    .click();
  await held.sent;
  await board.action(order_code, "Ready").click();
  await held.release();
  await expect(board.ticketIn("Ready", order_code)).toBeVisible();
  await expect(board.ticket(order_code)).not.toContainText("Check the ticket");
  expect(await lena.read(id)).toMatchObject({
    order_status: "Preparing",
    prep_minutes: 30,
    ready_at: expect.any(String),
  });
});

test("silencing several orders sends one request", async ({ visit, rest }) => {
  const omar = await rest("omar@demo.test");
  const orders = [
    await omar.order("trattoria-lucia", ["Caprese", "Bruschetta"]),
    await omar.order("trattoria-lucia", ["Caprese", "Bruschetta"]),
  ];
  const board = new Board(await visit("carla@demo.test", "/partner/trattoria-lucia"));
  await board.isWorkable();
  for (const { order_code } of orders) await expect(board.ticketIn("New", order_code)).toBeVisible();
  // Tests before this one may have left another order there.
  await expect(board.alarm.getByText(/^\d+ new orders$/)).toBeVisible();

  const presses = pressesOf(board.page);
  await board.page.getByRole("button", { name: "Silence" }).click();
  await expect(board.alarm).toBeHidden();
  for (const { id } of orders)
    await expect.poll(async () => (await omar.read(id)).acknowledged_at).not.toBeNull();
  expect(presses.map((request) => new URL(request.url()).pathname)).toEqual(["/partner/trattoria-lucia"]);
});
