import { expect, type Page } from "@playwright/test";
import { Board } from "./pages/board";
import { inspect } from "./support/inspect";
import { test } from "./support/own-app";

test.use({ appOf: "broadcasts" });

const STORE = "sushi-bar";
const news = (page: Page) => page.getByRole("region", { name: "News from Platewire" });

async function composeMaintenance(admin: Page, minutes: string, reason: string): Promise<void> {
  await admin.getByRole("radio", { name: /^Maintenance/ }).focus();
  await admin.keyboard.press("Space");
  await admin.getByRole("textbox", { name: /^Reason/ }).fill(reason);
  await admin.getByRole("spinbutton", { name: /^Length in minutes/ }).fill(minutes);
}

test("maintenance is announced, begins and ends during an evening, and every clock stands still meanwhile", async ({
  visit,
  rest,
}) => {
  const admin = await visit("admin@demo.test", "/admin/broadcasts");
  const order = await (await rest("lena@demo.test")).order(STORE, ["Dragon roll"]);
  const board = new Board(await visit("ana@demo.test", `/partner/${STORE}`));
  await board.isWorkable();
  const guest = await visit("lena@demo.test", `/orders/${order.id}`);
  await expect(guest.getByText(/has until \d\d:\d\d to accept/)).toBeVisible();

  // Announced for later: everybody is told, and nothing stands still.
  const start = new Date(Date.now() + 30 * 60_000).toISOString().slice(0, 16);
  await composeMaintenance(admin, "30", "A new database");
  await admin.getByLabel("Start").fill(start);
  await expect(admin.getByText("Maintenance at")).toBeVisible();
  await inspect(admin, "the form of a broadcast with its preview");
  await admin.getByRole("button", { name: "Schedule" }).press("Enter");
  await expect(news(board.page)).toContainText(/Maintenance at \d\d:\d\d, for 30 minutes/);
  await expect(news(guest)).toContainText("A new database");
  await expect(board.ticketIn("New", order.order_code)).not.toContainText("Paused");
  await inspect(board.page, "the board with maintenance announced");

  // Corrected: it begins now.
  await admin.getByRole("button", { name: "Correct: A new database" }).press("Enter");
  await admin.getByLabel("Start").fill("");
  await admin.getByRole("button", { name: "Save the correction" }).press("Enter");
  await expect(news(board.page)).toContainText(/Maintenance until/);
  await expect(board.ticketIn("New", order.order_code)).toContainText("Paused");
  await expect(guest.getByText(/Stands still during maintenance/)).toBeVisible();
  await inspect(guest, "an order during maintenance");

  // A page that is opened later knows it, and nobody can order.
  const other = await visit("priya@demo.test", `/${STORE}`);
  await expect(news(other)).toContainText(/Nobody can order/);
  await expect((await rest("priya@demo.test")).order(STORE, ["Dragon roll"])).rejects.toThrow(/answered 409/);

  await admin.getByRole("button", { name: "End now: A new database" }).press("Enter");
  await admin.getByRole("alertdialog").getByRole("button", { name: "End now" }).press("Enter");
  await expect(news(board.page)).toBeHidden();
  await expect(board.ticketIn("New", order.order_code)).not.toContainText("Paused");
  await expect(guest.getByText(/has until \d\d:\d\d to accept/)).toBeVisible();
  await (await rest("priya@demo.test")).order(STORE, ["Dragon roll"]);
});

test("an admin stops orders with a reason, guests are told at once, and orders go on afterwards", async ({
  visit,
  rest,
}) => {
  const guest = await visit("lena@demo.test", `/${STORE}`);
  const admin = await visit("admin@demo.test", "/admin/switches");
  await inspect(admin, "the switches");
  await admin.getByRole("button", { name: "Stop: Orders" }).press("Enter");
  const dialog = admin.getByRole("alertdialog");
  await dialog.getByRole("textbox", { name: /^Reason/ }).fill("The bank does not answer");
  await dialog.getByRole("button", { name: "Stop" }).press("Enter");
  await expect(news(guest)).toContainText("The bank does not answer");
  await expect((await rest("lena@demo.test")).order(STORE, ["Dragon roll"])).rejects.toThrow(/answered 409/);
  await admin.getByRole("button", { name: "Start again: Orders" }).press("Enter");
  await expect(news(guest)).toBeHidden();
  await (await rest("lena@demo.test")).order(STORE, ["Dragon roll"]);
});

test("a message that must be confirmed stays until it is, and the list counts who did", async ({ visit }) => {
  const staff = await visit("ana@demo.test", `/partner/${STORE}`);
  const admin = await visit("admin@demo.test", "/admin/broadcasts");
  await admin.getByRole("radio", { name: /^System update/ }).focus();
  await admin.keyboard.press("Space");
  await admin.getByRole("textbox", { name: /^Title/ }).fill("New receipts");
  await admin.getByRole("textbox", { name: /^Text/ }).fill("Receipts have a new line from Monday.");
  await admin.getByRole("checkbox", { name: /^Must be confirmed/ }).check();
  await admin.getByRole("button", { name: "Send" }).press("Enter");
  await expect(news(staff)).toContainText("New receipts");
  await expect(news(staff).getByRole("button", { name: "Dismiss" })).toHaveCount(0);
  await news(staff).getByRole("button", { name: "I've read this" }).press("Enter");
  await expect(news(staff)).toBeHidden();
  await admin.reload();
  await expect(admin.getByText("1 confirmation")).toBeVisible();
  await admin.getByRole("button", { name: "Withdraw: New receipts" }).press("Enter");
  await admin.getByRole("alertdialog").getByRole("button", { name: "Withdraw" }).press("Enter");
  await expect(admin.getByText("Withdrawn", { exact: true })).toBeVisible();
});
