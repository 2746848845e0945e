import { type BrowserContext, chromium } from "@playwright/test";
import { restClient } from "../../e2e/support/rest-client";
import { CHROMIUM_ARGS, findChromium } from "../../test/support/chromium";
import { NO_LIMITS } from "../../test/support/no-limits";
import { signInAs } from "../../test/support/sign-in";
import { watchLongTasks } from "../menu-editor/watch-long-tasks";
import { startBenchApp } from "../support/bench-app";
import { quantile } from "../support/median";
import type { BoardFigures } from "./figures";
import { Service } from "./service";
import { changePlainElements, watchBoard } from "./watch-in-page";

const STORE = "sushi-bar";
const OPEN = 150;
const PER_SECOND = 10;
/** Code is loaded and compiled with the first events. */
const WARM_UP = 30;

function timesOf(times: readonly number[]): { p50: number; p95: number } {
  const sorted = times.toSorted((a, b) => a - b);
  return { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
}

async function measurePlain(context: BrowserContext): Promise<number[]> {
  const page = await context.newPage();
  try {
    return await page.evaluate(changePlainElements, {
      elements: OPEN,
      changes: 100,
      everyMs: 1_000 / PER_SECOND,
    });
  } finally {
    await page.close();
  }
}

/** Keeps 150 tickets open on a board in Chromium, changes ten a second elsewhere, and watches when each is drawn. */
export async function measureBoard(events: number): Promise<BoardFigures> {
  const app = await startBenchApp({ env: NO_LIMITS });
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });
  try {
    const [customer, partner] = await Promise.all(
      ["lena@demo.test", "ana@demo.test"].map((email) => signInAs(app.url, email)),
    );
    if (customer === undefined || partner === undefined) throw new Error("Two people are needed");
    const service = new Service(
      STORE,
      restClient(app.url, { Cookie: customer }),
      restClient(app.url, { Cookie: partner }),
    );
    await service.open(OPEN);

    const context = await browser.newContext({ baseURL: app.url, viewport: { width: 1280, height: 800 } });
    await context.addCookies(
      partner.split("; ").map((pair) => {
        const at = pair.indexOf("=");
        return { name: pair.slice(0, at), value: pair.slice(at + 1), url: app.url };
      }),
    );
    const page = await context.newPage();
    await page.addInitScript(watchLongTasks);
    await page.addInitScript(watchBoard);
    await page.goto(`/partner/${STORE}`);
    await page.locator("[data-connection-state=live]").first().waitFor({ state: "attached" });
    await page.locator("[data-hears-keys]").waitFor({ state: "attached" });
    const tickets = page.locator("article[data-order]");
    const open = await tickets.count();

    const settle = (ids: readonly string[]) =>
      page.waitForFunction((count) => window.painted.length >= count, ids.length);
    await settle(await service.run(WARM_UP, PER_SECOND));
    await page.evaluate(() => {
      window.painted = [];
      window.longTasks = [];
    });
    await settle(await service.run(events, PER_SECOND));
    const painted = await page.evaluate(() => window.painted);
    const tasks = await page.evaluate(() => window.longTasks);
    return {
      open,
      events: painted.length,
      perSecond: PER_SECOND,
      paint: timesOf(painted.map(({ arrivedAt, paintedAt }) => paintedAt - arrivedAt)),
      whole: timesOf(painted.map(({ changedAt, paintedAt }) => paintedAt - changedAt)),
      plain: timesOf(await measurePlain(context)),
      long: tasks.filter((ms) => ms > 100).length,
      longest: Math.max(0, ...tasks),
    };
  } finally {
    await browser.close();
    await app.dispose();
  }
}
