import { expect, type Page } from "@playwright/test";
import { Board } from "./pages/board";
import { openBeforeScripts } from "./support/held-scripts";
import { test } from "./support/own-app";

const LENA = "lena@demo.test";
const ANA = "ana@demo.test";
const ADA = "admin@demo.test";
const SUSHI = ["Salmon nigiri set"];

declare global {
  interface Window {
    arrivals?: number[];
  }
}

/** Counts the presses that arrive at each visible button, without their effect. Leaves out forms that need no script. */
function countArrivals(page: Page): Promise<number> {
  return page.evaluate(() => {
    const buttons = [...document.querySelectorAll("button")].filter(
      (button) =>
        button.checkVisibility({ visibilityProperty: true }) && !button.form?.hasAttribute("action"),
    );
    const arrivals = buttons.map(() => 0);
    window.arrivals = arrivals;
    const labelOf = (button: Element) => button.getAttribute("aria-label") ?? button.textContent;
    const labels = buttons.map(labelOf);
    for (const [index, button] of buttons.entries()) button.setAttribute("data-testid", `button ${index}`);
    const watched = new WeakSet<Element>();
    // React may render a button anew: it has the same label then.
    const watch = () => {
      for (const button of document.querySelectorAll("button")) {
        const index =
          button.dataset.testid === undefined ? labels.indexOf(labelOf(button)) : buttons.indexOf(button);
        if (index === -1 || watched.has(button)) continue;
        watched.add(button);
        button.addEventListener(
          "click",
          (event) => {
            // The guard listens on the button, too.
            event.stopPropagation();
            event.preventDefault();
            arrivals[index] = (arrivals[index] ?? 0) + 1;
          },
          { capture: true },
        );
      }
    };
    watch();
    new MutationObserver(watch).observe(document, { childList: true, subtree: true });
    return buttons.length;
  });
}

for (const [who, path] of [
  [LENA, "/sushi-bar"],
  [LENA, "/orders"],
  [LENA, "/settings"],
  [ANA, "/partner/sushi-bar"],
  [ANA, "/partner/sushi-bar/history"],
  [ANA, "/partner/sushi-bar/menu"],
  [ANA, "/partner/sushi-bar/settings/look"],
  [ANA, "/partner/sushi-bar/settings/printing"],
  [ANA, "/partner/sushi-bar/settings/devices"],
  [ADA, "/partner/sushi-bar"],
] as const)
  test(`on ${path}, every button that ${who} presses before the scripts arrive is pressed once afterwards`, async ({
    visit,
    rest,
  }) => {
    const lena = await rest(LENA);
    const ana = await rest(ANA);
    const [, preparing, out] = [
      await lena.order("sushi-bar", SUSHI),
      await lena.order("sushi-bar", SUSHI),
      await lena.order("sushi-bar", SUSHI),
    ];
    await ana.change(preparing.id, { order_status: "Preparing" });
    await ana.change(out.id, { order_status: "Preparing" });
    await ana.change(out.id, { order_status: "Out for Delivery" });

    const page = await visit(who, "/signin");
    const release = await openBeforeScripts(page, path);
    // Parts of the page are shown some moments after their HTML.
    await expect(page.locator("main button, header button").first()).toBeVisible();
    await page.waitForFunction(() => document.querySelector("template[id], [hidden][id^='S:']") === null);
    // The editor of a menu has more buttons than the hundred presses that a page keeps; these are enough to tell.
    const count = Math.min(await countArrivals(page), 24);
    expect(count).toBeGreaterThanOrEqual(1);
    // A button that waits for something is marked as disabled; a person taps it all the same.
    for (let index = 0; index < count; index += 1) {
      await page.getByTestId(`button ${index}`).click({ force: true });
      // Two buttons that scroll to the same place in turn would look like a second tap.
      await page.mouse.click(1, 1);
    }
    const arrived = () => page.evaluate((first) => window.arrivals?.slice(0, first), count);
    expect(await arrived()).toEqual(Array(count).fill(0));
    release();
    await expect.poll(arrived).toEqual(Array(count).fill(1));
  });

test("a dish that was tapped before the scripts arrived opens, and one without options is in the cart", async ({
  visit,
}) => {
  const page = await visit(LENA, "/signin");
  const release = await openBeforeScripts(page, "/sushi-bar");
  for (const tap of [1, 2, 3])
    await test.step(`tap ${tap}`, () => page.getByRole("button", { name: "Add Miso soup" }).click());
  // The test scrolls: another button at the same place, at once, would look like a second tap.
  await page.mouse.click(1, 1);
  await page.getByRole("button", { name: "Choose options for Salmon nigiri set" }).click();
  release();
  await expect(page.getByRole("dialog", { name: "Salmon nigiri set" })).toBeVisible();
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("group", { name: "Quantity of Miso soup" })).toContainText("1");
});

test("an order that was accepted on the board before the scripts arrived is accepted", async ({
  visit,
  rest,
}) => {
  const lena = await rest(LENA);
  const order = await lena.order("sushi-bar", SUSHI);
  const page = await visit(ANA, "/signin");
  const release = await openBeforeScripts(page, "/partner/sushi-bar");
  const board = new Board(page);
  await board.action(order.order_code, "Accept · 20 min").click();
  release();
  await expect(board.ticketIn("Preparing", order.order_code)).toBeVisible();
  expect((await lena.read(order.id)).version).toBe(2);
});

test("the search that was typed on the board, and the name of a token, are known to the page when its scripts arrive", async ({
  visit,
  rest,
}) => {
  const order = await (await rest(LENA)).order("sushi-bar", SUSHI);
  const page = await visit(ANA, "/signin");
  const showBoard = await openBeforeScripts(page, "/partner/sushi-bar");
  await page.getByRole("textbox", { name: "Search the board" }).fill(order.order_code);
  showBoard();
  await expect(page.getByRole("search").getByRole("status")).toHaveText(/^\d+ match/);

  const showSettings = await openBeforeScripts(page, "/settings");
  await page.getByRole("textbox", { name: /^Name/ }).fill("Kitchen printer");
  await page.getByRole("checkbox", { name: "orders:write" }).check();
  await page.getByRole("button", { name: "Create token" }).click();
  await expect(page).toHaveURL(/\/settings$/);
  showSettings();
  await expect(page.getByRole("listitem").filter({ hasText: "Kitchen printer" })).toContainText(
    "orders:write",
  );
});
