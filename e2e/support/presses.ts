import type { Page, Request } from "@playwright/test";

/** What a page sends by itself, without a press: that it is open, and with whom. */
const BY_ITSELF = /\/report_presence$/;

/** Returns the presses that this page sends from now on. The array grows. */
export function pressesOf(page: Page): Request[] {
  const presses: Request[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (request.method() === "POST" && !BY_ITSELF.test(pathname)) presses.push(request);
  });
  return presses;
}
