import { expect } from "@playwright/test";
import { test } from "./support/test";

test("a person gets an archive of their data, which nobody else can download", async ({
  visit,
  visitAsNewcomer,
}) => {
  const page = await visitAsNewcomer("/settings");
  const panel = page.getByRole("region", { name: "Your data" });
  await panel.getByRole("button", { name: "Build an archive" }).click();
  const link = panel.getByRole("link", { name: /Download the archive/ });
  await expect(link).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(download.suggestedFilename()).toBe("platewire-my-data.zip");
  const path = (await link.getAttribute("href")) ?? "";
  const other = await visit("lena@demo.test", "/orders");
  expect((await other.request.get(path)).status()).toBe(404);
});

test("offers by mail are off until a person agrees, and the date is kept", async ({ visitAsNewcomer }) => {
  const page = await visitAsNewcomer("/settings");
  const box = page.getByRole("checkbox", { name: /News and offers by e-mail/ });
  await expect(box).not.toBeChecked();
  await box.check();
  await expect(page.getByText("You agreed on")).toBeVisible();
  await page.reload();
  await expect(box).toBeChecked();
});

test("a person erases their account by typing its address, and is signed out", async ({
  visitAsNewcomer,
}) => {
  const page = await visitAsNewcomer("/settings");
  const address = await page.getByText("Signed in as").textContent();
  const email = /\((.+)\)/.exec(address ?? "")?.[1] ?? "";
  await page.getByRole("button", { name: "Erase my account" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Erase your account?" });
  await dialog.getByLabel(/^Type/).fill("nobody@example.test");
  await dialog.getByRole("button", { name: "Erase it for good" }).press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("isn't the e-mail address of your account");
  await dialog.getByLabel(/^Type/).fill(email);
  await dialog.getByRole("button", { name: "Erase it for good" }).press("Enter");
  await page.waitForURL("/");
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
  await page.goto("/settings");
  await expect(page).toHaveURL(/\/signin/);
});
