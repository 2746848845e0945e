import type { Page, Request } from "@playwright/test";

/** A page also sends this by itself: it reports that it is open, and which order it shows. */
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
