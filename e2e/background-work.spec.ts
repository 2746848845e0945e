import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { expect, type Page } from "@playwright/test";
import type { AppServer } from "../test/support/app-server";
import type { TestBrowser } from "../test/support/push-service";
import { signInAs } from "../test/support/sign-in";
import { LOST_LINE } from "./support/faults";
import { inspect } from "./support/inspect";
import { AFTER_WAITING, test } from "./support/push-app";
import { hasNoSidewaysScroll } from "./support/sideways-scroll";

test.setTimeout(900_000);

const JOB = "notification:send";
/** A stopping server refuses streams with 503, and says that it is not healthy. */
const expected = [LOST_LINE, /\b503\b.*api\/(events\/stream|health)/];

const failures = (page: Page) => page.getByRole("region", { name: "Failures" });
const failure = (page: Page) => failures(page).getByRole("listitem").filter({ hasText: JOB });
const runAgain = (page: Page) => failure(page).getByRole("button", { name: `Run again: ${JOB}` });
const queue = (page: Page) =>
  page.getByRole("region", { name: "Queues" }).getByRole("listitem").filter({ hasText: JOB });
const isLive = (page: Page) => expect(page.locator("[data-connection-state]")).toHaveText(/^Live/);

async function subscribe(lena: Page, { subscription }: TestBrowser): Promise<string> {
  const stated = (name: string) => lena.locator(`meta[name="${name}"]`).first().getAttribute("content");
  const userId = (await stated("x-page-user")) ?? "";
  const answer = await lena.request.post("/api/commands/add_push_subscription", {
    data: { ...subscription, device: "Phone" },
    headers: {
      Origin: new URL(lena.url()).origin,
      "x-page-user": userId,
      "x-page-build": (await stated("x-page-build")) ?? "",
    },
  });
  expect(await answer.json()).toMatchObject({ ok: true });
  // The application does not push what an open page has shown.
  await lena.close();
  return userId;
}

async function notify(origin: string, userId: string): Promise<void> {
  const answer = await fetch(`${origin}/api/notifications`, {
    method: "POST",
    headers: {
      Cookie: await signInAs(origin, "admin@demo.test"),
      Origin: origin,
      "Content-Type": "application/json",
    },
    body: JSON.stringify({
      user_ids: [userId],
      type: "info",
      title: "Free dessert today",
      message: "With every order",
      action_url: "/orders",
    }),
  });
  expect(answer.status).toBe(201);
}

/** Moves the time of the waiting retry forward to its last attempt, an hour later. */
async function passTheHour(app: AppServer): Promise<void> {
  await app.stop();
  const database = new PGlite(join(app.dataDir, "postgres"));
  const { affectedRows } = await database.query(
    "update pgboss.job set retry_count = retry_limit - 1, start_after = now() where state = 'retry' and name = $1",
    [JOB.replace(":", ".")],
  );
  await database.close();
  expect(affectedRows).toBe(1);
  await app.restart();
}

test("a failed job is seen, run again and completed while the page is open", async ({
  visit,
  origin,
  service,
}) => {
  const browser = service.newBrowser();
  const lena = await visit("lena@demo.test", "/settings");
  const page = await visit("admin@demo.test", "/admin/jobs");
  await isLive(page);
  await expect(failures(page)).toContainText("No job has failed.");
  const userId = await subscribe(lena, browser);
  browser.answers.push(...Array.from({ length: 8 }, () => ({ status: 500 })));
  await notify(origin, userId);

  await expect(failure(page)).toContainText("The push service answered 500", AFTER_WAITING);
  await expect(failure(page)).toContainText("Will be tried again");
  await expect(failure(page)).toContainText("1 attempt");
  await expect(queue(page)).toContainText(/Retrying\s*1/);
  await expect(page.getByRole("main")).not.toContainText(browser.subscription.endpoint);
  await inspect(page, "a failed job");
  await page.setViewportSize({ width: 390, height: 844 });
  await inspect(page, "a failed job on a phone");
  await page.setViewportSize({ width: 320, height: 640 });
  await hasNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1280, height: 800 });

  browser.answers.splice(0);
  await runAgain(page).dblclick();
  await expect(page.getByText(`${JOB} will run again now.`)).toBeVisible();
  await expect(failure(page)).toHaveCount(0);
  await expect(queue(page)).toContainText(/Retrying\s*0/);
  expect(browser.received.map(({ payload }) => payload)).toMatchObject([
    { notification: { title: "Free dessert today" } },
  ]);
});

test("a job that gave up is run again with the keyboard, by one of two admins", async ({
  app,
  visit,
  origin,
  service,
}) => {
  const browser = service.newBrowser();
  const lena = await visit("lena@demo.test", "/settings", { expected });
  const page = await visit("admin@demo.test", "/admin/jobs", { expected });
  const other = await visit("admin@demo.test", "/admin/jobs", { expected });
  const userId = await subscribe(lena, browser);
  browser.answers.push({ status: 500 }, { status: 503 }, { status: 503 });
  await notify(origin, userId);
  await expect(failure(page)).toContainText("Will be tried again", AFTER_WAITING);

  await passTheHour(app);
  await isLive(page);
  await expect(failure(page)).toContainText("Gave up");
  await expect(failure(page)).toContainText("The push service answered 503");
  await expect(queue(page)).toContainText(/Gave up\s*1/);
  await expect(runAgain(other)).toBeVisible();
  await inspect(page, "a job that gave up");

  browser.answers.splice(0);
  await other.context().setOffline(true);
  await runAgain(page).focus();
  await page.keyboard.press("Enter");
  await expect(failure(page)).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Failures" })).toBeFocused();
  await expect(queue(page)).toContainText(/Gave up\s*0/);
  await expect.poll(() => browser.received.length).toBe(1);
  await expect(other.locator("[data-connection-state]")).toHaveText(/^Offline since/);
  await expect(runAgain(other)).toBeVisible();
  await other.context().setOffline(false);
  await isLive(other);
  await expect(failures(other)).toContainText("No job has failed.");
});
