import { expect } from "@playwright/test";
import { Board } from "./pages/board";
import { MyOrders, OrderPage } from "./pages/customer";
import { LOST_LINE } from "./support/faults";
import { countLoads, toastsAbout } from "./support/probes";
import { test } from "./support/test";

const expected = [LOST_LINE];
const OFFLINE = /^Offline since \d\d:\d\d.*last update \d\d:\d\d/;

test("after a network outage a customer sees each change that was made meanwhile once", async ({
  visit,
  rest,
}) => {
  const order = await (await rest("omar@demo.test")).order("sushi-bar", ["Dragon roll"]);
  const code = order.order_code;
  const ana = await rest("ana@demo.test");
  const away = new OrderPage(await visit("omar@demo.test", `/orders/${order.id}`, { expected }));
  const home = new MyOrders(await visit("omar@demo.test", "/orders"));
  await away.isLive();
  await home.isLive();
  const loads = countLoads(away.page);
  await ana.change(order.id, { order_status: "Preparing", prep_minutes: 15 });
  await expect(away.currentStep).toContainText("Preparing");

  await away.page.context().setOffline(true);
  await expect(away.pill).toHaveText(OFFLINE);
  await ana.change(order.id, { order_status: "Preparing", delay_minutes: 10, note: "A busy evening" });
  await ana.change(order.id, { order_status: "Preparing", ready: true });
  await ana.change(order.id, { order_status: "Out for Delivery" });
  await expect(home.currentStep(code)).toHaveText("Step 4 of 5: Out for Delivery");
  await expect(away.currentStep).toContainText("Preparing");
  await expect(away.pill).toHaveText(OFFLINE);

  await away.page.context().setOffline(false);
  await expect(away.pill).toHaveText(/^Live/);
  await expect(away.currentStep).toContainText("Out for Delivery");
  await expect(away.sentence).toHaveText("Sushi Bar is on the way with your order");
  await expect(away.steps).toContainText("Sushi Bar added 10 min: “A busy evening”");
  await ana.change(order.id, { order_status: "Delivered" });
  for (const page of [away.page, home.page])
    await expect
      .poll(() => toastsAbout(page, code))
      .toEqual([`${code} — Preparing`, `${code} — Out for Delivery`, `${code} — Delivered`]);
  await expect(away.sentence).toHaveText("Your order from Sushi Bar has arrived");
  expect(loads(), "the page was never loaded anew").toBe(0);
});

test("after a network outage a board shows every order that came meanwhile, and each of them once", async ({
  visit,
  rest,
}) => {
  const lena = await rest("lena@demo.test");
  const away = new Board(await visit("ana@demo.test", "/partner/sushi-bar", { expected }));
  const home = new Board(await visit("ben@demo.test", "/partner/sushi-bar"));
  await away.isLive();
  await home.isLive();
  const early = await lena.order("sushi-bar", ["Chirashi bowl"]);
  await expect(away.ticketIn("New", early.order_code)).toBeVisible();

  await away.page.context().setOffline(true);
  await expect(away.pill).toHaveText(OFFLINE);
  const kept = await lena.order("sushi-bar", ["Rainbow roll"]);
  const accepted = await lena.order("sushi-bar", ["Dragon roll"]);
  const cancelled = await lena.order("sushi-bar", ["California roll"]);
  await home.action(accepted.order_code, "Accept · 20 min").click();
  await lena.change(cancelled.id, { order_status: "Cancelled" });
  await expect(home.ticketIn("New", kept.order_code)).toBeVisible();
  await expect(home.ticketIn("Preparing", accepted.order_code)).toBeVisible();
  await expect(home.ticket(cancelled.order_code)).toBeHidden();
  await expect(away.ticket(kept.order_code)).toBeHidden();

  await away.page.context().setOffline(false);
  await expect(away.pill).toHaveText(/^Live/);
  await expect(away.ticketIn("New", kept.order_code)).toBeVisible();
  await expect(away.ticketIn("Preparing", accepted.order_code)).toBeVisible();
  await expect(away.ticket(cancelled.order_code)).toBeHidden();
  await lena.change(kept.id, { order_status: "Cancelled" });
  await lena.change(early.id, { order_status: "Cancelled" });
  for (const { order_code: code } of [kept, early])
    await expect
      .poll(() => toastsAbout(away.page, code))
      .toEqual([`${code} — New order`, `${code} — Cancelled`]);
});
