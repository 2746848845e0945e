import { type AppServer, startApp } from "../../test/support/app-server";
import { startPushService } from "../../test/support/push-service";
import { test as shared } from "./test";

type PushService = Awaited<ReturnType<typeof startPushService>>;

/** A push waits 20 s for whether the person sees the notification on a page. */
export const AFTER_WAITING = { timeout: 60_000 };

/** An application whose pushes go to a push service of the test, which can refuse them. */
export const test = shared.extend<object, { service: PushService; app: AppServer }>({
  service: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern
    async ({}, use) => {
      const service = await startPushService();
      await use(service);
      await service.stop();
    },
    { scope: "worker" },
  ],
  app: [
    async ({ service }, use) => {
      const env = {
        HEARTBEAT_MS: "1000",
        // A test may change what waits in the embedded database.
        DATABASE_URL: "",
        PUSH_SERVICES: service.origin,
      };
      const app = await startApp({ env });
      await use(app);
      await app.dispose();
    },
    { scope: "worker", timeout: 300_000 },
  ],
  origin: async ({ app }, use) => use(app.url),
});
