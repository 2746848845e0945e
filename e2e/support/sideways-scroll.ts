import { expect, type Page } from "@playwright/test";

/** Expects that nothing on the page is wider than the window, so that users scroll in one direction only. */
export async function hasNoSidewaysScroll(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), {
      message: `${page.url()} is not wider than its window`,
    })
    .toBeLessThanOrEqual(0);
}
