import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, expect, type Page } from "@playwright/test";
import * as z from "zod";
import { CHROMIUM_ARGS, findWholeChromium } from "../test/support/chromium";
import { type Desktop, startDesktop } from "../test/support/desktop";
import { OrderPage } from "./pages/customer";
import { watchFaults } from "./support/faults";
import { subscribeElsewhere } from "./support/own-subscription";
import { AFTER_WAITING, test as withService } from "./support/push-app";

interface Fixtures {
  desktop: Desktop;
  /** A whole browser with a profile of its own: only there, a pressed notification can open a page. */
  home: BrowserContext;
}

const test = withService.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern
  desktop: async ({}, use) => {
    const desktop = await startDesktop();
    await use(desktop);
    await desktop.stop();
  },
  home: async ({ desktop, origin }, use) => {
    const profile = mkdtempSync(join(tmpdir(), "platewire-profile-"));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: findWholeChromium(),
      args: CHROMIUM_ARGS,
      env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: desktop.address },
      baseURL: origin,
      locale: "en-GB",
      timezoneId: "Europe/Berlin",
      permissions: ["notifications"],
    });
    const faults = watchFaults(context, []);
    await use(context);
    await context.close();
    rmSync(profile, { recursive: true, force: true });
    expect(faults, "no page had an error in its console").toEqual([]);
  },
});

const payloadSchema = z.looseObject({
  notification: z.looseObject({
    title: z.string(),
    tag: z.string(),
    data: z.looseObject({ at: z.number() }),
  }),
});

/** Stands for the connection of the browser to its push service: hands what the service received to the service worker. */
async function receiver(page: Page, origin: string): Promise<(payload: unknown) => Promise<void>> {
  const browser = await page.context().newCDPSession(page);
  const registration = new Promise<string>((resolve) => {
    browser.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL === `${origin}/`);
      if (ours !== undefined) resolve(ours.registrationId);
    });
  });
  await browser.send("ServiceWorker.enable");
  return async (payload) => {
    await browser.send("ServiceWorker.deliverPushMessage", {
      origin,
      registrationId: await registration,
      data: JSON.stringify(payload),
    });
  };
}

test("an order's news reaches a person whose page is closed, as one notification that opens the order", async ({
  desktop,
  home,
  origin,
  rest,
  service,
}) => {
  // Only there, a browser hands its notifications to the desktop over a bus that a test can be.
  // biome-ignore lint/suspicious/noSkippedTests: says why
  test.skip(process.platform !== "linux", "the test is a desktop of Linux");
  const [blank = await home.newPage()] = home.pages();
  const deliver = await receiver(blank, origin);
  const push = service.newBrowser();
  await home.addInitScript(subscribeElsewhere, push.subscription);
  await home.request.post("/signin/demo", {
    form: { email: "lena@demo.test", callbackUrl: "/" },
    headers: { Origin: origin },
  });

  const page = await home.newPage();
  await page.goto("/settings");
  await page.getByRole("button", { name: "Turn on for this browser" }).click();
  await expect(page.getByText("This browser now gets your notifications")).toBeVisible();
  await expect(page.getByRole("heading", { name: /\(this browser\)$/ })).toBeVisible();
  await page.close();

  const order = await (await rest("lena@demo.test")).order("sushi-bar", ["Salmon nigiri set"]);
  const staff = await rest("ana@demo.test");
  for (const order_status of ["Preparing", "Out for Delivery"])
    await staff.change(order.id, { order_status });
  await expect.poll(() => push.received.length, AFTER_WAITING).toBe(1);
  const payload = payloadSchema.parse(push.received[0]?.payload);
  const { notification } = payload;
  expect(notification.title).toBe(`Order ${order.order_code} is on its way`);
  expect(home.pages(), "no page of Platewire is open").toEqual([blank]);
  await deliver(payload);
  await expect.poll(() => desktop.shown()).toMatchObject([{ title: notification.title }]);

  const later = {
    title: `Order ${order.order_code} was delivered`,
    data: { at: notification.data.at + 60_000 },
  };
  await deliver({ ...payload, notification: { ...notification, ...later } });
  await expect.poll(() => desktop.shown()).toMatchObject([{ title: later.title }]);

  const opened = home.waitForEvent("page");
  desktop.press(desktop.shown()[0]?.id ?? 0);
  const shown = new OrderPage(await opened);
  await expect(shown.page).toHaveURL(`/orders/${order.id}`);
  await expect(shown.sentence).toBeVisible();
  await expect.poll(() => desktop.shown()).toEqual([]);
});
