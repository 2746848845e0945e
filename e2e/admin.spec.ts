import { expect, type Page } from "@playwright/test";
import { Board } from "./pages/board";
import { inspect } from "./support/inspect";
import { test as ownApp } from "./support/own-app";

/** A store is paused here, and a person suspended. */
const test = ownApp.extend({});
test.use({ appOf: "admin.spec.ts" });

const REFUSED = [/\b(401|403|404)\b/];

async function give(page: Page, label: string, reason: string, button: string): Promise<void> {
  await page.getByLabel(label).fill(reason);
  await page.getByRole("button", { name: button, exact: true }).click();
}

test("an admin finds an order by its customer and dish, and sees its whole story live", async ({
  visit,
  rest,
}) => {
  const order = await (await rest("priya@demo.test")).order("sushi-bar", ["Dragon roll"]);
  const page = await visit("admin@demo.test", "/admin/orders");
  await page.getByLabel(/^Code, customer/).fill(`priya dragon ${order.order_code}`);
  await page.getByRole("button", { name: "Search" }).click();
  await inspect(page, "found orders");
  await page.getByRole("link", { name: order.order_code }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Order ${order.order_code}`);
  await expect(page.getByRole("region", { name: "Events" })).toContainText("order_status_update");
  await (await rest("ana@demo.test")).change(order.id, { order_status: "Preparing" });
  await expect(page.getByRole("main")).toContainText("Preparing");
  await inspect(page, "the story of an order");
});

test("an admin suspends a person, who reads the reason, appeals once, and comes back", async ({
  visit,
  visitAsNewcomer,
}) => {
  const person = await visitAsNewcomer("/settings", { expected: REFUSED });
  const userId = (await person.locator('meta[name="x-page-user"]').first().getAttribute("content")) ?? "";
  const admin = await visit("admin@demo.test", `/admin/users/${userId}`);
  await inspect(admin, "a person");
  await give(admin, "Reason", "Threatened a rider at the door.", "Suspend");
  await expect(admin.getByText("This account is suspended")).toBeVisible();

  await person.goto("/orders");
  await expect(person).toHaveURL(/\/signin/);
  const email = (await admin.locator("header p").first().textContent()) ?? "";
  await person.getByLabel("Email address").fill(email);
  await person.getByRole("button", { name: "Email me a link" }).click();
  await person.getByRole("link", { name: "Open the demo's mailbox" }).click();
  const letter = person.getByRole("listitem").filter({ hasText: email }).first();
  await letter.getByRole("link", { name: "Open the link" }).click();
  await person.getByRole("button", { name: "Sign in" }).click();
  await expect(person.getByRole("heading", { level: 1 })).toHaveText("Your account is suspended");
  await expect(person.getByText("Threatened a rider at the door.")).toBeVisible();
  await inspect(person, "the page of a suspended person");
  await give(person, "Your appeal", "It was not me.", "Send the appeal");
  await expect(person.getByText("Your appeal waits for an answer.")).toBeVisible();

  await admin.goto("/admin/approvals");
  const appeal = admin.getByRole("listitem").filter({ hasText: "It was not me." });
  await inspect(admin, "appeals");
  await appeal.getByLabel("Answer").fill("We looked again.");
  await appeal.getByRole("button", { name: "Answer the appeal" }).click();
  await expect(appeal).toHaveCount(0);
  await person.goto("/orders");
  await expect(person.getByRole("link", { name: "My Orders" })).toBeVisible();
});

test("an admin pauses a store with reasons that its staff read, and ends the pause", async ({
  visit,
  rest,
}) => {
  const admin = await visit("admin@demo.test", "/admin/stores");
  await inspect(admin, "stores");
  await admin.getByRole("link", { name: "Pho Lane", exact: false }).first().click();
  await expect(admin).toHaveTitle(/Pho Lane/);
  await inspect(admin, "a store");
  await give(admin, "Statement of reasons", "Allergens are missing.", "Pause the store");
  await expect(admin.getByRole("heading", { name: "End the pause" })).toBeVisible();

  const staff = await visit("linh@demo.test", "/partner/pho-lane", { expected: REFUSED });
  await expect(staff.getByText("Platewire has paused your store")).toBeVisible();
  await expect(staff.getByText("Allergens are missing.").first()).toBeVisible();
  await new Board(staff).isLive();

  const end = admin.locator("form", { has: admin.getByRole("button", { name: "End the pause" }) });
  await end.getByLabel("Reason").fill("They are stated now.");
  await end.getByRole("button", { name: "End the pause" }).click();
  await expect(admin.getByRole("heading", { name: "Pause the store" })).toBeVisible();
  const { order_status } = await (await rest("omar@demo.test")).order("pho-lane", ["Lotus root salad"]);
  expect(order_status).toBe("Order Received");
});

test("what admins did is in the audit log, filtered and exported", async ({ visit }) => {
  const page = await visit("admin@demo.test", "/admin/audit");
  await page.getByLabel("By (e-mail or id)").fill("admin@demo.test");
  await page.getByLabel("Action").fill("pause_store");
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page).toHaveURL(/action=pause_store/);
  await inspect(page, "the audit log");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: /^Export as CSV/ }).click();
  expect((await download).suggestedFilename()).toBe("platewire-audit.csv");
});

test("the pages of the administration fit a phone", async ({ visit }) => {
  const page = await visit("admin@demo.test", "/admin/orders", { viewport: { width: 390, height: 844 } });
  for (const path of ["/admin/orders", "/admin/users", "/admin/stores", "/admin/approvals", "/admin/audit"]) {
    await page.goto(path);
    await inspect(page, path);
  }
});
