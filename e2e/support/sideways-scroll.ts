import { expect, type Page } from "@playwright/test";

/** Nothing on the page is wider than the window, so that nobody has to scroll in two directions. */
export async function hasNoSidewaysScroll(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), {
      message: `${page.url()} is not wider than its window`,
    })
    .toBeLessThanOrEqual(0);
}
