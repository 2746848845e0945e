import { expect } from "@playwright/test";
import { Board } from "./pages/board";
import { LOST_LINE } from "./support/faults";
import { loseNextAnswer } from "./support/held-request";
import { inspect } from "./support/inspect";
import { test } from "./support/own-app";

const expected = [LOST_LINE];
const DISH = ["Salmon nigiri set"];
const WAITS = /Accept waiting to be sent · \d\d:\d\d/;

const accept = (board: Board, orderCode: string) =>
  board.page.getByRole("button", {
    name: new RegExp(`^Accept · \\d+ min, order ${orderCode.replace("ORD-", "")}$`),
  });

test("presses made while the network is lost are sent once when it is back, and a discarded one is not", async ({
  visit,
  rest,
}) => {
  const lena = await rest("lena@demo.test");
  const orders = [];
  for (let count = 0; count < 5; count++) orders.push(await lena.order("sushi-bar", DISH));
  const codes = orders.map((order) => order.order_code);
  const [answerLost = "", , , , discarded = ""] = codes;
  const board = new Board(await visit("ana@demo.test", "/partner/sushi-bar", { expected }));
  const { page, lostBanner } = board;
  await board.isComplete();
  await board.keepsPlaces();

  await loseNextAnswer(page);
  await accept(board, answerLost).click();
  await expect(board.ticket(answerLost)).toContainText("waiting to be sent");
  await page.context().setOffline(true);
  for (const code of codes.slice(1)) {
    await accept(board, code).click();
    await expect(board.ticketIn("New", code)).toContainText(WAITS);
  }
  await expect(lostBanner).toContainText(/\d presses are kept/, { timeout: 12_000 });
  await inspect(page, "a board with presses that wait");

  await board.action(discarded, "Discard").click();
  await expect(board.ticketIn("New", discarded)).not.toContainText("waiting to be sent");
  await expect(board.ticketIn("New", discarded)).toBeFocused();

  await page.context().setOffline(false);
  await expect(lostBanner).toBeHidden({ timeout: 40_000 });
  for (const code of codes.slice(0, 4)) {
    await expect(board.ticketIn("Preparing", code)).toBeVisible({ timeout: 20_000 });
    await expect(board.ticket(code)).not.toContainText("waiting to be sent");
  }
  await expect(board.ticketIn("New", discarded)).toBeVisible();
  for (const { id, order_code } of orders) {
    const { timeline } = await lena.read(id);
    const accepted = timeline.filter((entry) => entry.action === "accept");
    expect(accepted, order_code).toHaveLength(order_code === discarded ? 0 : 1);
  }
});

test("Z discards the last press that waits", async ({ visit, rest }) => {
  const lena = await rest("lena@demo.test");
  const order = await lena.order("sushi-bar", DISH);
  const board = new Board(await visit("ana@demo.test", "/partner/sushi-bar", { expected }));
  const { page } = board;
  await board.isComplete();
  await board.keepsPlaces();
  await page.context().setOffline(true);
  const ticket = board.ticket(order.order_code);
  const before = await ticket.boundingBox();
  await accept(board, order.order_code).click();
  await expect(ticket).toContainText(WAITS);
  // No ticket below it moves under the next press.
  expect((await ticket.boundingBox())?.height).toBe(before?.height);
  await page.keyboard.press("z");
  await expect(board.ticket(order.order_code)).not.toContainText("waiting to be sent");
  await page.context().setOffline(false);
  await board.isLive();
  expect((await lena.read(order.id)).order_status).toBe("Order Received");
});

test("a press that waits survives a reload, is shown on the history, too, and is sent from there", async ({
  visit,
  rest,
}) => {
  const lena = await rest("lena@demo.test");
  const order = await lena.order("sushi-bar", DISH);
  const board = new Board(await visit("ana@demo.test", "/partner/sushi-bar", { expected }));
  const { page } = board;
  await board.isComplete();
  await page.route("**/*", (route) =>
    route.request().method() === "POST" ? route.abort("connectionreset") : route.fallback(),
  );
  await accept(board, order.order_code).click();
  await expect(board.ticket(order.order_code)).toContainText(WAITS);
  await page.reload();
  await expect(board.ticketIn("New", order.order_code)).toContainText(WAITS);

  await page.goto("/partner/sushi-bar/history");
  const waiting = page.getByRole("region", { name: "Waiting to be sent" });
  await expect(waiting).toContainText(order.order_code.replace("ORD-", ""));
  await inspect(page, "the history with a press that waits");
  await page.unrouteAll();
  await expect(waiting).toBeHidden({ timeout: 20_000 });
  const { version, timeline } = await lena.read(order.id);
  expect(version).toBe(2);
  expect(timeline.map((entry) => entry.action)).toEqual(["place", "accept"]);
});
