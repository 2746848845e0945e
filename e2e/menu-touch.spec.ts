import { expect, type Locator, type Page } from "@playwright/test";
import { hasNoSidewaysScroll } from "./support/sideways-scroll";
import { test } from "./support/test";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const STORE = "pho-lane";

const row = (page: Page, dish: string) =>
  page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: dish, exact: true }) });

/** Returns the visible controls that are too small for a finger: smaller than 44 px, and their label as well. */
const tooSmall = (page: Page) =>
  page.evaluate(() => {
    const isSmall = (element: Element) => {
      const { width, height } = element.getBoundingClientRect();
      return width > 0 && (width < 43.5 || height < 43.5);
    };
    const scope = document.querySelector("[role=dialog]") ?? document.querySelector("main") ?? document.body;
    return [...scope.querySelectorAll("button, a[href], input, select, textarea, summary, .menu-drag")]
      .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .filter((element) => isSmall(element) && isSmall(element.closest("label") ?? element))
      .map((element) => element.outerHTML.slice(0, 160));
  });

async function look(page: Page): Promise<void> {
  expect.soft(await tooSmall(page), "controls smaller than 44 px").toEqual([]);
  await hasNoSidewaysScroll(page);
}

test("the editor works by touch on a phone, and guests see what was made", async ({ visit }) => {
  const page = await visit("admin@demo.test", `/partner/${STORE}/menu`, PHONE);
  const dialog = page.getByRole("dialog");
  /** A touch while the page still scrolls to what was added is no press. */
  const open = (button: Locator) =>
    expect(async () => {
      await button.tap();
      await expect(dialog).toBeVisible({ timeout: 2_000 });
    }).toPass();
  const order = page.getByRole("region", { name: "Digestivi" }).getByRole("heading", { level: 3 });

  await test.step("a category", async () => {
    await look(page);
    await page.getByRole("button", { name: "Add category" }).tap();
    await dialog.getByLabel("Name of the category").fill("Digestivi");
    await look(page);
    await dialog.getByRole("button", { name: "Add category" }).tap();
    await expect(dialog).toBeHidden();
  });

  await test.step("two dishes, one with allergens and an option", async () => {
    const add = page.getByRole("button", { name: "Add a dish to Digestivi" });
    await open(add);
    await dialog.getByLabel("Name", { exact: true }).fill("Limoncello");
    await dialog.getByLabel(/^Price/).fill("4.50");
    await dialog.getByRole("button", { name: "Add the dish" }).tap();
    await expect(dialog).toBeHidden();

    await open(add);
    await dialog.getByLabel("Name", { exact: true }).fill("Affogato");
    await dialog.getByLabel(/^Price/).fill("5.20");
    const allergen = (name: string, statement: string) =>
      dialog.getByRole("group", { name, exact: true }).getByLabel(statement);
    await allergen("Milk", "Contains").tap();
    await allergen("Nuts", "May contain").tap();
    await dialog.getByRole("button", { name: "Mark the rest as free of" }).tap();
    await expect(allergen("Milk", "Contains")).toBeChecked();
    await expect(allergen("Eggs", "Free of")).toBeChecked();
    await dialog.getByRole("button", { name: "Add a group of options" }).tap();
    await dialog.getByLabel("Name of the group").fill("Liqueur");
    await dialog.getByLabel("Option", { exact: true }).fill("With amaretto");
    await dialog.getByLabel("Extra price").fill("1.50");
    await look(page);
    await dialog.getByRole("button", { name: "Add the dish" }).tap();
    await expect(dialog).toBeHidden();
    await expect(order).toHaveText(["Limoncello", "Affogato"]);
  });

  await test.step("a dish is moved with a button, and back with a finger", async () => {
    await page.getByRole("button", { name: "Move up: Affogato" }).tap();
    await expect(order).toHaveText(["Affogato", "Limoncello"]);
    await row(page, "Affogato").scrollIntoViewIfNeeded();
    const handle = await row(page, "Affogato").locator(".menu-drag").boundingBox();
    const target = await row(page, "Limoncello").boundingBox();
    const [x, y] = [(handle?.x ?? 0) + 20, (handle?.y ?? 0) + 20];
    const finger = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", points: { x: number; y: number }[]) =>
      finger.send("Input.dispatchTouchEvent", { type, touchPoints: points });
    await touch("touchStart", [{ x, y }]);
    const below = (target?.y ?? 0) + (target?.height ?? 0) - 8;
    for (const at of [y + 20, (y + below) / 2, below]) await touch("touchMove", [{ x, y: at }]);
    await touch("touchEnd", []);
    await expect(order).toHaveText(["Limoncello", "Affogato"]);
    // The browser makes no click of a touch that comes a tenth of a second after a drag. The first dish stays the first.
    await expect(async () => {
      await page.getByRole("button", { name: "Move up: Affogato" }).tap();
      await expect(order).toHaveText(["Affogato", "Limoncello"], { timeout: 1_000 });
    }).toPass();
  });

  const guest = await visit("omar@demo.test", `/${STORE}`, PHONE);
  await test.step("guests see the dishes in their order", async () => {
    await expect(
      guest.getByRole("region", { name: "Digestivi" }).getByRole("heading", { level: 3 }),
    ).toHaveText(["Affogato", "Limoncello"]);
    await expect(row(guest, "Affogato")).toContainText("€5.20");
  });

  await test.step("a dish is turned off and on", async () => {
    await page.getByRole("button", { name: "Sold out for 4 hours: Limoncello" }).tap();
    await expect(row(page, "Limoncello")).toContainText("Sold out until");
    await look(page);
    await expect(row(guest, "Limoncello")).toContainText("Sold out");
    await page.getByRole("button", { name: "Turn on: Limoncello" }).tap();
    await expect(row(guest, "Limoncello").getByRole("button", { name: /^Add/ })).toBeVisible();
  });

  await test.step("guests read the allergens and choose the option", async () => {
    await row(guest, "Affogato").getByRole("button").first().tap();
    const sheet = guest.getByRole("dialog");
    await expect(sheet).toContainText("Contains milk");
    await expect(sheet).toContainText("May contain nuts");
    await sheet.getByLabel(/With amaretto/).tap();
    await expect(sheet.getByRole("button", { name: /6\.70/ })).toBeVisible();
  });
});
