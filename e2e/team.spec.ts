import { expect } from "@playwright/test";
import { NOT_FOUND } from "./support/faults";
import { test } from "./support/test";

test("an owner invites a person, who joins, and is removed while their board is open", async ({ visit }) => {
  const ana = await visit("ana@demo.test", "/partner/sushi-bar/settings/team");
  await ana.getByRole("textbox", { name: "Email address" }).fill("omar@demo.test");
  await ana.getByRole("combobox", { name: "Role", exact: true }).selectOption("Manager");
  await ana.getByRole("button", { name: "Invite" }).click();
  await expect(ana.getByRole("button", { name: "Withdraw the invitation for omar@demo.test" })).toBeVisible();

  // Lost rights are refused by design: the stream and the board of a person who was removed.
  const omar = await visit("omar@demo.test", "/demo/mailbox", { expected: [NOT_FOUND, /403/] });
  const link = omar.locator('a[href*="/partner/join"]').first();
  // The job mails it; the mailbox is no live page.
  await expect(async () => {
    await omar.reload();
    await expect(link).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const { pathname, search } = new URL((await link.getAttribute("href")) ?? "", omar.url());
  await omar.goto(`${pathname}${search}`);
  await expect(omar.getByRole("heading", { level: 1 })).toHaveText("Work in Sushi Bar");
  await omar.getByRole("button", { name: "Accept the invitation" }).click();
  await expect(omar).toHaveURL((url) => url.pathname === "/partner/sushi-bar");
  await expect(omar.getByRole("link", { name: "Figures" })).toBeVisible();

  // The owner's page follows by itself.
  await expect(ana.getByRole("combobox", { name: "Role of Omar Benali" })).toHaveValue("manager");
  await ana.getByRole("button", { name: "Remove Omar Benali" }).click();
  await ana.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await expect(omar.getByRole("heading", { name: "Page not found" })).toBeVisible();
  await expect(ana.getByRole("button", { name: "Remove Omar Benali" })).toBeHidden();
});

test("the last owner of a store stays", async ({ visit }) => {
  const carla = await visit("carla@demo.test", "/partner/trattoria-lucia/settings/team");
  await carla.getByRole("button", { name: "Leave the team" }).click();
  await carla.getByRole("alertdialog").getByRole("button", { name: "Leave" }).click();
  await expect(
    carla.getByText("A store needs an owner. Make somebody else an owner first").first(),
  ).toBeVisible();
});

test("staff mark dishes as sold out, and do not edit them", async ({ visit }) => {
  const kofi = await visit("kofi@demo.test", "/partner/sushi-bar/menu");
  await expect(kofi.getByText("Managers and owners change the rest.")).toBeVisible();
  await expect(kofi.getByRole("button", { name: /^Edit / })).toHaveCount(0);
});

test("a person who works in two stores switches with one press, and sees both on one board", async ({
  visit,
  rest,
}) => {
  const maya = await visit("maya@demo.test", "/partner/sushi-bar");
  await maya.getByRole("button", { name: /^Switch from Sushi Bar/ }).click();
  await maya.getByRole("menuitem", { name: /^Pho Lane/ }).click();
  await expect(maya).toHaveURL((url) => url.pathname === "/partner/pho-lane");
  // Remembered.
  await maya.goto("/partner");
  await expect(maya).toHaveURL((url) => url.pathname === "/partner/pho-lane");

  await maya.goto("/partner/all");
  await expect(maya.getByRole("heading", { level: 1 })).toHaveText("All restaurants");
  await expect(maya.getByText("This page does not ring")).toBeVisible();
  const order = await (await rest("lena@demo.test")).order("sushi-bar", ["Dragon roll"]);
  const ticket = maya.getByRole("listitem").filter({ hasText: order.order_code.replace("ORD-", "") });
  await expect(ticket).toContainText("Sushi Bar");
  await ticket.getByRole("button", { name: /^Accept/ }).click();
  await expect(maya.getByRole("region", { name: "Preparing" })).toContainText(
    order.order_code.replace("ORD-", ""),
  );
});
