import { expect, type Page } from "@playwright/test";
import { Board } from "./pages/board";
import { LOST_LINE } from "./support/faults";
import { test } from "./support/own-app";

const ANA = "ana@demo.test";
const BEN = "ben@demo.test";
const BOARD = "/partner/sushi-bar";
const DISH = ["Salmon nigiri set"];
/** Longer than a silent tab is remembered. */
const FORGOTTEN = { timeout: 30_000 };

// In the shared application other files' colleagues have the board open.
test.use({ appOf: "board-presence" });

const colleagues = (page: Page) => page.getByRole("list", { name: "Also on this board" });
const named = (page: Page, name: string) => colleagues(page).getByRole("listitem").filter({ hasText: name });

test("two colleagues see each other on the board, and which ticket the other one is viewing", async ({
  visit,
  rest,
}) => {
  const client = await rest("lena@demo.test");
  const [first, second] = [await client.order("sushi-bar", DISH), await client.order("sushi-bar", DISH)];
  const ana = new Board(await visit(ANA, BOARD));
  await ana.isWorkable();
  const ben = new Board(await visit(BEN, BOARD));
  await ben.isWorkable();
  await expect(named(ana.page, "Ben Carter")).toHaveCount(1);
  await expect(named(ben.page, "Ana Ito")).toHaveCount(1);
  await expect(named(ana.page, "Ana Ito")).toHaveCount(0);

  const viewing = (board: Board, code: string) => board.ticket(code).getByText("is viewing");
  await ben.ticket(first.order_code).focus();
  await expect(viewing(ana, first.order_code)).toHaveText("Ben Carter is viewing");
  await expect(viewing(ben, first.order_code)).toHaveCount(0);
  await ben.ticket(second.order_code).focus();
  await expect(viewing(ana, second.order_code)).toHaveText("Ben Carter is viewing");
  await expect(viewing(ana, first.order_code)).toHaveCount(0);

  // The dialog of a ticket keeps it open.
  await ben.page.getByRole("button", { name: `Decline, order ${second.order_code.slice(4)}` }).click();
  await expect(ben.page.getByRole("dialog")).toBeVisible();
  await expect(viewing(ana, second.order_code)).toHaveText("Ben Carter is viewing");
});

test("a colleague with two tabs is named once, and goes with the last one", async ({ visit }) => {
  const ana = new Board(await visit(ANA, BOARD));
  await ana.isComplete();
  const ben = new Board(await visit(BEN, BOARD));
  await ben.isComplete();
  const again = await ben.page.context().newPage();
  await again.goto(BOARD);
  await new Board(again).isComplete();
  await expect(colleagues(again)).toContainText("Ana Ito");
  await expect(named(ana.page, "Ben Carter")).toHaveCount(1);
  await ben.page.close();
  await expect(named(ana.page, "Ben Carter")).toHaveCount(1);
  await again.goto(`${BOARD}/menu`);
  await expect(named(ana.page, "Ben Carter")).toHaveCount(0, FORGOTTEN);
});

test("a colleague whose connection is lost disappears, and comes back with it", async ({ visit }) => {
  const ana = new Board(await visit(ANA, BOARD));
  await ana.isComplete();
  const ben = new Board(await visit(BEN, BOARD, { expected: [LOST_LINE] }));
  await ben.isComplete();
  await expect(named(ana.page, "Ben Carter")).toHaveCount(1);
  await ben.page.context().setOffline(true);
  await expect(named(ana.page, "Ben Carter")).toHaveCount(0, FORGOTTEN);
  await ben.page.context().setOffline(false);
  await expect(named(ana.page, "Ben Carter")).toHaveCount(1, FORGOTTEN);
});

test("the bar keeps its height on a phone when a colleague comes", async ({ visit }) => {
  const ana = new Board(await visit(ANA, BOARD, { viewport: { width: 390, height: 844 } }));
  await ana.isComplete();
  const before = await ana.page.getByRole("banner").boundingBox();
  const ben = new Board(await visit(BEN, BOARD));
  await ben.isComplete();
  await expect(colleagues(ana.page)).toContainText("Ben Carter");
  expect((await ana.page.getByRole("banner").boundingBox())?.height).toBe(before?.height);
});
