import { expect, type Page } from "@playwright/test";
import * as z from "zod";
import { CHROMIUM_ARGS, findChromium } from "../test/support/chromium";
import { Board } from "./pages/board";
import { test } from "./support/own-app";

const NAME = "kitchen.lan";
/** A browser keeps six connections to a host over HTTP/1.1. */
const TABS = 8;
const STREAMS_AT_MOST = 4;
/** The server has answered one stream too many. */
const TOO_MANY = /status of 429/;

test.use({
  launchOptions: {
    executablePath: findChromium(),
    args: [...CHROMIUM_ARGS, `--host-resolver-rules=MAP ${NAME} 127.0.0.1`],
  },
});
test.setTimeout(360_000);

const health = z.object({ connections: z.number() });

async function connections(origin: string): Promise<number> {
  return health.parse(await (await fetch(`${origin}/api/health`)).json()).connections;
}

/** Signs Ana in and opens her board under a name of the local network, which is no secure origin. */
async function openBoard(page: Page, port: number): Promise<Board> {
  await page.goto(`http://${NAME}:${port}/signin?callbackUrl=%2Fpartner%2Fsushi-bar`);
  await page.getByRole("button", { name: /^Ana Ito/ }).click();
  const board = new Board(page);
  await board.isLive();
  expect(await page.evaluate(() => [isSecureContext, "locks" in navigator])).toEqual([false, false]);
  return board;
}

/** Returns the boards of all tabs, `first` included. */
async function openTabs(first: Board): Promise<Board[]> {
  const boards = [first];
  while (boards.length < TABS) {
    const board = new Board(await first.page.context().newPage());
    await board.page.goto(first.page.url());
    boards.push(board);
  }
  return boards;
}

test("on plain HTTP, all tabs of a browser share one stream, and a press in each of them gets through", async ({
  app,
  origin,
  visit,
  rest,
}) => {
  const lena = await rest("lena@demo.test");
  const first = await openBoard(await visit(null, "/signin"), app.port);
  const boards = await openTabs(first);
  for (const board of boards) await board.isLive();
  await expect.poll(() => connections(origin)).toBe(1);
  for (const board of boards) {
    const order = await lena.order("sushi-bar", ["Dragon roll"]);
    await board.action(order.order_code, "Accept · 20 min").click();
    for (const other of boards) await expect(other.ticketIn("Preparing", order.order_code)).toBeVisible();
  }

  await first.page.close();
  const order = await lena.order("sushi-bar", ["Dragon roll"]);
  for (const board of boards.slice(1)) {
    await expect(board.ticketIn("New", order.order_code)).toBeVisible();
    await board.isLive();
  }
  await expect.poll(() => connections(origin)).toBe(1);
});

test("tabs that cannot share have a few streams together, say so, and a press in each of them gets through", async ({
  app,
  origin,
  visit,
  rest,
}) => {
  const lena = await rest("lena@demo.test");
  const page = await visit(null, "/signin", { expected: [TOO_MANY] });
  await page.context().addInitScript(() => {
    Reflect.deleteProperty(window, "BroadcastChannel");
  });
  const first = await openBoard(page, app.port);
  const last = new Board(await page.context().newPage());
  const boards = [...(await openTabs(first)), last];
  await last.page.goto(first.page.url());
  for (const board of boards.slice(0, STREAMS_AT_MOST)) await board.isLive();
  await expect.poll(() => connections(origin)).toBe(STREAMS_AT_MOST);
  for (const { page } of boards.slice(STREAMS_AT_MOST)) {
    await expect(page.locator("[data-connection-state]")).toHaveText(/^No live updates/);
    await expect(
      page.getByText("Too many live pages are open, so this one isn't updating live"),
    ).toBeVisible();
  }

  const order = await lena.order("sushi-bar", ["Dragon roll"]);
  await last.page.reload();
  await last.action(order.order_code, "Accept · 20 min").click();
  await expect(first.ticketIn("Preparing", order.order_code)).toBeVisible();

  await first.page.close();
  await expect.poll(() => connections(origin)).toBe(STREAMS_AT_MOST);
});
