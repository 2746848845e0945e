import { expect } from "@playwright/test";
import { test } from "./support/test";

test("an admin reports, updates and resolves an incident, and a visitor reads it", async ({ visit }) => {
  const title = `Updates arrive late ${Date.now()}`;
  const admin = await visit("admin@demo.test", "/admin/incidents");
  await admin.getByLabel("Title").fill(title);
  await admin.getByLabel("What it means").selectOption("Slow or late");
  await admin.getByLabel("What we know").fill("We are looking for the cause.");
  await admin.getByRole("button", { name: "Report" }).click();
  await expect(admin.getByText("The incident is on the status page")).toBeVisible();
  const card = admin.getByRole("region", { name: title });
  await expect(card.getByText("We are looking for the cause.")).toBeVisible();

  const visitor = await visit(null, "/status");
  const seen = visitor.getByRole("region", { name: title });
  await expect(async () => {
    await visitor.reload();
    await expect(seen.getByText("Open", { exact: true })).toBeVisible({ timeout: 1_000 });
  }).toPass();

  await card.getByLabel("Where we are").selectOption("Resolved");
  await card.getByLabel("What is new").fill("The cause is gone.");
  await card.getByRole("button", { name: `Publish for ${title}` }).click();
  await expect(card.getByText("The cause is gone.")).toBeVisible();
  await expect(card.getByLabel("What is new")).toHaveCount(0);
  await expect(async () => {
    await visitor.reload();
    await expect(seen.getByText("The cause is gone.")).toBeVisible({ timeout: 1_000 });
  }).toPass();
});

test("a visitor gets mail about incidents after a press, and ends it with one", async ({ visit }) => {
  const email = `reader-${Date.now()}@example.test`;
  const page = await visit(null, "/status");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Get mail" }).click();
  await expect(page.getByText("Look into your mailbox")).toBeVisible();
  const letter = () => page.getByRole("listitem").filter({ hasText: email });
  await expect(async () => {
    await page.goto("/demo/mailbox");
    await expect(letter()).toHaveCount(1, { timeout: 1_000 });
  }).toPass();
  await letter().getByRole("link", { name: "Open the link" }).click();
  await page.getByRole("button", { name: "Get mail about incidents" }).click();
  await expect(page.getByRole("heading", { name: "You'll get mail about incidents" })).toBeVisible();
});

test("the last 90 days are a picture with a text, and a table", async ({ visit }) => {
  const page = await visit(null, "/status");
  await expect(page.getByRole("img", { name: /days? without a fault/ })).toBeVisible();
  await page.getByText("Days with a fault").click();
  await expect(page.getByRole("table").or(page.getByText("No day had a fault."))).toBeVisible();
});

test("an admin sees who is connected, and ends a person's streams for a reason", async ({
  visit,
  visitAsNewcomer,
}) => {
  const guest = await visitAsNewcomer("/settings");
  const address = await guest.getByText("Signed in as").textContent();
  const email = /\((.+)\)/.exec(address ?? "")?.[1] ?? "";
  await expect(guest.locator("[data-connection-state=live]").first()).toBeVisible();
  const admin = await visit(
    "admin@demo.test",
    `/admin/connections?${new URLSearchParams({ person: email })}`,
  );
  await expect(admin.getByText("1 open stream", { exact: false })).toBeVisible();
  await admin.getByLabel("Reason").fill("A test of the streams");
  await admin.getByRole("button", { name: "End the streams" }).click();
  await expect(admin.getByText("stream was ended")).toBeVisible();
});
