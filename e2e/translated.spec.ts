import { expect, type Page } from "@playwright/test";
import { looseTextsIn, translateIn } from "../test/support/translator";
import { Board } from "./pages/board";
import { MyOrders, OrderPage } from "./pages/customer";
import { test } from "./support/test";

/** Translates what is there and whatever comes, as browsers do. */
async function translate(page: Page): Promise<void> {
  await page.evaluate(`{
    const translateIn = ${translateIn};
    const translate = () => translateIn(document.body);
    translate();
    new MutationObserver(translate).observe(document.body, { childList: true, subtree: true, characterData: true });
  }`);
  await expect(page.locator("font").first()).toBeAttached();
}

/** Texts that change by the second are left out. */
const shownIn = (page: Page) =>
  page.evaluate(() => {
    const main = document.querySelector("main")?.cloneNode(true);
    if (!(main instanceof Element)) return "";
    for (const timer of main.querySelectorAll("[role=timer]")) timer.remove();
    return main.textContent ?? "";
  });

test("an order goes through its whole life on translated pages, which show what untranslated pages show", async ({
  visit,
  rest,
}) => {
  const omar = await rest("omar@demo.test");
  const board = new Board(await visit("ana@demo.test", "/partner/sushi-bar"));
  await board.isLive();
  await translate(board.page);
  const order = await omar.order("sushi-bar", ["Dragon roll", "Miso soup"]);
  const own = new OrderPage(await visit("omar@demo.test", `/orders/${order.id}`));
  const list = new MyOrders(await visit("omar@demo.test", "/orders"));
  for (const { page, isLive } of [own, list].map((one) => ({ page: one.page, isLive: () => one.isLive() }))) {
    await isLive();
    await translate(page);
  }
  const code = order.order_code;

  await board.minutes(code, "more").click();
  await board.action(code, "Accept · 25 min").click();
  await expect(board.ticketIn("Preparing", code)).toBeVisible();
  await expect(own.sentence).toHaveText("Sushi Bar is preparing your order");
  await board.action(code, "Delay").click();
  await board.page
    .getByRole("dialog")
    .getByRole("button", { name: /^\+10 min/ })
    .click();
  await expect(own.page.getByText("Sushi Bar added 10 min").first()).toBeVisible();
  for (const [step, column] of [
    ["Ready", "Ready"],
    ["Hand over", "Out for Delivery"],
  ] as const) {
    await board.action(code, step).click();
    await expect(board.ticketIn(column, code)).toBeVisible();
  }
  const [untranslatedOwn, untranslatedList] = [
    await visit("omar@demo.test", `/orders/${order.id}`),
    await visit("omar@demo.test", "/orders"),
  ];
  await new MyOrders(untranslatedList).isLive();
  await expect.poll(() => shownIn(own.page)).toBe(await shownIn(untranslatedOwn));
  await expect.poll(() => shownIn(list.page)).toBe(await shownIn(untranslatedList));
  await board.action(code, "Delivered").click();
  await expect(own.sentence).toHaveText("Your order from Sushi Bar has arrived");
  await expect(list.past(code)).toBeVisible();

  for (const { page } of [board, own, list])
    expect(await page.evaluate(`(${looseTextsIn})(document.body)`)).toEqual([]);
});

test("a translated menu takes an order", async ({ visitAsNewcomer }) => {
  const page = await visitAsNewcomer("/sushi-bar");
  await translate(page);
  await page.getByRole("button", { name: "Add Miso soup" }).click();
  const cart = page.getByRole("complementary", { name: "Your order" });
  await expect(cart.getByText("Miso soup")).toBeVisible();
  for (let more = 0; more < 3; more++)
    await cart.getByRole("button", { name: "Quantity of Miso soup: 1 more" }).click();
  await expect(page.getByRole("button", { name: "Add Miso soup, 4 in your cart" })).toBeVisible();
  await cart.getByRole("button", { name: "Remove Miso soup" }).click();
  await expect(cart.getByText("Your order is empty. Add a dish to start.")).toBeVisible();
  expect(await page.evaluate(`(${looseTextsIn})(document.body)`)).toEqual([]);
});

test("a page that was translated before its scripts ran works all the same", async ({ visit, rest }) => {
  const omar = await rest("omar@demo.test");
  const order = await omar.order("sushi-bar", ["Dragon roll"]);
  const page = await visit("ana@demo.test", "/signin");
  await page.context().addInitScript(`{
    const translateIn = ${translateIn};
    new MutationObserver(() => document.body && translateIn(document.body)).observe(document, {
      childList: true, subtree: true, characterData: true,
    });
  }`);
  await page.goto("/partner/sushi-bar");
  const board = new Board(page);
  await board.isLive();
  await expect(page.locator("font").first()).toBeAttached();
  await board.action(order.order_code, "Accept · 20 min").click();
  await expect(board.ticketIn("Preparing", order.order_code)).toBeVisible();
});
