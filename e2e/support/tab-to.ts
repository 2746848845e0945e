import { expect, type Locator, type Page } from "@playwright/test";

export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(async () => {
    await page.keyboard.press("Tab");
    await expect(target).toBeFocused({ timeout: 1 });
  }).toPass({ intervals: [1], timeout: 20_000 });
}
