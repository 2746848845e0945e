import { type AppServer, startApp } from "../../test/support/app-server";
import { test as shared } from "./test";

/** For tests that stop the server, or need it to themselves: a built application of their own. */
export const test = shared.extend<object, { app: AppServer; appEnv: Record<string, string> }>({
  appEnv: [{}, { option: true, scope: "worker" }],
  app: [
    async ({ appEnv }, use) => {
      const app = await startApp({ env: appEnv });
      await use(app);
      await app.dispose();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  origin: async ({ app }, use) => use(app.url),
});
