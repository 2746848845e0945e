import { expect, type Page } from "@playwright/test";
import { startTcpProxy } from "../test/support/tcp-proxy";
import { Board } from "./pages/board";
import { LOST_LINE, SIGNED_OUT } from "./support/faults";
import { inspect } from "./support/inspect";
import { test } from "./support/own-app";
import { repeatingTones } from "./support/probes";

/** A stopping server refuses streams with 503. */
const expected = [LOST_LINE, SIGNED_OUT, /\b503\b.*api\/events\/stream/];
const LOST = /^Not receiving orders since \d\d:\d\d$/;
const TONE_OF_ORDER = 3.2;
const TONE_OF_LOSS = 5;

async function startShift({ page }: Board): Promise<void> {
  await page.getByRole("button", { name: "Start shift" }).click();
  await expect(page.getByRole("button", { name: /^Sound on/ })).toBeVisible();
}

async function fillsTheWidth({ page, lostBanner }: Board): Promise<void> {
  const width = page.viewportSize()?.width ?? 0;
  await expect.poll(async () => (await lostBanner.boundingBox())?.width).toBe(width);
  await expect(lostBanner).toBeInViewport({ ratio: 1 });
}

const announced = (page: Page) => page.getByRole("alert").filter({ hasText: "Not receiving orders since" });

test("a board without connection fills its width with a warning that says what to do, and sounds a tone of its own", async ({
  visit,
  rest,
}) => {
  const lena = await rest("lena@demo.test");
  await lena.order("sushi-bar", ["Dragon roll"]);
  const board = new Board(await visit("ana@demo.test", "/partner/sushi-bar", { expected }));
  const { page, lostBanner } = board;
  await board.isComplete();
  await startShift(board);
  await expect.poll(() => repeatingTones(page)).toEqual([TONE_OF_ORDER]);
  await page.getByRole("button", { name: "Silence" }).click();
  await expect.poll(() => repeatingTones(page)).toEqual([]);
  await expect(lostBanner).toBeHidden();

  await page.context().setOffline(true);
  await expect(lostBanner.getByRole("heading", { name: LOST })).toBeVisible({ timeout: 12_000 });
  await fillsTheWidth(board);
  for (const step of ["Check this device's Wi-Fi", "Open the board on another device", /^Keep cooking/])
    await expect(lostBanner.getByRole("listitem").filter({ hasText: step })).toBeVisible();
  await expect(announced(page)).toContainText("or open the board on another device");
  await expect(page).toHaveTitle("⚠ Not receiving orders · Sushi Bar · Platewire");
  await expect.poll(() => repeatingTones(page)).toEqual([TONE_OF_LOSS]);

  await test.step("trying again without a connection says that there is still none", async () => {
    await lostBanner.getByRole("button", { name: /^Try now/ }).click();
    await expect(page.getByRole("status").filter({ hasText: "Still no connection." })).toBeAttached();
    await expect(lostBanner).toBeVisible();
  });

  await test.step("the tone can be silenced, and the warning stays", async () => {
    await lostBanner.getByRole("button", { name: "Silence" }).click();
    await expect.poll(() => repeatingTones(page)).toEqual([]);
    await expect(lostBanner.getByRole("heading", { name: LOST })).toBeVisible();
  });

  await page.context().setOffline(false);
  await expect(lostBanner).toBeHidden();
  await board.isComplete();
  await expect(page).toHaveTitle(/Sushi Bar · Platewire$/);
  await expect(page.getByRole("status").filter({ hasText: "Connected again" })).toBeAttached();

  await test.step("the next loss sounds again, and S silences it", async () => {
    await page.context().setOffline(true);
    await expect.poll(() => repeatingTones(page)).toEqual([TONE_OF_LOSS]);
    await board.hearsKeys();
    await page.keyboard.press("s");
    await expect.poll(() => repeatingTones(page)).toEqual([]);
    await page.context().setOffline(false);
    await expect(lostBanner).toBeHidden();
  });
});

test("the warning is on the history of a store, too, and accessible, light and dark", async ({ visit }) => {
  const board = new Board(await visit("ana@demo.test", "/partner/sushi-bar/history", { expected }));
  await board.isComplete();
  await board.page.context().setOffline(true);
  await expect(board.lostBanner.getByRole("heading", { name: LOST })).toBeVisible({ timeout: 12_000 });
  await fillsTheWidth(board);
  await inspect(board.page, "the history without connection");
});

test("the warning stays in view on a phone, however far the board is scrolled", async ({ visit, rest }) => {
  const lena = await rest("lena@demo.test");
  for (let count = 0; count < 4; count++) await lena.order("sushi-bar", ["Dragon roll", "Rainbow roll"]);
  const board = new Board(
    await visit("ana@demo.test", "/partner/sushi-bar", {
      expected,
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      colorScheme: "dark",
    }),
  );
  await board.isComplete();
  await board.page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await board.page.context().setOffline(true);
  await expect(board.lostBanner.getByRole("heading", { name: LOST })).toBeVisible({ timeout: 12_000 });
  await fillsTheWidth(board);
  await inspect(board.page, "a board without connection");
});

test("a server that is gone, a silent line and an ended session are warned about, too", async ({
  app,
  visit,
}) => {
  test.setTimeout(300_000);
  const line = await startTcpProxy(app.port);
  const silent = new Board(
    await visit("ana@demo.test", `http://localhost:${line.port}/partner/sushi-bar`, { expected }),
  );
  const stopped = new Board(await visit("ben@demo.test", "/partner/sushi-bar", { expected }));
  const ended = new Board(await visit("ana@demo.test", "/partner/sushi-bar", { expected }));
  for (const board of [silent, stopped, ended]) await board.isComplete();

  const elsewhere = await ended.page.context().newPage();
  await elsewhere.goto("/settings");
  await elsewhere.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(ended.lostBanner.getByRole("heading", { name: LOST })).toBeVisible();
  await expect(ended.lostBanner).toContainText("You were signed out");
  await expect(ended.lostBanner.getByRole("link", { name: "Sign in again" })).toHaveAttribute(
    "href",
    "/signin?callbackUrl=%2Fpartner%2Fsushi-bar",
  );

  line.silence();
  await expect(silent.lostBanner.getByRole("heading", { name: LOST })).toBeVisible();
  line.mend();
  await expect(silent.lostBanner).toBeHidden({ timeout: 60_000 });

  await app.stop();
  await expect(stopped.lostBanner.getByRole("heading", { name: LOST })).toBeVisible();
  await app.restart();
  await expect(stopped.lostBanner).toBeHidden({ timeout: 60_000 });
  await stopped.isComplete();
  await line.close();
});
