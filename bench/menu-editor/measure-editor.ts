import { chromium, type Page } from "@playwright/test";
import { CHROMIUM_ARGS, findChromium } from "../../test/support/chromium";
import { NO_LIMITS } from "../../test/support/no-limits";
import { signInAs } from "../../test/support/sign-in";
import { startBenchApp } from "../support/bench-app";
import { median } from "../support/median";
import type { EditorFigures } from "./figures";
import { largeMenu, menuClient } from "./large-menu";
import { settled, takeLongest, watchLongTasks } from "./watch-long-tasks";

const STORE = "sushi-bar";
const PARTNER = "ana@demo.test";
const ROUNDS = 5;

/** Steps that follow each other, by name; each ends when the screen shows its outcome. */
type Step = readonly [name: string, run: (page: Page, round: number) => Promise<void>];

/** Edits a menu of so many dishes in Chromium, and watches the main thread for tasks of more than 50 ms. */
export async function measureEditor(dishes: number): Promise<EditorFigures> {
  const app = await startBenchApp({ env: NO_LIMITS });
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });
  try {
    const Cookie = await signInAs(app.url, PARTNER);
    const client = menuClient(app.url, STORE, Cookie);
    const { tenant, version } = await client.read();
    await client.command("import_menu", {
      tenant_id: tenant.id,
      menu_version: version,
      categories: largeMenu(dishes),
    });
    const { categories } = await client.read();
    const category = categories[0];
    const [edited, moved, , turned, changed] = category?.items ?? [];
    if (!category || !edited || !moved || !turned || !changed) throw new Error("The menu is too small");

    const row = (page: Page, id: string) => page.locator(`[data-dish="${id}"]`);
    const steps: Step[] = [
      [
        "open the page",
        async (page) => {
          await page.goto(`/partner/${STORE}/menu`);
          await page.locator("[data-connection-state=live]").first().waitFor({ state: "attached" });
        },
      ],
      [
        "type in the search",
        async (page) => {
          await page.getByRole("searchbox").pressSequentially("dish 12");
          await page.getByText(/dishes found/).waitFor();
        },
      ],
      [
        "empty the search",
        async (page) => {
          await page.getByRole("searchbox").fill("");
          await row(page, changed.id).waitFor();
        },
      ],
      [
        "open a dish",
        async (page) => {
          await row(page, edited.id)
            .getByRole("button", { name: /^Edit / })
            .click();
          await page.getByRole("dialog").getByRole("button", { name: "Save" }).waitFor();
        },
      ],
      [
        "type in its description",
        async (page) => {
          await page.getByRole("dialog").getByLabel("Description").pressSequentially(" And a leaf of shiso.");
        },
      ],
      [
        "save it",
        async (page) => {
          await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
          await page.getByRole("dialog").waitFor({ state: "hidden" });
        },
      ],
      [
        "sort: one place down",
        async (page) => {
          await row(page, moved.id)
            .getByRole("button", { name: /^Move down/ })
            .click();
        },
      ],
      [
        "turn a dish off",
        async (page) => {
          await row(page, turned.id)
            .getByRole("button", { name: /^Sold out today/ })
            .click();
          await row(page, turned.id)
            .getByRole("button", { name: /^Turn on/ })
            .waitFor();
        },
      ],
      [
        "turn it on",
        async (page) => {
          await row(page, turned.id)
            .getByRole("button", { name: /^Turn on/ })
            .click();
          await row(page, turned.id)
            .getByRole("button", { name: /^Sold out today/ })
            .waitFor();
        },
      ],
      [
        "a price changes elsewhere",
        async (page, round) => {
          const price = 100_000 + round * 100;
          await client.command("update_menu_item", {
            tenant_id: tenant.id,
            item_id: changed.id,
            changes: { price },
          });
          await row(page, changed.id).locator(`data[value="${price}"]`).waitFor({ state: "attached" });
        },
      ],
      [
        "a category is renamed elsewhere",
        async (page, round) => {
          const title = `Category 1, round ${round}`;
          await client.command("edit_menu", {
            tenant_id: tenant.id,
            edit: { name: "rename_category", id: category.id, title },
          });
          await page.getByRole("heading", { name: title, exact: true }).waitFor();
        },
      ],
    ];

    const taken = new Map<string, number[]>(steps.map(([name]) => [name, []]));
    for (let round = 0; round < ROUNDS; round++) {
      const context = await browser.newContext({ baseURL: app.url, viewport: { width: 1280, height: 900 } });
      await context.addCookies(
        Cookie.split("; ").map((pair) => {
          const at = pair.indexOf("=");
          return { name: pair.slice(0, at), value: pair.slice(at + 1), url: app.url };
        }),
      );
      const page = await context.newPage();
      await page.addInitScript(watchLongTasks);
      for (const [name, run] of steps) {
        await run(page, round);
        await page.evaluate(settled);
        taken.get(name)?.push(await page.evaluate(takeLongest));
      }
      await context.close();
    }
    return {
      dishes,
      steps: [...taken].map(([name, longest]) => ({
        name,
        longest: median(longest),
        long: longest.filter((ms) => ms > 50).length,
        rounds: longest.length,
      })),
    };
  } finally {
    await browser.close();
    await app.dispose();
  }
}
