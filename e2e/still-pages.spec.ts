import { expect } from "@playwright/test";
import { openBeforeScripts } from "./support/held-scripts";
import { test } from "./support/test";

declare global {
  interface Window {
    moves?: number[];
  }
}

const PAGES = [
  ["lena@demo.test", ["/", "/sushi-bar", "/orders", "/settings"]],
  [
    "ana@demo.test",
    [
      "/partner/sushi-bar",
      "/partner/sushi-bar/history",
      "/partner/sushi-bar/menu",
      "/partner/sushi-bar/dispatch",
      "/partner/sushi-bar/settings/look",
      "/partner/sushi-bar/settings/printing",
      "/partner/sushi-bar/settings/devices",
    ],
  ],
  ["admin@demo.test", ["/admin/jobs", "/admin/dispatch"]],
] as const;

for (const [who, paths] of PAGES)
  test(`what ${who} is about to press does not move while scripts arrive and the page becomes live`, async ({
    visit,
  }) => {
    const page = await visit(who, "/signin");
    await page.addInitScript(() => {
      const moves: number[] = [];
      window.moves = moves;
      const note = (list: PerformanceObserverEntryList) => {
        for (const entry of list.getEntries())
          if ("sources" in entry && Array.isArray(entry.sources))
            for (const { node, previousRect, currentRect } of entry.sources)
              if (node instanceof Element && node.matches("main")) moves.push(currentRect.y - previousRect.y);
      };
      new PerformanceObserver(note).observe({ type: "layout-shift", buffered: true });
    });
    for (const width of [390, 1280])
      for (const path of paths) {
        await page.setViewportSize({ width, height: 844 });
        const release = await openBeforeScripts(page, path);
        await expect(page.getByRole("main")).toBeVisible();
        // The text may wrap anew when its font comes, which is before the scripts on any line.
        await page.waitForFunction(() => [...document.fonts].some(({ status }) => status === "loaded"));
        await page.evaluate(() => document.fonts.ready);
        await page.evaluate(() => window.moves?.splice(0));
        release();
        await expect(page.locator("[data-connection-state=live]").first()).toBeAttached();
        await expect(page.getByRole("button", { name: "Appearance" })).toBeVisible();
        await expect(page.getByRole("button", { name: /^Notifications, / })).toBeVisible();
        // A shift is reported after the frame in which it was seen.
        await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => setTimeout(shown))));
        expect(await page.evaluate(() => window.moves), `${path} at ${width} pixels`).toEqual([]);
      }
  });
