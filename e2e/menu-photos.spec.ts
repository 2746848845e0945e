import { expect, type Page } from "@playwright/test";
import { decompressionBomb, noisyPhoto, phonePhoto, smallPhoto } from "@/test/support/photos";
import { test } from "./support/test";

const row = (page: Page, dish: string) =>
  page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: dish, exact: true }) });

test("a photo of 12 MB shows on an open menu; files that are no photos are refused, and the form keeps what was typed", async ({
  visit,
  visitAsNewcomer,
}) => {
  const guest = await visitAsNewcomer("/trattoria-lucia");
  await expect(guest.locator("[data-connection-state=live]").first()).toBeAttached();
  const staff = await visit("admin@demo.test", "/partner/trattoria-lucia/menu", {
    expected: [/status of 400/],
  });
  await staff.getByRole("button", { name: "Edit Tiramisù" }).click();
  const dialog = staff.getByRole("dialog");
  const name = dialog.getByLabel("Name", { exact: true });
  const description = dialog.getByLabel(/^Description/);
  await description.fill("With coffee from Trieste.");
  const choose = async (file: { name: string; mimeType: string; buffer: Buffer }) => {
    const asked = staff.waitForEvent("filechooser");
    await dialog.getByRole("button", { name: /^(Choose a|Replace the) photo$/ }).click();
    await (await asked).setFiles(file);
  };
  const jpeg = (buffer: Buffer) => ({ name: "tiramisu.jpg", mimeType: "image/jpeg", buffer });

  await choose(jpeg(Buffer.from("This is a letter.".repeat(1_000))));
  await expect(dialog.getByText("This file is not a photo")).toBeVisible();
  await choose({ name: "bomb.png", mimeType: "image/png", buffer: decompressionBomb() });
  await expect(dialog.getByText("This picture has more than 64 megapixels")).toBeVisible();
  await expect(description).toHaveValue("With coffee from Trieste.");
  await choose(jpeg(Buffer.alloc(17 * 1024 * 1024)));
  await expect(dialog.getByText("tiramisu.jpg is larger than 16 MB")).toBeVisible();

  const original = await phonePhoto();
  await choose(jpeg(original));
  const shown = dialog.getByRole("img", { name: "Tiramisù" });
  await expect(shown).toBeVisible();
  await expect(staff.getByRole("status").filter({ hasText: "Photo saved" })).toBeAttached();
  await expect(description).toHaveValue("With coffee from Trieste.");
  await expect(name).toHaveValue("Tiramisù");

  const onMenu = row(guest, "Tiramisù").getByRole("img", { name: "Tiramisù" });
  await expect(onMenu).toBeVisible();
  await expect.poll(() => onMenu.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
  const address = await onMenu.getAttribute("src");
  const response = await guest.request.get(address ?? "");
  expect(response.headers()).toMatchObject({
    "content-type": "image/webp",
    "cache-control": "public, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
    "content-security-policy": expect.stringContaining("default-src 'none'"),
  });
  const stored = await response.body();
  expect(stored.includes("2026:11:26")).toBe(false);
  expect(original.includes("2026:11:26")).toBe(true);

  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(row(guest, "Tiramisù")).toContainText("With coffee from Trieste.");

  await staff.getByRole("button", { name: "Edit Tiramisù" }).click();
  const remove = dialog.getByRole("button", { name: "Remove the photo" });
  await remove.focus();
  await staff.keyboard.press("Enter");
  const confirm = dialog.getByRole("button", { name: "Remove", exact: true });
  await expect(confirm).toBeFocused();
  await staff.keyboard.press("Enter");
  await expect(dialog.getByRole("button", { name: "Choose a photo" })).toBeFocused();
  await expect(onMenu).toBeHidden();
});

test("a photo that is larger than the server takes is made smaller by the browser", async ({ visit }) => {
  const staff = await visit("admin@demo.test", "/partner/trattoria-lucia/menu");
  await staff.getByRole("button", { name: "Edit Panna cotta" }).click();
  const dialog = staff.getByRole("dialog");
  const buffer = await noisyPhoto();
  expect(buffer.length).toBeGreaterThan(16 * 1024 * 1024);
  const asked = staff.waitForEvent("filechooser");
  await dialog.getByRole("button", { name: /^(Choose a|Replace the) photo$/ }).click();
  await (await asked).setFiles({ name: "panna-cotta.png", mimeType: "image/png", buffer });
  await expect(dialog.getByRole("img", { name: "Panna cotta" })).toBeVisible();
});

test("a photo that is dropped on the form of a new dish is uploaded when the dish is added", async ({
  visit,
}) => {
  const page = await visit("admin@demo.test", "/partner/spice-route/menu", {
    viewport: { width: 390, height: 844 },
  });
  await page
    .getByRole("button", { name: /^Add a dish to/ })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill("Photographed dal");
  await dialog.getByLabel(/^Price/).fill("7.50");
  const bytes = [...(await smallPhoto())];
  const data = await page.evaluateHandle((all) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(all)], "dal.jpg", { type: "image/jpeg" }));
    return transfer;
  }, bytes);
  // Beside the field: the browser must not open the file instead of the page.
  await dialog.getByLabel(/^Price/).dispatchEvent("drop", { dataTransfer: data });
  await expect(dialog.getByText("dal.jpg is uploaded when you add the dish")).toBeVisible();
  await dialog.getByRole("button", { name: "Add the dish" }).click();
  await expect(dialog).toBeHidden();
  await page.goto("/spice-route");
  await expect(row(page, "Photographed dal").getByRole("img", { name: "Photographed dal" })).toBeVisible();
});

test("an upload that gets no answer can be tried again, and nothing is lost", async ({ visit }) => {
  const page = await visit("admin@demo.test", "/partner/spice-route/menu", {
    expected: [/ERR_FAILED|ERR_CONNECTION/],
  });
  await page.route("**/photo", (route) => route.abort(), { times: 1 });
  await page.getByRole("button", { name: "Edit Mango lassi" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill("Mango lassi, large");
  const asked = page.waitForEvent("filechooser");
  await dialog.getByRole("button", { name: "Choose a photo" }).click();
  await (await asked).setFiles({ name: "lassi.jpg", mimeType: "image/jpeg", buffer: await smallPhoto() });
  await expect(dialog.getByText("No answer from Platewire")).toBeVisible();
  await dialog.getByRole("button", { name: "Try again" }).click();
  await expect(dialog.getByRole("img")).toBeVisible();
  await expect(dialog.getByLabel("Name", { exact: true })).toHaveValue("Mango lassi, large");
});
