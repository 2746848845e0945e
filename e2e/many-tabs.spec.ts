import { type CDPSession, expect, type Page } from "@playwright/test";
import * as z from "zod";
import { connectionPill } from "./pages/board";
import { MyOrders, OrderPage } from "./pages/customer";
import { OTHER_PERSON, SIGNED_OUT } from "./support/faults";
import { test } from "./support/own-app";
import { toastsAbout } from "./support/probes";

const health = z.object({ connections: z.number() });

async function connections(origin: string): Promise<number> {
  return health.parse(await (await fetch(`${origin}/api/health`)).json()).connections;
}

/** Opens more tabs in the same browser; `first` holds the stream. */
async function openTabs(first: MyOrders, count: number): Promise<MyOrders[]> {
  await first.isLive();
  const tabs: MyOrders[] = [];
  for (let number = 0; number < count; number++) {
    const tab = new MyOrders(await first.page.context().newPage());
    await tab.page.goto("/orders");
    tabs.push(tab);
  }
  for (const tab of tabs) await tab.isLive();
  return tabs;
}

function debug(page: Page): Promise<CDPSession> {
  return page.context().newCDPSession(page);
}

async function haveShown(tabs: readonly MyOrders[], code: string, ...statuses: string[]): Promise<void> {
  for (const { page } of tabs)
    await expect.poll(() => toastsAbout(page, code)).toEqual(statuses.map((status) => `${code} — ${status}`));
}

test("ten tabs share one stream, and each shows every change once", async ({ visit, rest, origin }) => {
  test.setTimeout(360_000);
  const order = await (await rest("priya@demo.test")).order("sushi-bar", ["Chirashi bowl"]);
  const ana = await rest("ana@demo.test");
  const first = new MyOrders(await visit("priya@demo.test", "/orders"));
  const others = await openTabs(first, 9);
  await expect.poll(() => connections(origin)).toBe(1);

  await ana.change(order.id, { order_status: "Preparing" });
  await ana.change(order.id, { order_status: "Out for Delivery" });
  for (const tab of [first, ...others])
    await expect(tab.currentStep(order.order_code)).toHaveText("Step 4 of 5: Out for Delivery");
  await ana.change(order.id, { order_status: "Delivered" });
  for (const tab of [first, ...others]) await expect(tab.past(order.order_code)).toContainText("Delivered");
  await haveShown([first, ...others], order.order_code, "Preparing", "Out for Delivery", "Delivered");
  await expect.poll(() => connections(origin)).toBe(1);
});

test("tabs with different pages share one stream, whichever of them holds it", async ({
  visit,
  rest,
  origin,
}) => {
  test.setTimeout(300_000);
  const order = await (await rest("priya@demo.test")).order("sushi-bar", ["Chirashi bowl"]);
  const ana = await rest("ana@demo.test");
  const settings = await visit("priya@demo.test", "/settings");
  await expect(connectionPill(settings)).toHaveText(/^Live/);
  const one = new OrderPage(await settings.context().newPage());
  await one.page.goto(`/orders/${order.id}`);
  await one.isLive();
  const all = new MyOrders(await settings.context().newPage());
  await all.page.goto("/orders");
  await all.isLive();
  await expect.poll(() => connections(origin)).toBe(1);

  await ana.change(order.id, { order_status: "Preparing" });
  await expect(one.currentStep).toContainText("Preparing");
  await expect(all.currentStep(order.order_code)).toHaveText("Step 2 of 5: Preparing");
  await settings.close();
  await ana.change(order.id, { order_status: "Out for Delivery" });
  await expect(one.currentStep).toContainText("Out for Delivery");
  await expect(all.currentStep(order.order_code)).toHaveText("Step 4 of 5: Out for Delivery");
  await one.page.close();
  await ana.change(order.id, { order_status: "Delivered" });
  await haveShown([all], order.order_code, "Preparing", "Out for Delivery", "Delivered");
  await all.isLive();
  await expect.poll(() => connections(origin)).toBe(1);
});

const ends: Record<string, (page: Page) => Promise<unknown>> = {
  "is closed": (page) => page.close(),
  "goes to another site's page": (page) => page.goto("about:blank"),
  // `Page.crash` rejects or stays pending, because its page is gone.
  crashes: async (page) => {
    const crashed = page.waitForEvent("crash");
    void (await debug(page)).send("Page.crash").catch(() => undefined);
    await crashed;
  },
};

for (const [happens, end] of Object.entries(ends))
  test(`when the tab with the stream ${happens}, another takes over without lost or repeated events`, async ({
    visit,
    rest,
    origin,
  }) => {
    test.setTimeout(300_000);
    const order = await (await rest("omar@demo.test")).order("sushi-bar", ["Dragon roll"]);
    const ana = await rest("ana@demo.test");
    const first = new MyOrders(await visit("omar@demo.test", "/orders"));
    const others = await openTabs(first, 3);
    await ana.change(order.id, { order_status: "Preparing" });
    await haveShown(others, order.order_code, "Preparing");

    await Promise.all([end(first.page), ana.change(order.id, { order_status: "Out for Delivery" })]);
    await ana.change(order.id, { order_status: "Delivered" });
    await haveShown(others, order.order_code, "Preparing", "Out for Delivery", "Delivered");
    for (const tab of others) await tab.isLive();
    await expect.poll(() => connections(origin)).toBe(1);
  });

test("a frozen tab releases the stream to another tab, and catches up when it resumes", async ({
  visit,
  rest,
  origin,
}) => {
  test.setTimeout(300_000);
  const order = await (await rest("omar@demo.test")).order("sushi-bar", ["Dragon roll"]);
  const ana = await rest("ana@demo.test");
  const first = new MyOrders(await visit("omar@demo.test", "/orders"));
  const others = await openTabs(first, 2);
  const frozen = await debug(first.page);
  await frozen.send("Page.setWebLifecycleState", { state: "frozen" });
  await ana.change(order.id, { order_status: "Preparing" });
  await haveShown(others, order.order_code, "Preparing");
  await expect.poll(() => connections(origin)).toBe(1);

  await frozen.send("Page.setWebLifecycleState", { state: "active" });
  await haveShown([first], order.order_code, "Preparing");
  await first.isLive();
  await expect.poll(() => connections(origin)).toBe(1);
});

test("a hung tab loses the stream to another tab, and catches up when it continues", async ({
  visit,
  rest,
  origin,
}) => {
  test.setTimeout(300_000);
  const order = await (await rest("omar@demo.test")).order("sushi-bar", ["Dragon roll"]);
  const ana = await rest("ana@demo.test");
  const first = new MyOrders(await visit("omar@demo.test", "/orders"));
  const others = await openTabs(first, 2);
  const hung = await debug(first.page);
  await hung.send("Debugger.enable");
  const stopped = new Promise((resolve) => hung.once("Debugger.paused", resolve));
  await hung.send("Debugger.pause");
  // Stops the page's scripts at their next statement, at the latest with a heartbeat.
  await stopped;
  await ana.change(order.id, { order_status: "Preparing" });
  await expect
    .poll(() => toastsAbout(others[0]?.page ?? first.page, order.order_code), { timeout: 30_000 })
    .toHaveLength(1);
  await haveShown(others, order.order_code, "Preparing");
  for (const tab of others) await tab.isLive();

  await hung.send("Debugger.disable");
  await haveShown([first], order.order_code, "Preparing");
  await first.isLive();
  await expect.poll(() => connections(origin)).toBe(1);
});

test("signing out in one tab ends the stream of all tabs", async ({ visitAsNewcomer, origin }) => {
  test.setTimeout(300_000);
  const first = new MyOrders(await visitAsNewcomer("/orders", { expected: [SIGNED_OUT] }));
  const others = await openTabs(first, 2);
  const leaves = await first.page.context().newPage();
  await leaves.goto("/settings");
  await expect(connectionPill(leaves)).toHaveText(/^Live/);
  await leaves.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(leaves.getByRole("link", { name: "Sign in" })).toBeVisible();
  for (const tab of [first, ...others]) await expect(tab.pill).toHaveText(/^Signed out/);
  await expect.poll(() => connections(origin)).toBe(0);
});

test("a person who signs in after another person shares no stream with that person's tabs", async ({
  visitAsNewcomer,
  rest,
  origin,
}) => {
  test.setTimeout(300_000);
  const before = new MyOrders(await visitAsNewcomer("/orders", { expected: [SIGNED_OUT, OTHER_PERSON] }));
  await openTabs(before, 1);
  const context = before.page.context();
  // Signs in without signing out first.
  const answer = await context.request.post("/signin/demo", {
    form: { email: "omar@demo.test", callbackUrl: "/" },
    headers: { Origin: origin },
    maxRedirects: 0,
  });
  expect(answer.headers().location).not.toContain("error");
  const now = new MyOrders(await context.newPage());
  await now.page.goto("/orders");
  await now.isLive();
  await expect(before.pill).toHaveText(/^Signed out/);
  const order = await (await rest("omar@demo.test")).order("sushi-bar", ["Dragon roll"]);
  await (await rest("ana@demo.test")).change(order.id, { order_status: "Preparing" });
  await haveShown([now], order.order_code, "Preparing");
  for (const page of context.pages())
    expect(await toastsAbout(page, order.order_code)).toHaveLength(page === now.page ? 1 : 0);
  await expect.poll(() => connections(origin)).toBe(1);
});
