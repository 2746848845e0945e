import { expect, type Page } from "@playwright/test";

export async function hasNoSidewaysScroll(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), {
      message: `${page.url()} is not wider than its window`,
    })
    .toBeLessThanOrEqual(0);
}
