import { expect } from "@playwright/test";
import { connectionPill } from "./pages/board";
import { MyOrders } from "./pages/customer";
import { toastsAbout } from "./support/probes";
import { test } from "./support/test";

test("two tabs of one customer each show each change once", async ({ visit, rest }) => {
  const order = await (await rest("priya@demo.test")).order("sushi-bar", ["Chirashi bowl"]);
  const ana = await rest("ana@demo.test");
  const first = new MyOrders(await visit("priya@demo.test", "/orders"));
  const second = new MyOrders(await first.page.context().newPage());
  await second.page.goto("/orders");
  await first.isLive();
  await second.isLive();
  const code = order.order_code;

  await ana.change(order.id, { order_status: "Preparing", prep_minutes: 15 });
  for (const tab of [first, second]) {
    await expect(tab.currentStep(code)).toHaveText("Step 2 of 5: Preparing");
    await expect.poll(() => toastsAbout(tab.page, code)).toEqual([`${code} — Preparing`]);
  }
  await ana.change(order.id, { order_status: "Out for Delivery" });
  await ana.change(order.id, { order_status: "Delivered" });
  for (const tab of [first, second]) {
    await expect(tab.past(code)).toContainText("Delivered");
    await expect
      .poll(() => toastsAbout(tab.page, code))
      .toEqual([`${code} — Preparing`, `${code} — Out for Delivery`, `${code} — Delivered`]);
  }
});

test("signing out in one tab ends the other tab's stream, and that tab says so", async ({
  visitAsNewcomer,
}) => {
  const stays = new MyOrders(await visitAsNewcomer("/orders"));
  await stays.isLive();
  const leaves = await stays.page.context().newPage();
  await leaves.goto("/settings");
  await expect(connectionPill(leaves)).toHaveText(/^Live/);
  await leaves.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(leaves.getByRole("link", { name: "Sign in" })).toBeVisible();
  await expect(stays.pill).toHaveText(/^Signed out/);
});
