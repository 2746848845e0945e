import type { Page, Route } from "@playwright/test";

export interface HeldRequest {
  /** Settles when the page has sent it. */
  sent: Promise<void>;
  /** Lets it go on to the server. */
  release: () => Promise<void>;
}

/** Whether a request is a press on a button: server actions are sent to the page's own address. */
export function isAction(route: Route): boolean {
  return route.request().headers()["next-action"] !== undefined;
}

/** Holds the page's next action on its way to the server, so that two people press at the very same moment. */
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
