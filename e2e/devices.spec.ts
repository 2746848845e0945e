import { expect, type Page } from "@playwright/test";
import { type AppServer, startApp } from "../test/support/app-server";
import { LOST_LINE } from "./support/faults";
import { inspect } from "./support/inspect";
import { test as shared } from "./support/test";

const SECRET = "a secret of the scheduler";
const STORE = "sushi-bar";
const BOARD = `/partner/${STORE}`;
const SETTINGS = `${BOARD}/settings/devices`;
const ANA = "ana@demo.test";
const PHONE = { width: 390, height: 844 };
const UNREACHABLE = /^Sushi Bar has paused orders.*: The kitchen can't be reached right now/;
/** Devices of this application are lost after 15 s without contact, and the list of devices is read as rarely. */
const AFTER_SILENCE = { timeout: 90_000 };

const test = shared.extend<object, { app: AppServer }>({
  app: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern
    async ({}, use) => {
      const app = await startApp({
        env: { HEARTBEAT_MS: "1000", CRON_SECRET: SECRET, DEVICE_SILENCE_SECONDS: "15" },
      });
      await use(app);
      await app.dispose();
    },
    { scope: "worker", timeout: 300_000 },
  ],
  origin: async ({ app }, use) => use(app.url),
});

const device = (page: Page, name: string | RegExp) =>
  page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 2, name }) });

async function startShift(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Start shift" }).click();
  await expect(page.getByRole("button", { name: /^Sound on/ })).toBeVisible();
}

/** Names the device on its page of the settings, without leaving the shift. */
async function nameDevice(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Shift", exact: true }).click();
  await page.getByRole("menuitem", { name: "Devices on shift" }).click();
  const field = page.getByRole("textbox", { name: "Name of this device" });
  await expect(field).toHaveValue(/^Tablet [0-9A-F]{4}$/);
  await field.fill(name);
  await field.press("Enter");
  await expect(device(page, new RegExp(`^${name}`))).toContainText("On shift since", AFTER_SILENCE);
}

/** Runs the watch as the scheduler does, until the restaurant is in `mode`. */
async function watchUntil(origin: string, mode: "open" | "paused"): Promise<void> {
  await expect
    .poll(async () => {
      const run = await fetch(`${origin}/api/jobs/store-watch-devices`, {
        headers: { Authorization: `Bearer ${SECRET}` },
      });
      expect(run.status).toBe(200);
      const answer = await fetch(`${origin}/api/tenants/${STORE}/status`);
      return (await answer.json()).data.mode;
    }, AFTER_SILENCE)
    .toBe(mode);
}

test("a restaurant whose last device is lost says why it takes no orders, and opens when the device is back", async ({
  visit,
  origin,
}) => {
  const desk = await visit(ANA, SETTINGS);
  await expect(desk.getByRole("heading", { name: "No device has been on shift yet" })).toBeVisible();
  await inspect(desk, "a store without devices");

  const pass = await visit(ANA, BOARD, { expected: [LOST_LINE] });
  await startShift(pass);
  await nameDevice(pass, "Pass");
  const phone = await visit(ANA, BOARD, { viewport: PHONE, hasTouch: true });
  await startShift(phone);
  await nameDevice(phone, "Phone");
  await expect(device(desk, /^Pass/)).toContainText("Sound on", AFTER_SILENCE);
  await expect(device(desk, /^Phone/)).toContainText("Board visible", AFTER_SILENCE);
  await inspect(desk, "two devices on shift");

  await phone.getByRole("button", { name: "Shift", exact: true }).click();
  await phone.getByRole("menuitem", { name: "End shift" }).click();
  await expect(device(desk, /^Phone/)).toContainText(/Shift ended \d\d:\d\d/, AFTER_SILENCE);
  const guest = await visit("lena@demo.test", `/${STORE}`);
  await expect(guest.getByRole("button", { name: "Add Dragon roll" })).toBeVisible();
  await watchUntil(origin, "open");

  await pass.context().setOffline(true);
  await watchUntil(origin, "paused");
  await expect(guest.getByText(UNREACHABLE)).toBeVisible();
  await expect(device(desk, /^Pass/)).toContainText("Not reachable", AFTER_SILENCE);
  await inspect(desk, "a device that is lost");

  await pass.context().setOffline(false);
  await expect(guest.getByText(UNREACHABLE)).toBeHidden(AFTER_SILENCE);
  await watchUntil(origin, "open");
  await expect(device(desk, /^Pass/)).toContainText("On shift since", AFTER_SILENCE);

  // Its page is closed without the end of its shift: it is lost until staff say that nobody misses it.
  await pass.close();
  await watchUntil(origin, "paused");
  await expect(guest.getByText(UNREACHABLE)).toBeVisible();
  await device(desk, /^Pass/).getByRole("button", { name: "End shift on Pass" }).press("Enter");
  await expect(device(desk, /^Pass/)).toContainText(/Shift ended \d\d:\d\d/, AFTER_SILENCE);
  await expect(guest.getByText(UNREACHABLE)).toBeHidden();
});
