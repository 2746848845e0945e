import { expect, type Locator, type Page } from "@playwright/test";
import { Board } from "./pages/board";
import { OrderPage } from "./pages/customer";
import { LOST_LINE } from "./support/faults";
import { holdNextAnswer, loseNextAnswer } from "./support/held-request";
import { test } from "./support/own-app";
import { pressesOf } from "./support/presses";
import type { RestClient, StatusChange } from "./support/rest-client";

const LENA = "lena@demo.test";
const ANA = "ana@demo.test";
const DISHES = ["Caprese", "Bruschetta"];
const STORE = "trattoria-lucia";
const CARLA = "carla@demo.test";

const PREPARING = { order_status: "Preparing" };
const READY = { order_status: "Preparing", ready: true };
const OUT = { order_status: "Out for Delivery" };

type ColumnName = Parameters<Board["column"]>[0];
const STEPS: [does: string, column: ColumnName, before: StatusChange[]][] = [
  ["Accept · 25 min", "New", []],
  ["Ready", "Preparing", [PREPARING]],
  ["Recall", "Ready", [PREPARING, READY]],
  ["Hand over", "Ready", [PREPARING, READY]],
  ["Delivered", "Out for Delivery", [PREPARING, OUT]],
];

async function fourOrders(
  lena: RestClient,
  staff: RestClient,
  before: readonly StatusChange[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const _ of [1, 2, 3, 4]) {
    const order = await lena.order(STORE, DISHES);
    for (const change of before) await staff.change(order.id, change);
    ids.push(order.id);
  }
  return ids;
}

interface Shown {
  id: string;
  code: string;
}

/** Returns the column's tickets of these orders, top to bottom: one that another test left may end meanwhile. */
async function shownIn(column: Locator, ids: readonly string[]): Promise<Shown[]> {
  const shown = await column
    .locator("[data-order]")
    .evaluateAll((tickets) =>
      tickets.map(({ dataset }) => ({ id: dataset.order ?? "", code: dataset.code ?? "" })),
    );
  return shown.filter(({ id }) => ids.includes(id));
}

const versionsOf = (client: RestClient, orders: readonly Shown[]) =>
  Promise.all(orders.map(async ({ id }) => (await client.read(id)).version));

/** Returns a function that counts the presses on orders that this page has sent since. */
function countSent(page: Page): () => number {
  const presses = pressesOf(page);
  return () => presses.filter((request) => request.postData()?.includes("order_id")).length;
}

for (const [does, column, before] of STEPS) {
  test(`tapping “${does}” again and again at one place acts on one order`, async ({ visit, rest }) => {
    const staff = await rest(CARLA);
    const ids = await fourOrders(await rest(LENA), staff, before);
    const board = new Board(await visit(CARLA, `/partner/${STORE}`, { hasTouch: true }));
    const { page } = board;
    await board.isWorkable();
    const orders = await shownIn(board.column(column), ids);
    expect(orders).toHaveLength(4);
    const versions = await versionsOf(staff, orders);
    const code = orders[0]?.code ?? "";
    const button = board.action(code, does);
    // Tickets of the tests before stand above these.
    await button.scrollIntoViewIfNeeded();
    const box = await button.boundingBox();
    const sent = countSent(page);
    const tap = () => page.touchscreen.tap((box?.x ?? 0) + 20, (box?.y ?? 0) + 10);
    await expect(async () => {
      await tap();
      await expect(board.ticketIn(column, code)).toBeHidden({ timeout: 1 });
    }).toPass({ intervals: [1] });
    for (const _ of [1, 2, 3]) await tap();
    expect(sent(), "one press is sent").toBe(1);
    expect(await versionsOf(staff, orders)).toEqual(versions.with(0, (versions[0] ?? 0) + 1));
    await page.close();
  });
}

for (const [key, does, column, before] of [
  ["Enter", "Accept · 20 min", "New", []],
  ["Enter", "Hand over", "Ready", [PREPARING, READY]],
  ["r", "Recall", "Ready", [PREPARING, READY]],
] as const)
  test(`pressing ${key} (${does}) again and again acts on one order`, async ({ visit, rest }) => {
    const ids = await fourOrders(await rest(LENA), await rest(CARLA), before);
    const board = new Board(await visit(CARLA, `/partner/${STORE}`));
    const { page } = board;
    await board.isWorkable();
    const [{ code } = { code: "" }] = await shownIn(board.column(column), ids);
    const ticket = board.ticketIn(column, code);
    await ticket.focus();
    const sent = countSent(page);
    // In the page, so that the second press comes when the first has just moved the ticket, and the third in the frame
    // that shows the moved focus. A wait of some milliseconds would be longer on a slow machine.
    await page.evaluate(
      ([name, first]) => {
        const press = () =>
          document.activeElement?.dispatchEvent(
            new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }),
          );
        const { promise, resolve } = Promise.withResolvers<void>();
        const watch = new MutationObserver(() => {
          if (document.activeElement?.getAttribute("data-code") === first) return;
          watch.disconnect();
          press();
          requestAnimationFrame(() => {
            press();
            resolve();
          });
        });
        watch.observe(document.body, { childList: true, subtree: true });
        press();
        return promise;
      },
      [key, code],
    );
    // A press that was sent wrongly has left by then.
    await expect(ticket).toBeHidden();
    expect(sent(), "one press is sent").toBe(1);
    await page.close();
  });

test("a step can be undone in the ticket's place, and the customer sees the truth", async ({
  visit,
  rest,
}) => {
  const lena = await rest(LENA);
  const order = await lena.order("sushi-bar", ["Salmon nigiri set"]);
  const customer = new OrderPage(await visit(LENA, `/orders/${order.id}`));
  await customer.isLive();
  const board = new Board(await visit(ANA, "/partner/sushi-bar"));
  await board.isWorkable();

  await board.action(order.order_code, "Accept · 20 min").click();
  await expect(customer.sentence).toHaveText("Sushi Bar is preparing your order");
  await expect(
    board.page.getByRole("status").filter({ hasText: "accepted. Press Z to undo" }),
  ).toBeAttached();
  await board.action(order.order_code, "Undo").click();
  await expect(board.ticketIn("New", order.order_code)).toBeFocused();
  await expect(
    board.page.getByRole("status").filter({ hasText: /^Undone: \w+ is back in New/ }),
  ).toBeAttached();
  await expect(board.action(order.order_code, "Undo")).toBeHidden();
  await expect(customer.sentence).toHaveText("Waiting for Sushi Bar to accept your order");
  await expect(customer.page.getByRole("button", { name: /^Cancel order/ })).toBeVisible();
  await expect(customer.page.getByText(/can't be cancelled/)).toBeHidden();
  expect(await lena.read(order.id)).toMatchObject({ order_status: "Order Received", version: 3 });

  await test.step("by key, from the end to the beginning of the way", async () => {
    const staff = await rest(ANA);
    await staff.change(order.id, PREPARING);
    for (const [does, from, sentence] of [
      ["Ready", "Preparing", "Sushi Bar is preparing your order"],
      ["Hand over", "Ready", "Your order from Sushi Bar is ready and waiting for delivery"],
      ["Delivered", "Out for Delivery", "Sushi Bar is on the way with your order"],
    ] as const) {
      await board.action(order.order_code, does).click();
      // The place of the step before offers Undo until this one is answered.
      await expect(board.column(from).getByRole("button", { name: /^Undo, order/ })).toBeVisible();
      await board.page.keyboard.press("z");
      await expect(board.ticketIn(from, order.order_code)).toBeFocused();
      await expect(customer.sentence).toHaveText(sentence);
      // A key that comes right after the focus was moved counts for nothing.
      await expect(async () => {
        await board.page.keyboard.press("Enter");
        await expect(board.ticketIn(from, order.order_code)).toBeHidden({ timeout: 2_000 });
      }).toPass();
    }
  });

  await test.step("the customer's timeline has each correction", async () => {
    await customer.page.getByText("Timeline").click();
    for (const text of [
      "Sushi Bar took back its acceptance",
      "It hasn't left Sushi Bar yet after all",
      "It hasn't been delivered yet after all",
    ])
      await expect(customer.page.getByText(text)).toBeVisible();
  });
});

test("a step that is pressed before the one before is answered can be undone in its own place", async ({
  visit,
  rest,
}) => {
  const order = await (await rest(LENA)).order("sushi-bar", ["Salmon nigiri set"]);
  const board = new Board(await visit(ANA, "/partner/sushi-bar"));
  await board.isWorkable();
  const answer = await holdNextAnswer(board.page);
  await board.action(order.order_code, "Accept · 20 min").click();
  await expect(board.ticketIn("Preparing", order.order_code)).toBeVisible();
  await board.action(order.order_code, "Ready").click();
  await answer();
  await expect(board.column("Preparing").getByRole("button", { name: /^Undo, order/ })).toBeVisible();
  await expect(board.ticketIn("Ready", order.order_code)).toBeVisible();
});

test("a step whose answer was lost is done once, and again when a colleague took it back", async ({
  visit,
  rest,
}) => {
  const lena = await rest(LENA);
  const order = await lena.order("sushi-bar", ["Salmon nigiri set"]);
  const board = new Board(await visit(ANA, "/partner/sushi-bar", { expected: [LOST_LINE] }));
  await board.isWorkable();
  await loseNextAnswer(board.page);
  await board.action(order.order_code, "Accept · 20 min").click();
  await expect(board.ticketIn("Preparing", order.order_code)).toContainText("waiting to be sent");
  await expect(board.ticketIn("Preparing", order.order_code)).not.toContainText("waiting to be sent", {
    timeout: 12_000,
  });
  expect((await lena.read(order.id)).version).toBe(2);
  await (await rest(ANA)).act(order.id, { name: "undo" });
  await expect(board.ticketIn("New", order.order_code)).toBeVisible();
  await board.action(order.order_code, "Accept · 20 min").click();
  await expect(board.ticketIn("Preparing", order.order_code)).toBeVisible();
  expect(await lena.read(order.id)).toMatchObject({ order_status: "Preparing", version: 4 });
});

test("one press of Z undoes one order, and nothing that somebody has worked on since", async ({
  visit,
  rest,
}) => {
  const lena = await rest(LENA);
  const [first, second] = [
    await lena.order("taqueria-sol", ["Tacos al pastor"]),
    await lena.order("taqueria-sol", ["Tacos al pastor"]),
  ];
  const board = new Board(await visit("mateo@demo.test", "/partner/taqueria-sol"));
  await board.isWorkable();
  await board.action(first.order_code, "Accept · 10 min").click();
  await expect(board.action(first.order_code, "Undo")).toBeVisible();
  await board.action(second.order_code, "Accept · 10 min").click();
  await expect(board.action(second.order_code, "Undo")).toBeVisible();
  await board.page.evaluate(() => {
    for (const type of ["keydown", "keyup", "keydown", "keyup"])
      document.body.dispatchEvent(new KeyboardEvent(type, { key: "z", bubbles: true, cancelable: true }));
  });
  await expect(board.ticketIn("New", second.order_code)).toBeVisible();
  await expect(board.ticketIn("Preparing", first.order_code)).toBeVisible();
  expect((await lena.read(first.id)).version).toBe(2);

  await (await rest("mateo@demo.test")).change(first.id, READY);
  await expect(board.ticketIn("Ready", first.order_code)).toBeVisible();
  await expect(board.action(first.order_code, "Undo")).toBeHidden();
});

test("Undo is offered for a few seconds only, and then the ticket's place closes", async ({
  visit,
  rest,
}) => {
  const order = await (await rest(LENA)).order("sushi-bar", ["Salmon nigiri set"]);
  const board = new Board(await visit(ANA, "/partner/sushi-bar"));
  await board.isWorkable();
  await board.action(order.order_code, "Accept · 20 min").click();
  await expect(board.action(order.order_code, "Undo")).toBeVisible();
  await expect(board.action(order.order_code, "Undo")).toBeHidden();
  await expect(board.column("New").locator("[data-gap]")).toHaveCount(0);
  await expect(board.ticketIn("Preparing", order.order_code)).toBeVisible();
});
