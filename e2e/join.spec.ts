import { expect } from "@playwright/test";
import { ALLERGENS } from "@/lib/menu/model/allergens";
import { Board } from "./pages/board";
import { Checkout } from "./pages/customer";
import { test } from "./support/own-app";

test.use({ appOf: "join" });

const SLUG = "noodle-house";

const MENU = JSON.stringify({
  ...{ format: "platewire-menu", version: 1, currency: "EUR" },
  categories: [{ name: "Noodles", items: [{ name: "Kitsune udon", price: 1_150, free_of: ALLERGENS }] }],
});

test("a restaurant joins, its test order rings, and a customer orders from it", async ({
  visit,
  visitAsNewcomer,
}) => {
  test.slow();
  const owner = await visitAsNewcomer("/");
  await owner.getByRole("link", { name: "Bring your restaurant" }).click();
  await test.step("the store gets a name and an address", async () => {
    const slug = owner.getByRole("textbox", { name: /^Address on this site/ });
    await owner.getByRole("textbox", { name: /^Name of the restaurant/ }).fill("Noodle House");
    await expect(slug).toHaveValue(SLUG);
    await slug.fill("admin");
    await owner.getByRole("button", { name: "Start" }).click();
    await expect(owner.getByText(/Some words are the site's own/)).toBeVisible();
    await slug.fill(SLUG);
    await slug.press("Enter");
    await expect(owner.getByRole("heading", { level: 1 })).toHaveText("Set-up");
  });
  const open = owner.getByRole("button", { name: "Open to customers" });
  await expect(open).toHaveAttribute("aria-disabled", "true");
  const guest = await visit("lena@demo.test", "/");
  await expect(guest.getByRole("link", { name: "Noodle House" })).toHaveCount(0);

  await test.step("its identity, place, zone, hours and menu", async () => {
    await owner.getByRole("textbox", { name: /^Cuisine/ }).fill("Noodles");
    await owner.getByRole("textbox", { name: /^Street and number/ }).fill("Quay 2");
    await owner.getByRole("textbox", { name: /^City/ }).fill("Port Selby");
    await owner.getByRole("textbox", { name: /^Phone/ }).fill("+49 30 901820");
    await owner.getByRole("button", { name: "Save" }).click();
    await expect(owner.getByText("Name, cuisine, address and phone are known.")).toBeVisible();

    await owner.goto(`/partner/${SLUG}/settings/delivery`);
    await owner.getByRole("button", { name: "Put a pin on the map" }).click();
    const pin = owner.getByRole("dialog").getByRole("button", { name: /^Pin:/ });
    await pin.focus();
    await pin.press("ArrowUp");
    await owner.getByRole("button", { name: "Use this place" }).click();
    await owner.getByRole("button", { name: "Save how you deliver" }).click();
    await expect(owner.getByText("This holds for new orders.")).toBeVisible();
    await owner.getByRole("button", { name: "Add a zone by distance" }).click();
    await owner.getByRole("textbox", { name: /^Name/ }).fill("Everywhere");
    await owner.getByRole("textbox", { name: /^Metres from your restaurant/ }).fill("50000");
    await owner.getByRole("textbox", { name: /^Delivery fee/ }).fill("1.10");
    await owner.getByRole("button", { name: "Save zones" }).click();
    await expect(owner.getByText("These zones hold for new orders.")).toBeVisible();

    await owner.goto(`/partner/${SLUG}/settings/hours`);
    await owner.getByRole("button", { name: "Add hours on Monday" }).click();
    await owner.getByLabel("Monday, From").first().fill("00:00");
    await owner.getByLabel("Monday, To").first().fill("00:00");
    await owner.getByRole("button", { name: "Same on all days, as on Monday" }).click();
    await owner.getByRole("button", { name: "Save hours" }).click();
    await expect(owner.getByText("These are the hours that guests see.")).toBeVisible();

    await owner.goto(`/partner/${SLUG}/menu`);
    await owner.getByRole("button", { name: "Import and export" }).click();
    await owner.getByRole("menuitem", { name: "Import…" }).click();
    await owner
      .getByLabel("Choose a file")
      .setInputFiles({ name: "menu.json", mimeType: "application/json", buffer: Buffer.from(MENU) });
    await owner
      .getByRole("dialog")
      .getByRole("button", { name: /^Import/ })
      .click();
    await expect(owner.getByRole("heading", { name: "Kitsune udon" })).toBeVisible();
  });

  await test.step("its test order rings and is accepted", async () => {
    await owner.goto(`/partner/${SLUG}/setup`);
    await owner.getByRole("button", { name: "Start shift" }).click();
    await owner.getByRole("button", { name: "Place a test order" }).click();
    const board = new Board(owner);
    await expect(board.alarm.getByText("1 new order")).toBeVisible();
    await owner.getByRole("link", { name: "To the board" }).click();
    await owner
      .getByRole("article", { name: /^Test order / })
      .getByRole("button", { name: /^Accept/ })
      .click();
    await owner.goto(`/partner/${SLUG}/setup`);
    await expect(owner.getByText("It rang and was accepted.")).toBeVisible();
  });

  await open.click();
  await expect(owner.getByRole("link", { name: "See it as customers do" })).toBeVisible();
  await guest.goto(`/${SLUG}`);
  await guest.getByRole("button", { name: /^Add / }).first().click();
  await guest.goto(`/${SLUG}/checkout`);
  const checkout = new Checkout(guest);
  await checkout.fillAddress();
  await checkout.place.click();
  const code = await checkout.orderCode();
  await owner.goto(`/partner/${SLUG}`);
  await expect(new Board(owner).ticketIn("New", code)).toBeVisible();
});
