import { expect } from "@playwright/test";
import { startTcpProxy } from "../test/support/tcp-proxy";
import { OrderPage } from "./pages/customer";
import { LOST_LINE } from "./support/faults";
import { test } from "./support/own-app";
import { toastsAbout } from "./support/probes";

test("a connection that goes silent is detected and shown, and missed events arrive when it is back", async ({
  app,
  visit,
  rest,
}) => {
  const order = await (await rest("omar@demo.test")).order("sushi-bar", ["Dragon roll"]);
  const code = order.order_code;
  const ana = await rest("ana@demo.test");
  const line = await startTcpProxy(app.port);
  const page = await visit("omar@demo.test", `http://localhost:${line.port}/orders/${order.id}`, {
    expected: [LOST_LINE],
  });
  const view = new OrderPage(page);
  await view.isLive();

  line.silence();
  await ana.change(order.id, { order_status: "Preparing" });
  await expect(view.pill).toHaveText(/^Connecting…/);
  await expect(view.pill).toHaveText(/^Offline since \d\d:\d\d/);
  await ana.change(order.id, { order_status: "Out for Delivery" });
  await expect(view.currentStep).toContainText("Order Received");

  line.mend();
  await expect(view.pill).toHaveText(/^Live/, { timeout: 30_000 });
  await expect(view.currentStep).toContainText("Out for Delivery");
  await ana.change(order.id, { order_status: "Delivered" });
  await expect(view.sentence).toHaveText("Your order from Sushi Bar has arrived");
  expect(await toastsAbout(page, code)).toEqual([
    `${code} — Preparing`,
    `${code} — Out for Delivery`,
    `${code} — Delivered`,
  ]);
  await line.close();
});
