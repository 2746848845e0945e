import { type Browser, chromium, type Page } from "@playwright/test";
import { Board } from "../../e2e/pages/board";
import { restClientOf } from "../../e2e/support/rest-client";
import { CHROMIUM_ARGS, findChromium } from "../../test/support/chromium";
import { NO_LIMITS } from "../../test/support/no-limits";
import { startBenchApp } from "../support/bench-app";
import { quantile } from "../support/median";
import { awaitOutput, awaitStep, noteClicks } from "./watch-in-page";

export interface ClickFigures {
  clicks: number;
  /** Milliseconds from the click in one browser to the changed text in another. */
  p50: number;
  p99: number;
  /** The same for a server action that only writes one row, on the same server. */
  bareP50: number;
}

const CUSTOMER = "lena@demo.test";
const PARTNER = "carla@demo.test";
const STORE = "trattoria-lucia";
const WARM_UP = 5;

async function signIn(browser: Browser, origin: string, email: string, path: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: origin, viewport: { width: 1280, height: 900 } });
  await context.request.post("/signin/demo", {
    form: { email, callbackUrl: "/" },
    headers: { Origin: origin },
    maxRedirects: 0,
  });
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

async function clickBareAction(page: Page): Promise<number> {
  await page.evaluate(awaitOutput);
  await page.getByRole("button", { name: "Write" }).click();
  const changedAt = await page.evaluate(() => window.changedAt);
  return changedAt - (await page.evaluate(() => window.clickedAt));
}

/** The partner accepts orders one by one; the customer's My Orders is observed in another browser. */
export async function measureClicks(env: Record<string, string>, clicks: number): Promise<ClickFigures> {
  const app = await startBenchApp({ env: { ...NO_LIMITS, ...env } });
  const [ours, theirs] = await Promise.all(
    [1, 2].map(() => chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS })),
  );
  if (ours === undefined || theirs === undefined) throw new Error("Two browsers are needed");
  try {
    const board = new Board(await signIn(ours, app.url, PARTNER, `/partner/${STORE}`));
    await board.isLive();
    const customer = await signIn(theirs, app.url, CUSTOMER, "/orders");
    const rest = await restClientOf(app.url, CUSTOMER);
    const bare = await signIn(ours, app.url, PARTNER, "/bench/bare-action");
    for (const page of [board.page, bare]) await page.evaluate(noteClicks);
    const took: number[] = [];
    const bareTook: number[] = [];
    for (let n = 0; n < WARM_UP + clicks; n++) {
      const { id, order_code: code } = await rest.order(STORE, ["Caprese", "Tiramisù"]);
      await customer.getByRole("article").filter({ hasText: code }).waitFor();
      const accept = board.page.getByRole("button", {
        name: new RegExp(`^Accept .*order ${code.replace("ORD-", "")}$`),
      });
      await accept.waitFor();
      await customer.evaluate(awaitStep, [code, "Preparing"] as const);
      await accept.click();
      const changedAt = await customer.evaluate(() => window.changedAt);
      const clickedAt = await board.page.evaluate(() => window.clickedAt);
      // Measured in turn, so that other load on the machine affects both.
      await bare.bringToFront();
      const bareMs = await clickBareAction(bare);
      await board.page.bringToFront();
      if (n >= WARM_UP) {
        took.push(changedAt - clickedAt);
        bareTook.push(bareMs);
      }
      // Finishes the order, so that the screens do not grow with every round.
      const partner = await restClientOf(app.url, PARTNER);
      await partner.change(id, { order_status: "Out for Delivery" });
      await partner.change(id, { order_status: "Delivered" });
    }
    for (const times of [took, bareTook]) times.sort((a, b) => a - b);
    return { clicks, p50: quantile(took, 0.5), p99: quantile(took, 0.99), bareP50: quantile(bareTook, 0.5) };
  } finally {
    await Promise.all([ours.close(), theirs.close()]);
    await app.dispose();
  }
}
