import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { collectFrames } from "../test/support/sse-parser";
import { connectionPill } from "./pages/board";
import { SIGNED_OUT } from "./support/faults";
import { inspect } from "./support/inspect";
import { test } from "./support/test";

test("a sign-in link comes by e-mail, asks first, signs in once, and is refused the second time", async ({
  visit,
}) => {
  const email = `guest-${randomUUID()}@example.test`;
  const page = await visit(null, "/signin?callbackUrl=/settings");
  await page.getByLabel("Email address").fill(email);
  await page.getByRole("button", { name: "Email me a link" }).click();
  await expect(page.getByRole("heading", { name: "Check your inbox" })).toBeVisible();
  await page.getByRole("link", { name: "Open the demo's mailbox" }).click();
  const open = page
    .getByRole("listitem")
    .filter({ hasText: email })
    .getByRole("link", { name: "Open the link" });
  const link = (await open.getAttribute("href")) ?? "";
  const scanner = await visit(null, link);
  await expect(scanner.getByRole("heading", { name: "Open this link in the other browser" })).toBeVisible();
  await expect(scanner.getByLabel("Email address")).toHaveValue(email);
  await expect(scanner.getByRole("button", { name: "Sign in" })).toHaveCount(0);

  await open.click();
  await expect(page.getByText("You're about to sign in as")).toBeVisible();
  await expect(page.getByRole("main").getByText(email)).toBeVisible();
  await inspect(page, "confirm a link");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL((url) => url.pathname === "/settings");
  await expect(page.getByText(email)).toBeVisible();

  const thief = await visit(null, link);
  await expect(thief.getByText("This link has already been used or has expired.")).toBeVisible();
  await expect(thief.getByRole("button", { name: "Email me a link" })).toBeVisible();
});

test("a stranger's sign-in link neither signs a person in nor ends their session and board", async ({
  visit,
}) => {
  const email = `guest-${randomUUID()}@example.test`;
  const stranger = await visit(null, "/signin");
  await stranger.getByLabel("Email address").fill(email);
  await stranger.getByRole("button", { name: "Email me a link" }).click();
  await stranger.getByRole("link", { name: "Open the demo's mailbox" }).click();
  const letter = stranger.getByRole("listitem").filter({ hasText: email });
  const link = (await letter.getByRole("link", { name: "Open the link" }).getAttribute("href")) ?? "";

  const board = await visit("ben@demo.test", "/partner/sushi-bar");
  const other = await board.context().newPage();
  await other.goto(link);
  await expect(other.getByRole("heading", { name: "Open this link in the other browser" })).toBeVisible();
  await other.goto("/settings");
  await expect(other.getByText("Signed in as Ben Carter")).toBeVisible();
  await expect(board.getByRole("region", { name: "New", exact: true })).toBeVisible();
});

test("opening a demo link asks before it replaces the person who is signed in", async ({ visit }) => {
  const page = await visit("lena@demo.test", "/demo/as/omar@demo.test?to=/orders");
  await expect(page.getByRole("heading", { name: "Continue as Omar Benali?" })).toBeVisible();
  await page.getByRole("button", { name: "Continue as Omar Benali" }).click();
  await expect(page.getByRole("link", { name: "Omar Benali: settings" })).toBeVisible();
});

test("signing out everywhere removes the delivery address from the browsers that were signed in", async ({
  visit,
}) => {
  const personal = (page: Page, kinds: string) =>
    page.evaluate(
      (pattern) => Object.keys(localStorage).filter((name) => new RegExp(pattern).test(name)),
      `^platewire:(${kinds}):`,
    );
  const email = `guest-${randomUUID()}@example.test`;
  const expected = [SIGNED_OUT];
  const [here, there] = [
    await visit(null, "/signin", { expected }),
    await visit(null, "/signin", { expected }),
  ];
  for (const page of [here, there]) {
    await page.getByLabel("Email address").fill(email);
    await page.getByRole("button", { name: "Email me a link" }).click();
    await page.getByRole("link", { name: "Open the demo's mailbox" }).click();
    const newest = page.getByRole("listitem").filter({ hasText: email }).first();
    await newest.getByRole("link", { name: "Open the link" }).click();
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.locator("[data-connection-state=live]").first()).toBeVisible();
    await page.evaluate(() => {
      const user = document.querySelector("meta[name=x-page-user]")?.getAttribute("content");
      localStorage.setItem(`platewire:delivery:${user}`, "Quay 1");
      localStorage.setItem("platewire:cart:sushi-bar", "soup");
      localStorage.setItem("platewire.board.collapsed", "done");
    });
    expect(await personal(page, "cart|delivery")).toHaveLength(2);
  }
  await here.goto("/settings");
  await here.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect.poll(() => personal(here, "cart|delivery|of")).toEqual([]);
  for (const page of [here, there]) {
    await expect.poll(() => personal(page, "delivery")).toEqual([]);
    expect(await page.evaluate(() => localStorage.getItem("platewire.board.collapsed"))).toBe("done");
  }
});

test("Google is not offered where it is not configured", async ({ visit }) => {
  const page = await visit(null, "/signin");
  await expect(page.getByRole("button", { name: "Email me a link" })).toBeVisible();
  await expect(page.getByRole("button", { name: /Google/ })).toHaveCount(0);
});

test("one browser can be customer and partner at once, by localhost and 127.0.0.1", async ({ visit }) => {
  const start = await visit(null, "/");
  const opened = start.context().waitForEvent("page");
  await start.getByRole("link", { name: "Open as Lena Moreau, customer" }).click();
  const customer = await opened;
  await expect(customer).toHaveURL(/^http:\/\/localhost:\d+\/sushi-bar$/);
  const openedNext = start.context().waitForEvent("page");
  await start.getByRole("link", { name: "Open as Ana Ito, at Sushi Bar" }).click();
  const partner = await openedNext;
  await expect(partner).toHaveURL(/^http:\/\/127\.0\.0\.1:\d+\/partner\/sushi-bar$/);
  await expect(partner.getByRole("region", { name: "New", exact: true })).toBeVisible();
  await customer.reload();
  await expect(customer.getByRole("link", { name: "Lena Moreau: settings" })).toBeVisible();
});

test("a personal token is shown once, authenticates a program, and ends together with its stream when it is revoked", async ({
  visit,
  origin,
}) => {
  const name = `Kitchen printer ${randomUUID().slice(0, 8)}`;
  const page = await visit("priya@demo.test", "/settings");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create token" }).click();
  const shown = page.getByRole("textbox", { name: `Token ${name}` });
  await expect(shown).toBeFocused();
  const headers = { Authorization: `Bearer ${await shown.inputValue()}` };
  // The token's line in the list below may come in the middle of the press, which then meets another place.
  await expect(async () => {
    if ((await shown.count()) > 0) await page.getByRole("button", { name: "I have copied it" }).click();
    await expect(shown).toHaveCount(0, { timeout: 2_000 });
  }).toPass();
  await page.reload();
  await expect(page.getByRole("heading", { name })).toBeVisible();
  await expect(page.getByText(headers.Authorization.slice(7))).toHaveCount(0);
  const inAYear = new Date(Date.now() + 365 * 24 * 60 * 60 * 1_000).getUTCFullYear();
  await expect(
    page
      .getByRole("listitem")
      .filter({ hasText: name })
      .getByText(/^Expires/)
      .locator(".."),
  ).toContainText(String(inAYear));

  expect((await fetch(`${origin}/api/orders`, { headers })).status).toBe(200);
  const stream = await fetch(`${origin}/api/events/stream`, { headers });
  if (stream.body === null) throw new Error("The stream has no body.");
  const { frames, ended } = collectFrames(stream.body);
  await expect.poll(() => frames.map((frame) => frame.event)).toContain("connected");

  await page.getByRole("button", { name: `Revoke ${name}` }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByRole("heading", { name })).toHaveCount(0);
  await ended;
  expect(frames.at(-1)?.event).toBe("bye");
  expect(frames.at(-1)?.data).toContain("signed_out");
  expect((await fetch(`${origin}/api/orders`, { headers })).status).toBe(401);
  expect((await fetch(`${origin}/api/events/stream`, { headers })).status).toBe(401);
});

test("a token created or revoked on one device appears and disappears on another by itself", async ({
  visit,
}) => {
  const name = `Label printer ${randomUUID().slice(0, 8)}`;
  const watching = await visit("priya@demo.test", "/settings");
  const acting = await visit("priya@demo.test", "/settings");
  await expect(connectionPill(watching)).toHaveText(/^Live/);
  await acting.getByLabel("Name").fill(name);
  await acting.getByRole("button", { name: "Create token" }).click();
  await expect(watching.getByRole("heading", { name })).toBeVisible();
  await expect(watching.getByRole("textbox", { name: `Token ${name}` })).toHaveCount(0);
  await acting.getByRole("button", { name: `Revoke ${name}` }).click();
  await acting.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await expect(acting.getByRole("heading", { name })).toHaveCount(0);
  await expect(watching.getByRole("heading", { name })).toHaveCount(0);
});
