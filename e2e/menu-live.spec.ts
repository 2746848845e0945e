import { expect, type Page } from "@playwright/test";
import { Checkout } from "./pages/customer";
import { isAction } from "./support/held-request";
import { tabTo } from "./support/tab-to";
import { test } from "./support/test";

/** Each test changes a dish of its own, because tests run at the same time. */

const row = (page: Page, dish: string) =>
  page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: dish, exact: true }) });

test("a dish that is sold out shows on every open menu and in the cart that holds it", async ({
  visit,
  visitAsNewcomer,
}) => {
  const guest = await visitAsNewcomer("/sushi-bar");
  const phone = await visit("omar@demo.test", "/sushi-bar", { viewport: { width: 390, height: 844 } });
  await guest.getByRole("button", { name: "Add Wakame salad" }).click();
  const staff = await visit("ana@demo.test", "/partner/sushi-bar/menu");
  for (const page of [guest, phone])
    await expect(page.locator("[data-connection-state=live]").first()).toBeAttached();

  await staff.getByRole("button", { name: "Sold out today: Wakame salad" }).click();
  await expect(row(guest, "Wakame salad")).toContainText("Sold out");
  await expect(row(phone, "Wakame salad")).toContainText("Sold out");
  await expect(row(phone, "Wakame salad")).toContainText(/Back on .*, 00:00/);
  await expect(guest.getByText("In your order: Wakame salad – not available now")).toBeVisible();
  await expect(guest.getByText("The menu changed since you filled your cart")).toBeVisible();
  await expect(row(staff, "Wakame salad")).toContainText(/Sold out until .*, 00:00/);

  await staff.getByRole("button", { name: "Turn on: Wakame salad" }).click();
  await expect(row(phone, "Wakame salad").getByRole("button", { name: "Add Wakame salad" })).toBeVisible();
});

test("a price that changes while the customer pays is shown, and nothing is ordered at another price", async ({
  visit,
  visitAsNewcomer,
}) => {
  const page = await visitAsNewcomer("/spice-route");
  for (let more = 0; more < 4; more += 1) await page.getByRole("button", { name: "Add Mango lassi" }).click();
  const staff = await visit("admin@demo.test", "/partner/spice-route/menu");
  await page.getByRole("link", { name: "Go to checkout" }).click();
  const checkout = new Checkout(page);
  await checkout.fillAddress();
  await expect(checkout.place).toBeVisible();

  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(page.url(), async (route) => {
    if (isAction(route)) await held;
    await route.fallback();
  });
  await checkout.place.click();
  await staff.getByRole("button", { name: "Edit Mango lassi" }).click();
  const dialog = staff.getByRole("dialog");
  await dialog.getByLabel(/^Price/).fill("4.80");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Mango lassi: was €4.50, now €4.80")).toBeVisible();
  release();
  await page.getByRole("button", { name: /^Accept changes/ }).click();
  await checkout.place.click();
  await checkout.orderCode();
});

test("the editor works by keyboard: a dish is moved, and a screen reader is told where it is", async ({
  visit,
}) => {
  const page = await visit("admin@demo.test", "/partner/trattoria-lucia/menu");
  const up = page.getByRole("button", { name: "Move up: Panna cotta" });
  await up.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "Panna cotta is now 1 of 5 in" })).toBeAttached();
  await expect(up).toBeFocused();
  await page.reload();
  await expect(up).toHaveAttribute("aria-disabled", "true");
});

test("the editor works by keyboard: a dish is added, and its mistakes are named first", async ({ visit }) => {
  const page = await visit("admin@demo.test", "/partner/trattoria-lucia/menu");
  const add = page.getByRole("button", { name: "Add a dish to Antipasti" });
  await add.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  const create = dialog.getByRole("button", { name: "Add the dish" });
  await expect(dialog.getByLabel("Name")).toBeFocused();
  await tabTo(page, create);
  await page.keyboard.press("Enter");
  await expect(dialog.getByLabel("Name"), "the first field with a mistake").toBeFocused();
  await expect(dialog.getByText("Enter a name of at most 120 characters")).toBeVisible();
  await page.keyboard.type("Crostini");
  await tabTo(page, dialog.getByLabel(/^Price/));
  await page.keyboard.type("7.20");
  await tabTo(page, dialog.getByRole("button", { name: "Mark the rest as free of" }));
  await page.keyboard.press("Space");
  await tabTo(page, create);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(add, "the focus returns to where it came from").toBeFocused();
  await expect(page.getByRole("status").filter({ hasText: "Crostini added" })).toBeAttached();
  await page.reload();
  await expect(row(page, "Crostini")).toContainText("€7.20");
});

test("a file with a mistake is refused with its row, and one without shows what it changes before it is written", async ({
  visit,
}) => {
  const page = await visit("admin@demo.test", "/partner/trattoria-lucia/menu");
  const open = async () => {
    await page.getByRole("button", { name: "Import and export" }).click();
    await page.getByRole("menuitem", { name: "Import…" }).click();
  };
  const choose = (text: string) =>
    page
      .getByLabel("Choose a file")
      .setInputFiles({ name: "menu.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.getByRole("button", { name: "Import and export" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "Export as CSV" }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  const exported = Buffer.concat(chunks).toString("utf8");

  await open();
  await choose(exported.replace("5.90", "five"));
  await expect(page.getByText("“five” is not a price. Write it like 12.90")).toBeVisible();
  await choose(exported);
  await expect(page.getByText("The file says what the menu says already")).toBeVisible();
  await choose(exported.replace("With raspberries.", "With cherries."));
  await expect(page.getByText("Panna cotta: description")).toBeVisible();
  await page.getByRole("button", { name: "Import these changes" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(row(page, "Panna cotta")).toContainText("With cherries.");
});
