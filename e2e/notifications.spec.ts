import { expect, type Page } from "@playwright/test";
import { signInAs } from "../test/support/sign-in";
import { inspect } from "./support/inspect";
import { test } from "./support/test";

const bell = (page: Page, name: string | RegExp) => page.getByRole("button", { name });

const userOf = async (page: Page) =>
  (await page.locator('meta[name="x-page-user"]').first().getAttribute("content")) ?? "";

async function notify(origin: string, userId: string, title: string): Promise<void> {
  const answer = await fetch(`${origin}/api/notifications`, {
    method: "POST",
    headers: {
      Cookie: await signInAs(origin, "admin@demo.test"),
      Origin: origin,
      "Content-Type": "application/json",
    },
    body: JSON.stringify({
      user_ids: [userId],
      type: "info",
      title,
      message: "Tap to see your orders",
      action_url: "/orders",
    }),
  });
  expect(answer.status).toBe(201);
}

test("the unread count and the read state follow on a second device", async ({ visit, origin }) => {
  const desk = await visit("priya@demo.test", "/orders");
  const phone = await visit("priya@demo.test", "/", { viewport: { width: 390, height: 844 } });
  await bell(desk, /^Notifications, /).click();
  const panel = desk.getByRole("dialog", { name: "Notifications" });
  await expect(panel).toBeVisible();
  await desk.keyboard.press("Escape");

  await notify(origin, await userOf(desk), "Free dessert today");
  await expect(bell(phone, /^Notifications, \d+ unread$/)).toBeVisible();
  await bell(desk, /^Notifications, \d+ unread$/).focus();
  await desk.keyboard.press("Enter");
  await expect(panel.getByRole("heading", { name: "Unread: Free dessert today" })).toBeVisible();
  await inspect(desk, "notification centre");
  await panel.getByRole("button", { name: "Mark all as read" }).press("Enter");
  await expect(bell(phone, "Notifications, none unread")).toBeVisible();
  await bell(phone, "Notifications, none unread").click();
  await expect(phone.getByRole("heading", { name: "Free dessert today", exact: true })).toBeVisible();
  await inspect(phone, "notification centre on a phone");
});

test("where notifications go is chosen with the keyboard, and kept", async ({ visit }) => {
  const page = await visit("omar@demo.test", "/settings");
  const messages = page.getByRole("group", { name: "Messages from Platewire and your restaurant" });
  const email = messages.getByRole("checkbox", { name: "By e-mail" });
  const before = await email.isChecked();
  await email.focus();
  await page.keyboard.press("Space");
  await expect(
    page.getByRole("group", { name: "Safety of your account" }).getByRole("checkbox", { name: /^By e-mail/ }),
  ).toBeDisabled();
  await page.getByRole("button", { name: "Save", exact: true }).press("Enter");
  await expect(page.getByText("Your choice is saved")).toBeVisible();
  await inspect(page, "notification settings");
  await page.reload();
  await expect(email).toBeChecked({ checked: !before });
});

test("a mail is stopped with one press, and the outbox of the demo shows what was sent", async ({
  visit,
  rest,
}) => {
  const page = await visit("lena@demo.test", "/demo/outbox");
  await expect(page.getByRole("heading", { name: "The demo's outbox" })).toBeVisible();
  await inspect(page, "outbox");
  const lena = await rest("lena@demo.test");
  const order = await lena.order("sushi-bar", ["Salmon nigiri set"]);
  await lena.change(order.id, { order_status: "Cancelled" });
  await expect
    .poll(async () => {
      await page.reload();
      return page.getByRole("heading", { name: `Order ${order.order_code} was cancelled` }).count();
    })
    .toBe(2);
  await page
    .getByRole("listitem")
    .filter({ hasText: `Order ${order.order_code} was cancelled` })
    .getByRole("link", { name: "Stop these e-mails" })
    .click();
  await inspect(page, "unsubscribe");
  await page.getByRole("button", { name: "Stop these e-mails" }).click();
  await expect(
    page.getByRole("heading", { name: "You get no more e-mail about cancelled orders" }),
  ).toBeVisible();
  await page.getByRole("link", { name: "Open the settings" }).click();
  await expect(
    page
      .getByRole("group", { name: "A cancelled order of yours" })
      .getByRole("checkbox", { name: /^By e-mail/ }),
  ).not.toBeChecked();
  await page.goto("/unsubscribe?token=nonsense");
  await expect(page.getByRole("heading", { name: "This link isn't valid" })).toBeVisible();
  await inspect(page, "unsubscribe, invalid");
});
