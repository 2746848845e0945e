import { type AppServer, startApp } from "../../test/support/app-server";
import { test as shared } from "./test";

/** A separate application, for tests that stop the server or need it exclusively. */
export const test = shared.extend<object, { app: AppServer; appOf: string }>({
  /** A file that needs a store without other tests' orders names itself: files of other names never share its application. */
  appOf: ["several files", { scope: "worker", option: true }],
  app: [
    async ({ appOf: _ }, use) => {
      // A dead connection is detected after 2.5 heartbeats, 25 s by default.
      const app = await startApp({ env: { HEARTBEAT_MS: "1000" } });
      await use(app);
      await app.dispose();
    },
    { scope: "worker", timeout: 300_000 },
  ],
  origin: async ({ app }, use) => use(app.url),
});
