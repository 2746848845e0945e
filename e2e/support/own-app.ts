import { type AppServer, startApp } from "../../test/support/app-server";
import { test as shared } from "./test";

/** For tests that stop the server, or need it to themselves: a built application of their own. */
export const test = shared.extend<object, { app: AppServer }>({
  app: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern
    async ({}, use) => {
      // A heart that beats ten times as fast, so that a line that has gone dead is noticed within the test's patience.
      const app = await startApp({ env: { HEARTBEAT_MS: "1000" } });
      await use(app);
      await app.dispose();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  origin: async ({ app }, use) => use(app.url),
});
