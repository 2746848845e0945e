import type { Page } from "@playwright/test";

/** Opens a path on a line so slow that the page is shown while no script has arrived. Returns the function that lets them in. */
export async function openBeforeScripts(page: Page, path: string): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route("**/_next/static/**/*.js*", async (route) => {
    await promise;
    await route.fallback();
  });
  await page.goto(path, { waitUntil: "domcontentloaded" });
  return resolve;
}
