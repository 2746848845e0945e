import type { Page, Route } from "@playwright/test";

export interface HeldRequest {
  sent: Promise<void>;
  release: () => Promise<void>;
}

/** Recognises a server action, which is sent to the page's own address. */
export function isAction(route: Route): boolean {
  return route.request().headers()["next-action"] !== undefined;
}

/** Holds the page's next server action before it reaches the server. */
export async function holdNextAction(page: Page): Promise<HeldRequest> {
  const arrived = Promise.withResolvers<Route>();
  await page.route(page.url(), (route) => {
    if (isAction(route)) arrived.resolve(route);
    else void route.fallback();
  });
  return {
    sent: arrived.promise.then(() => undefined),
    release: async () => {
      const route = await arrived.promise;
      await route.continue();
      await page.unroute(page.url());
    },
  };
}

/** The server carries out the page's next server action, and its answer comes when it is released. */
export async function holdNextAnswer(page: Page): Promise<() => Promise<void>> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  let isHeld = false;
  await page.route(page.url(), async (route) => {
    if (isHeld || !isAction(route)) return route.fallback();
    isHeld = true;
    const response = await route.fetch();
    await released;
    await route.fulfill({ response });
    answered.resolve();
  });
  return () => {
    release();
    return answered.promise;
  };
}

/** The server carries out the page's next server action, but its answer is lost. */
export async function loseNextAnswer(page: Page): Promise<void> {
  await page.route(page.url(), async (route) => {
    if (!isAction(route)) return route.fallback();
    await route.fetch();
    await route.abort("connectionreset");
    await page.unroute(page.url());
  });
}
