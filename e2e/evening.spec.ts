import { expect, type Locator, type Page } from "@playwright/test";
import { Board } from "./pages/board";
import { OVERTAKEN } from "./support/faults";
import { test } from "./support/own-app";
import { sound } from "./support/probes";
import { hasNoSidewaysScroll } from "./support/sideways-scroll";
import { tabTo } from "./support/tab-to";

const STORE = "sushi-bar";
const BOARD = `/partner/${STORE}`;
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const RINGING = { contexts: ["running"], loops: 1 };
const SILENT = { contexts: ["running"], loops: 0 };

test.use({ appOf: "evening" });

/** How a person acts on a control: with keys alone, or with a finger. */
interface Hand {
  press: (target: Locator) => Promise<void>;
  choose: (target: Locator) => Promise<void>;
  /** Picks an entry of an open menu. */
  pick: (entry: Locator) => Promise<void>;
}

const keyboard = (page: Page): Hand => ({
  press: async (target) => {
    await tabTo(page, target);
    await page.keyboard.press("Enter");
  },
  choose: async (target) => {
    await tabTo(page, target);
    await page.keyboard.press("Space");
  },
  pick: async (entry) => {
    await expect(async () => {
      await page.keyboard.press("ArrowDown");
      await expect(entry).toBeFocused({ timeout: 1 });
    }).toPass({ intervals: [50] });
    await page.keyboard.press("Enter");
  },
});
const tap = (target: Locator) => target.tap();
const finger: Hand = { press: tap, choose: tap, pick: tap };

const intake = (page: Page) => page.locator("#store-intake").getByRole("button");

async function startShift({ page }: Board, { press }: Hand): Promise<void> {
  await press(page.getByRole("button", { name: "Start shift" }));
  await expect(page.getByRole("button", { name: /^Sound on/ })).toBeVisible();
  await expect.poll(() => sound(page)).toEqual(SILENT);
}

async function markSoldOut({ page }: Board, code: string, { press, choose, pick }: Hand): Promise<void> {
  await press(page.getByRole("button", { name: `More actions for ${code.slice(4)}` }));
  const item = page.getByRole("menuitem", { name: "Sold out…" });
  await expect(item).toBeVisible();
  await pick(item);
  const dialog = page.getByRole("dialog", { name: `Sold out in ${code.slice(4)}` });
  await choose(dialog.getByRole("checkbox", { name: "2 × Miso soup" }));
  await press(dialog.getByRole("button", { name: "Mark as sold out" }));
  await expect(dialog).toBeHidden();
}

async function endShift({ page }: Board, { press, pick }: Hand): Promise<void> {
  await press(page.getByRole("button", { name: "Shift", exact: true }));
  const item = page.getByRole("menuitem", { name: "End shift" });
  await expect(item).toBeVisible();
  await pick(item);
  await expect(page.getByRole("button", { name: "Start shift" })).toBeVisible();
}

test("an evening by keyboard alone: from the start of the shift to its figures", async ({ visit, rest }) => {
  const page = await visit("ana@demo.test", BOARD, { expected: [OVERTAKEN] });
  const hand = keyboard(page);
  const board = new Board(page);
  await board.isWorkable();
  await startShift(board, hand);
  const lena = await rest("lena@demo.test");
  const { id, order_code: code } = await lena.order(STORE, ["Salmon nigiri set", "Miso soup"], {
    if_sold_out: "remove",
  });

  await test.step("the alarm is silenced, and the order accepted", async () => {
    await expect.poll(() => sound(page)).toEqual(RINGING);
    await page.keyboard.press("s");
    await expect.poll(() => sound(page)).toEqual(SILENT);
    await page.keyboard.press("1");
    await expect(board.ticket(code)).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(board.ticketIn("Preparing", code)).toBeVisible();
  });

  await test.step("a dish is sold out", async () => {
    await markSoldOut(board, code, hand);
    await expect(board.ticket(code).getByText("Sold out: left out")).toBeVisible();
  });

  await test.step("a pause with a reason, and its end", async () => {
    await hand.press(intake(page));
    const dialog = page.getByRole("dialog", { name: "Taking orders" });
    await hand.choose(dialog.getByRole("radio", { name: /^Paused/ }));
    await tabTo(page, dialog.getByRole("textbox", { name: /Reason/ }));
    await page.keyboard.type("The oven is cold");
    await page.keyboard.press("Enter");
    await expect(intake(page)).toContainText("Paused");
    await hand.press(intake(page));
    await hand.choose(dialog.getByRole("radio", { name: /^Open/ }));
    await page.keyboard.press("Enter");
    await expect(intake(page)).toHaveText("Open");
  });

  await test.step("ready, handed over and delivered", async () => {
    await hand.press(board.action(code, "Ready"));
    await expect(board.ticketIn("Ready", code)).toBeVisible();
    await hand.press(board.action(code, "Hand over"));
    await expect(board.ticketIn("Out for Delivery", code)).toBeVisible();
    await hand.press(board.action(code, "Delivered"));
    await expect(board.ticket(code)).toBeHidden();
    expect((await lena.read(id)).order_status).toBe("Delivered");
  });

  await endShift(board, hand);
  await hand.press(page.getByRole("link", { name: "Figures" }));
  await expect(page).toHaveURL(/\/figures$/);
  await expect(page.getByLabel("Figures of the day")).toContainText("1");
});

test("an evening on a phone by touch: from the start of the shift to the last delivery", async ({
  visit,
  rest,
}) => {
  const page = await visit("ben@demo.test", BOARD, PHONE);
  const board = new Board(page);
  await board.isWorkable();
  await startShift(board, finger);
  const lena = await rest("lena@demo.test");
  const { id, order_code: code } = await lena.order(STORE, ["Salmon nigiri set", "Miso soup"], {
    if_sold_out: "remove",
  });
  const showColumn = (name: RegExp) =>
    page.getByRole("navigation", { name: "Columns" }).getByRole("button", { name }).tap();

  await test.step("the alarm is silenced, and the order accepted", async () => {
    await expect.poll(() => sound(page)).toEqual(RINGING);
    await page.getByRole("button", { name: "Silence" }).tap();
    await expect.poll(() => sound(page)).toEqual(SILENT);
    await board.action(code, "Accept · 20 min").tap();
    await showColumn(/^Preparing/);
    await expect(board.ticketIn("Preparing", code)).toBeVisible();
    await hasNoSidewaysScroll(page);
  });

  await test.step("a dish is sold out", async () => {
    await markSoldOut(board, code, finger);
    await expect(board.ticket(code).getByText("Sold out: left out")).toBeVisible();
  });

  await test.step("busy, and open again", async () => {
    await intake(page).tap();
    await page.getByRole("radio", { name: /^Busy/ }).tap();
    await page.getByRole("button", { name: "Add 15 min" }).tap();
    await expect(intake(page)).toContainText("Busy +15");
    await intake(page).tap();
    await page.getByRole("radio", { name: /^Open/ }).tap();
    await page.getByRole("dialog").getByRole("button", { name: "Take orders" }).tap();
    await expect(intake(page)).toHaveText("Open");
  });

  await test.step("ready, handed over and delivered", async () => {
    for (const [action, tab] of [
      ["Ready", /^Ready/],
      ["Hand over", /^Out/],
    ] as const) {
      await board.action(code, action).tap();
      await showColumn(tab);
      await expect(board.ticket(code)).toBeVisible();
    }
    await board.action(code, "Delivered").tap();
    await expect(board.ticket(code)).toBeHidden();
    expect((await lena.read(id)).order_status).toBe("Delivered");
    await hasNoSidewaysScroll(page);
  });

  await endShift(board, finger);
});
