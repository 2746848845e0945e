import { expect, type Page } from "@playwright/test";
import { Board } from "./pages/board";
import { inspect } from "./support/inspect";
import { test } from "./support/own-app";

const PHONE = { width: 390, height: 844 };

const control = (page: Page) => page.locator("#store-intake").getByRole("button");
const dialog = (page: Page) => page.getByRole("dialog", { name: "Taking orders" });

test("staff pause and open their restaurant with the keyboard, and guests see it at once and lose nothing", async ({
  visit,
}) => {
  const list = await visit("omar@demo.test", "/");
  const card = list.getByRole("article").filter({ hasText: "Sushi Bar" });
  const guest = await visit("lena@demo.test", "/sushi-bar");
  await guest.getByRole("button", { name: "Add Dragon roll" }).click();
  await guest.goto("/sushi-bar/checkout");
  await expect(guest.getByText(/Arrives in about \d+–\d+ min/)).toBeVisible();
  const menu = await visit("priya@demo.test", "/sushi-bar");
  await expect(card).toContainText(/\d+–\d+ min/);
  const heading = list.getByRole("heading", { level: 1 });
  const manyAreOpen = (await heading.textContent()) ?? "";

  const staff = await visit("ana@demo.test", "/partner/sushi-bar");
  await expect(control(staff)).toHaveText("Open");
  await control(staff).press("Enter");
  await expect(dialog(staff)).toBeVisible();
  await inspect(staff, "the dialog for taking orders");
  await staff.getByRole("radio", { name: /^Paused/ }).focus();
  await staff.keyboard.press("Space");
  await staff.getByRole("textbox", { name: /Reason/ }).fill("The oven is cold");
  await staff.keyboard.press("Enter");
  await expect(dialog(staff)).toBeHidden();
  await expect(control(staff)).toContainText(/Paused\s*until .*\d\d:\d\d$/);

  await expect(menu.getByText("Sushi Bar has paused orders: The oven is cold")).toBeVisible();
  await inspect(menu, "the menu of a paused restaurant");
  await expect(card).toContainText("Not taking orders");
  await expect(card).toContainText("The oven is cold");
  await expect(heading).not.toHaveText(manyAreOpen);
  await expect(guest.getByText("Sushi Bar has paused orders: The oven is cold")).toBeVisible();
  await expect(guest.getByRole("button", { name: /Place order/ })).toHaveAttribute("aria-disabled", "true");
  await inspect(guest, "the checkout of a paused restaurant");

  await control(staff).press("Enter");
  await staff.getByRole("radio", { name: /^Open/ }).focus();
  await staff.keyboard.press("Enter");
  await expect(control(staff)).toHaveText("Open");
  await expect(menu.getByText(/has paused orders/)).toBeHidden();
  await expect(card).toContainText(/\d+–\d+ min/);
  await expect(heading).toHaveText(manyAreOpen);
  await expect(guest.getByRole("button", { name: /Place order/ })).not.toHaveAttribute("aria-disabled");
});

test("the control stays on the board when staff leave for the order page and come back", async ({
  visit,
}) => {
  const staff = await visit("ana@demo.test", "/partner/sushi-bar");
  await expect(control(staff)).toHaveText("Open");
  await staff.getByRole("link", { name: "Order page" }).click();
  await expect(staff).toHaveURL(/\/sushi-bar$/);
  await expect(staff.getByRole("button", { name: "Add Dragon roll" })).toBeVisible();
  await staff.goBack();
  await expect(staff).toHaveURL(/\/partner\/sushi-bar$/);
  await expect(control(staff)).toHaveText("Open");
});

test("the minutes of a busy restaurant are in the list, at checkout and on the accept button", async ({
  visit,
  rest,
}) => {
  const staff = await visit("ana@demo.test", "/partner/sushi-bar", { viewport: PHONE, hasTouch: true });
  await control(staff).tap();
  await staff.getByRole("radio", { name: /^Busy/ }).tap();
  await staff.getByRole("button", { name: "Add 15 min" }).tap();
  await expect(control(staff)).toContainText("Busy +15");
  const order = await (await rest("omar@demo.test")).order("sushi-bar", ["Dragon roll"]);
  await expect(new Board(staff).action(order.order_code, "Accept · 35 min")).toBeVisible();
  const list = await visit(null, "/");
  await expect(list.getByRole("article").filter({ hasText: "Sushi Bar" })).toContainText(
    "Busy: 15 min more than usual",
  );
});

test("opening hours are changed by touch, and guests see when the restaurant opens", async ({ visit }) => {
  const page = await visit("carla@demo.test", "/partner/trattoria-lucia/settings/hours", {
    viewport: PHONE,
    hasTouch: true,
  });
  await inspect(page, "opening hours");
  await page.getByRole("button", { name: /^Remove .*, Monday$/ }).tap();
  await page.getByRole("button", { name: "Same on all days, as on Monday" }).tap();
  await expect(page.getByText("Not saved yet: guests still see the hours from before.")).toBeVisible();
  await page.getByRole("button", { name: "Save hours" }).tap();
  await expect(page.getByText("These are the hours that guests see.")).toBeVisible();
  const guest = await visit(null, "/trattoria-lucia");
  await expect(guest.getByText("Trattoria Lucia isn't taking orders right now")).toBeVisible();
});

test("two people who change the opening hours lose nothing: days are joined, and the same part is compared", async ({
  visit,
}) => {
  const path = "/partner/trattoria-lucia/settings/hours";
  const carla = await visit("carla@demo.test", path);
  const admin = await visit("admin@demo.test", path);
  const isSaved = (page: Page) => page.getByText("These are the hours that guests see.");
  const lastOrder = (page: Page) => page.getByRole("group", { name: "Last order, minutes before closing" });
  const save = (page: Page) => page.getByRole("button", { name: "Save hours" }).click();

  await lastOrder(carla)
    .getByRole("button", { name: /^Last order.*more$/ })
    .click();
  await admin.getByRole("button", { name: "Add a date" }).click();
  await admin.getByLabel("Date", { exact: true }).fill("2099-12-24");
  await save(carla);
  await expect(isSaved(carla)).toBeVisible();
  await save(admin);
  await expect(isSaved(admin)).toBeVisible();
  const told = await lastOrder(carla).textContent();
  await expect(lastOrder(admin)).toHaveText(told ?? "");

  for (const page of [carla, carla, admin])
    await lastOrder(page)
      .getByRole("button", { name: /^Last order.*more$/ })
      .click();
  await save(carla);
  await expect(isSaved(carla)).toBeVisible();
  await save(admin);
  await expect(admin.getByText("Someone else has changed the same hours meanwhile").first()).toBeVisible();
  await save(admin);
  await expect(isSaved(admin)).toBeVisible();
});

test("points are set for a dish and limited for the kitchen by touch, and a full quarter of an hour moves the next promise", async ({
  visit,
  rest,
}) => {
  const staff = await visit("mateo@demo.test", "/partner/taqueria-sol/menu", {
    viewport: PHONE,
    hasTouch: true,
  });
  const sheet = staff.getByRole("dialog");
  await staff.getByRole("button", { name: "Edit Tacos al pastor" }).tap();
  await sheet
    .getByRole("group", { name: "Points", exact: true })
    .getByRole("button", { name: /more$/ })
    .tap();
  await inspect(staff, "a dish that takes two points");
  await sheet.getByRole("button", { name: "Save" }).tap();
  await expect(sheet).toBeHidden();

  await staff.goto("/partner/taqueria-sol/settings/hours");
  await staff.getByRole("radio", { name: /^Points/ }).tap();
  const most = staff.getByRole("textbox", { name: /^Most points/ });
  await most.fill("501");
  await staff.getByRole("button", { name: "Save limits" }).tap();
  await expect(staff.getByText("Enter a whole number from 1 to 500")).toBeVisible();
  await inspect(staff, "a limit that is not possible");
  await most.fill("4");
  await staff.getByRole("button", { name: "Save limits" }).tap();
  await expect(staff.getByText("This holds for new orders.")).toBeVisible();

  const omar = await rest("omar@demo.test");
  // Two portions of two points: the whole quarter of an hour.
  const first = await omar.order("taqueria-sol", ["Tacos al pastor"]);
  const second = await omar.order("taqueria-sol", ["Tacos al pastor"]);
  expect([first.points, second.points]).toEqual([4, 4]);
  expect(second.default_prep_minutes).toBeGreaterThan(first.default_prep_minutes);
  await staff.goto("/partner/taqueria-sol");
  await expect(control(staff)).toContainText("Busy +");
});
