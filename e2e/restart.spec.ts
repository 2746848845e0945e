import { expect } from "@playwright/test";
import { Board } from "./pages/board";
import { MyOrders, OrderPage } from "./pages/customer";
import { LOST_LINE } from "./support/faults";
import { test } from "./support/own-app";
import { countLoads, toastsAbout } from "./support/probes";

/** A stopping server refuses streams with 503. */
const expected = [LOST_LINE, /\b503\b.*api\/events\/stream/];
const NOT_LIVE = /^(Connecting…|Offline since)/;

for (const [signal, how] of [
  ["SIGTERM", "stopped"],
  ["SIGKILL", "killed"],
] as const)
  test(`pages reconnect and catch up after the server was ${how} and started again`, async ({
    app,
    visit,
    rest,
  }) => {
    const before = await (await rest("lena@demo.test")).order("sushi-bar", ["Dragon roll"]);
    const board = new Board(await visit("ana@demo.test", "/partner/sushi-bar", { expected }));
    const customer = new OrderPage(await visit("lena@demo.test", `/orders/${before.id}`, { expected }));
    await board.isLive();
    await customer.isLive();
    const loads = [countLoads(board.page), countLoads(customer.page)];
    await board.action(before.order_code, "Accept · 20 min").click();
    await expect(customer.currentStep).toContainText("Preparing");

    await app.stop(signal);
    await expect(board.pill).toHaveText(NOT_LIVE);
    await expect(customer.pill).toHaveText(NOT_LIVE);
    await expect(board.ticketIn("Preparing", before.order_code)).toBeVisible();
    await board.action(before.order_code, "Ready").click();
    await expect(board.ticketIn("Preparing", before.order_code)).toContainText("Ready waiting to be sent · ");

    await app.restart();
    const during = await (await rest("lena@demo.test")).order("sushi-bar", ["Rainbow roll"]);
    await expect(board.pill).toHaveText(/^Live/, { timeout: 40_000 });
    await expect(customer.pill).toHaveText(/^Live/, { timeout: 40_000 });
    await expect(board.ticketIn("New", during.order_code)).toBeVisible();
    await expect(board.ticketIn("Ready", before.order_code)).toBeVisible({ timeout: 20_000 });
    await expect(customer.currentStep).toContainText("Ready");
    await board.action(before.order_code, "Hand over").click();
    await expect(customer.currentStep).toContainText("Out for Delivery");

    await expect
      .poll(() => toastsAbout(board.page, during.order_code))
      .toEqual([`${during.order_code} — New order`]);
    await expect
      .poll(() => toastsAbout(customer.page, before.order_code))
      .toEqual([`${before.order_code} — Preparing`, `${before.order_code} — Out for Delivery`]);
    const { timeline } = await (await rest("lena@demo.test")).read(before.id);
    expect(timeline.map((entry) => entry.action)).toEqual(["place", "accept", "ready", "hand_over"]);
    expect(
      loads.map((count) => count()),
      "no page was loaded anew",
    ).toEqual([0, 0]);
  });

test("a page that was offline during a restart shows all changes made before it reconnected", async ({
  app,
  visit,
  rest,
}) => {
  const order = await (await rest("omar@demo.test")).order("sushi-bar", ["Dragon roll"]);
  const mine = new MyOrders(await visit("omar@demo.test", "/orders", { expected }));
  await mine.isLive();
  await mine.page.context().setOffline(true);
  await app.restart("SIGKILL");
  const ana = await rest("ana@demo.test");
  await ana.change(order.id, { order_status: "Preparing" });
  await ana.change(order.id, { order_status: "Out for Delivery" });
  await ana.change(order.id, { order_status: "Delivered" });
  await mine.page.context().setOffline(false);
  const code = order.order_code;
  await expect(mine.past(code)).toContainText("Delivered", { timeout: 40_000 });
  await expect
    .poll(() => toastsAbout(mine.page, code))
    .toEqual([`${code} — Preparing`, `${code} — Out for Delivery`, `${code} — Delivered`]);
});
