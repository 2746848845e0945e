import { randomUUID } from "node:crypto";
import { type BrowserContextOptions, test as base, expect, type Page } from "@playwright/test";
import { watchFaults } from "./faults";
import { installProbes } from "./probes";
import { type RestClient, restClientOf } from "./rest-client";

export interface VisitOptions extends BrowserContextOptions {
  expected?: readonly RegExp[];
  /** Milliseconds by which the device's clock is fast. */
  clockError?: number;
}

interface Fixtures {
  origin: string;
  /** Opens a path in a new browser context, signed in as a demo person, or signed out for null. */
  visit: (email: string | null, path: string, options?: VisitOptions) => Promise<Page>;
  /** Opens a path as a new person without orders. */
  visitAsNewcomer: (path: string, options?: VisitOptions) => Promise<Page>;
  rest: (email: string) => Promise<RestClient>;
}

/** Fails the test when any page of any browser context has a fault. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern
  origin: async ({}, use) => {
    const url = process.env.E2E_BASE_URL;
    if (url === undefined)
      throw new Error("The application's address is not known: see test/support/e2e.setup.ts");
    await use(url);
  },

  visit: async ({ browser, origin }, use) => {
    const opened: { close: () => Promise<void>; faults: readonly string[] }[] = [];
    await use(async (email, path, { expected = [], clockError = 0, ...options } = {}) => {
      const context = await browser.newContext({
        baseURL: origin,
        locale: "en-GB",
        timezoneId: "Europe/Berlin",
        ...options,
      });
      opened.push({ close: () => context.close(), faults: watchFaults(context, expected) });
      await context.addInitScript(installProbes);
      if (clockError !== 0) await context.clock.install({ time: Date.now() + clockError });
      if (email !== null) {
        const answer = await context.request.post("/signin/demo", {
          form: { email, callbackUrl: "/" },
          headers: { Origin: origin },
          maxRedirects: 0,
        });
        expect(answer.headers().location, `${email} is signed in`).not.toContain("error");
      }
      const page = await context.newPage();
      await page.goto(path);
      return page;
    });
    const faults = opened.flatMap((one) => one.faults);
    await Promise.all(opened.map((one) => one.close()));
    expect(faults, "no page had an error in its console, or was refused something by its policy").toEqual([]);
  },

  visitAsNewcomer: async ({ visit }, use) => {
    await use(async (path, options) => {
      const email = `guest-${randomUUID()}@example.test`;
      const page = await visit(null, "/signin", options);
      await page.getByLabel("Email address").fill(email);
      await page.getByRole("button", { name: "Email me a link" }).click();
      await page.getByRole("link", { name: "Open the demo's mailbox" }).click();
      const letter = page.getByRole("listitem").filter({ hasText: email });
      await letter.getByRole("link", { name: "Open the link" }).click();
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByRole("link", { name: "My Orders" })).toBeVisible();
      await page.goto(path);
      return page;
    });
  },

  rest: async ({ origin }, use) => {
    await use((email) => restClientOf(origin, email));
  },
});
