import { expect } from "@playwright/test";
import { test } from "./support/test";

test("a store invites a rider by mail, who accepts, and removes them again", async ({ visit }) => {
  const ana = await visit("ana@demo.test", "/partner/sushi-bar/settings/riders");
  await expect(ana.getByRole("button", { name: "Remove Yuki Mori" })).toBeVisible();
  await ana.getByRole("textbox", { name: "Email address" }).fill("priya@demo.test");
  await ana.getByRole("button", { name: "Invite" }).click();
  await expect(
    ana.getByRole("button", { name: "Withdraw the invitation for priya@demo.test" }),
  ).toBeVisible();

  const priya = await visit("priya@demo.test", "/demo/mailbox");
  const link = priya.locator('a[href*="/rider/join"]').first();
  // The job mails it; the mailbox is no live page.
  await expect(async () => {
    await priya.reload();
    await expect(link).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const { pathname, search } = new URL((await link.getAttribute("href")) ?? "", priya.url());
  await priya.goto(`${pathname}${search}`);
  await priya.getByRole("button", { name: "Accept the invitation" }).click();
  await expect(priya).toHaveURL((url) => url.pathname === "/rider");

  await ana.getByRole("button", { name: "Remove Priya Shah" }).click();
  await ana.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await expect(ana.getByRole("button", { name: "Remove Priya Shah" })).toBeHidden();
});

test("a rider has a page of the week, and is on the leaderboard only by choice", async ({ visit }) => {
  const rita = await visit("rita@demo.test", "/rider/week");
  await expect(rita.getByRole("heading", { level: 1 })).toHaveText(/^Week \d+ of \d{4}$/);
  const board = rita.getByRole("button", { name: "Show me here" });
  await board.click();
  await expect(rita.getByText("Rita (you)")).toBeVisible();
  // By key: a tap at the place of the last one, within half a second, counts as its second tap.
  await rita.getByRole("button", { name: "Take me off" }).press("Enter");
  await expect(rita.getByText("Rita (you)")).toBeHidden();
});
