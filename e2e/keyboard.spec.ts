import { expect } from "@playwright/test";
import { Board } from "./pages/board";
import { OVERTAKEN } from "./support/faults";
import { test } from "./support/own-app";
import { tabTo } from "./support/tab-to";

// No other test orders here, so this test decides which ticket is the first of its column.
test.use({ appOf: "keyboard" });
const STORE = "trattoria-lucia";

test("a partner signs in and performs every action with the keyboard alone, and a new order does not move the focus", async ({
  visit,
  rest,
}) => {
  const page = await visit(null, `/signin?callbackUrl=/partner/${STORE}`, { expected: [OVERTAKEN] });
  await tabTo(page, page.getByRole("button", { name: /^Carla Rossi/ }));
  await page.keyboard.press("Enter");
  const board = new Board(page);
  await board.isWorkable();
  const lena = await rest("lena@demo.test");
  const first = await lena.order(STORE, ["Caprese", "Bruschetta"]);
  const second = await lena.order(STORE, ["Caprese", "Bruschetta"]);
  const ticket = board.ticket(first.order_code);
  const next = board.ticket(second.order_code);
  await expect(next).toBeVisible();

  await test.step("a number and the arrows move the focus", async () => {
    await page.keyboard.press("1");
    await expect(ticket).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(next).toBeFocused();
    await page.keyboard.press("ArrowUp");
    await expect(ticket).toBeFocused();
  });

  const third = await lena.order(STORE, ["Caprese", "Bruschetta"]);
  await expect(board.ticketIn("New", third.order_code)).toBeVisible();
  await expect(ticket).toBeFocused();

  await test.step("s silences the alarm", async () => {
    await expect(board.alarm.getByText("3 new orders")).toBeVisible();
    await page.keyboard.press("s");
    await expect(board.alarm.getByText("3 new orders")).toBeHidden();
    await expect(ticket).toBeFocused();
  });

  await test.step("accepting with five more minutes", async () => {
    await page.keyboard.press("+");
    await page.keyboard.press("+");
    await page.keyboard.press("-");
    await expect(board.action(first.order_code, "Accept · 30 min")).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(board.ticketIn("Preparing", first.order_code)).toBeVisible();
    await expect(next, "the focus stays where the work is").toBeFocused();
  });

  await test.step("delaying", async () => {
    await page.keyboard.press("ArrowRight");
    await expect(ticket).toBeFocused();
    await page.keyboard.press("d");
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("textbox", { name: "Reason (the customer sees it)" })).toBeFocused();
    await tabTo(page, dialog.getByRole("button", { name: /^\+10 min/ }));
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    await expect(ticket).toBeFocused();
    await expect.poll(async () => (await lena.read(first.id)).prep_minutes).toBe(40);
  });

  await test.step("ready, recalled, ready again, handed over, delivered", async () => {
    for (const [key, column] of [
      ["Enter", "Ready"],
      ["r", "Preparing"],
      ["Enter", "Ready"],
      ["Enter", "Out for Delivery"],
    ] as const) {
      await page.keyboard.press(key);
      await expect(board.ticketIn(column, first.order_code)).toBeVisible();
      await page.keyboard.press("ArrowRight");
      await expect(ticket).toBeFocused();
    }
    await page.keyboard.press("Enter");
    await expect(ticket).toBeHidden();
    expect((await lena.read(first.id)).order_status).toBe("Delivered");
  });

  await test.step("declining with a reason", async () => {
    await page.keyboard.press("1");
    await expect(next).toBeFocused();
    await tabTo(page, board.action(second.order_code, "Decline"));
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("radio", { name: "Something is sold out" })).toBeFocused();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    await expect(dialog.getByRole("radio", { name: "Too busy right now" })).toBeChecked();
    await tabTo(page, dialog.getByRole("button", { name: "Decline the order" }));
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    await expect(next).toBeHidden();
    expect((await lena.read(second.id)).cancel_reason).toBe("TOO_BUSY");
  });

  await test.step("searching", async () => {
    await page.keyboard.press("/");
    const search = page.getByRole("textbox", { name: "Search the board" });
    await expect(search).toBeFocused();
    await page.keyboard.type("nothing of that name");
    await expect(board.ticket(third.order_code)).toBeHidden();
    await page.keyboard.press("Escape");
    await expect(board.ticket(third.order_code)).toBeVisible();
  });

  await test.step("turning single keys off in the list of shortcuts", async () => {
    await page.keyboard.press("?");
    const keys = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await expect(keys).toBeVisible();
    await tabTo(page, keys.getByRole("checkbox"));
    await page.keyboard.press("Space");
    await page.keyboard.press("Escape");
    await expect(keys).toBeHidden();
    await page.keyboard.press("?");
    await page.keyboard.press("ArrowUp");
    await expect(board.ticket(third.order_code)).toBeFocused();
    await expect(keys).toBeHidden();
  });
});

test("the focus stays in the search field while orders arrive", async ({ visit, rest }) => {
  const board = new Board(await visit("ana@demo.test", "/partner/sushi-bar"));
  await board.isWorkable();
  const search = board.page.getByRole("textbox", { name: "Search the board" });
  await search.pressSequentially("dra");
  const order = await (await rest("omar@demo.test")).order("sushi-bar", ["Dragon roll"]);
  await expect(board.ticketIn("New", order.order_code)).toBeVisible();
  await expect(search).toBeFocused();
  await board.page.keyboard.type("gon");
  await expect(search).toHaveValue("dragon");
});
