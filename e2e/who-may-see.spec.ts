import { expect } from "@playwright/test";
import { Board } from "./pages/board";
import { NOT_FOUND } from "./support/faults";
import { test } from "./support/test";

const expected = [NOT_FOUND];
const NOTHING_HERE = "Page not found";

test("another customer's order is not found", async ({ visit, rest }) => {
  const order = await (await rest("lena@demo.test")).order("sushi-bar", ["Dragon roll"]);
  const page = await visit("omar@demo.test", `/orders/${order.id}`, { expected });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Order not found");
  await expect(page.getByText(order.order_code)).toHaveCount(0);
});

for (const [who, email] of [
  ["staff of another store", "carla@demo.test"],
  ["a customer", "lena@demo.test"],
] as const)
  test(`a store's board, history, orders, menu editor, figures and settings are not found for ${who}`, async ({
    visit,
    rest,
  }) => {
    const order = await (await rest("omar@demo.test")).order("sushi-bar", ["Dragon roll"]);
    const page = await visit(email, "/partner/sushi-bar", { expected });
    await expect(page.getByRole("heading", { name: NOTHING_HERE })).toBeVisible();
    for (const path of [
      "/partner/sushi-bar/history",
      `/partner/sushi-bar/history/${order.id}`,
      "/partner/sushi-bar/menu",
      "/partner/sushi-bar/figures",
      "/partner/sushi-bar/refunds",
      "/partner/sushi-bar/dispatch",
      "/partner/sushi-bar/settings/look",
      "/partner/sushi-bar/settings/hours",
      "/partner/sushi-bar/settings/printing",
      "/partner/sushi-bar/settings/devices",
      "/partner/sushi-bar/settings/delivery",
      "/partner/sushi-bar/settings/riders",
      "/partner/sushi-bar/settings/team",
      "/partner/sushi-bar/settings/payout",
      "/partner/sushi-bar/setup",
    ]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { name: NOTHING_HERE })).toBeVisible();
    }
  });

for (const [role, email, closed] of [
  ["a manager", "maya@demo.test", ["look", "team"]],
  ["staff", "kofi@demo.test", ["look", "team", "hours", "printing", "delivery", "riders"]],
] as const)
  test(`the settings beyond the role of ${role} are not found, and the board is`, async ({ visit }) => {
    const page = await visit(email, "/partner/sushi-bar", { expected });
    await expect(page.getByRole("link", { name: "Figures" })).toBeVisible();
    for (const name of closed) {
      await page.goto(`/partner/sushi-bar/settings/${name}`);
      await expect(page.getByRole("heading", { name: NOTHING_HERE })).toBeVisible();
    }
  });

test("an order of one store is not found in the history of another", async ({ visit, rest }) => {
  const order = await (await rest("omar@demo.test")).order("sushi-bar", ["Dragon roll"]);
  const page = await visit("carla@demo.test", `/partner/trattoria-lucia/history/${order.id}`, { expected });
  await expect(page.getByRole("heading", { name: NOTHING_HERE })).toBeVisible();
});

test("a person who works for no store gets a message and no store", async ({ visit }) => {
  const page = await visit("lena@demo.test", "/partner");
  await expect(page.getByRole("heading", { name: "You're not on the staff of any store" })).toBeVisible();
});

for (const [who, email] of [
  ["a store's staff", "ana@demo.test"],
  ["a customer", "lena@demo.test"],
  ["a rider", "rita@demo.test"],
] as const)
  test(`the pages of the administration are not found for ${who}`, async ({ visit, rest }) => {
    const { id, tenant_id, user_id } = await (await rest("omar@demo.test")).order("sushi-bar", [
      "Dragon roll",
    ]);
    const page = await visit(email, "/admin/jobs", { expected });
    await expect(page.getByRole("heading", { name: NOTHING_HERE })).toBeVisible();
    for (const path of [
      "/admin/orders",
      `/admin/orders/${id}`,
      "/admin/users",
      `/admin/users/${user_id}`,
      "/admin/stores",
      `/admin/stores/${tenant_id}`,
      "/admin/approvals",
      "/admin/refunds",
      "/admin/audit",
      "/admin/chats",
      "/admin/broadcasts",
      "/admin/switches",
      "/admin/incidents",
      "/admin/connections",
    ]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { name: NOTHING_HERE })).toBeVisible();
    }
  });

test("the status is shown to visitors", async ({ visit }) => {
  const page = await visit(null, "/status");
  await expect(page.getByRole("heading", { level: 1, name: "Status" })).toBeVisible();
});

test("the page of appeals is not found for people who are not suspended", async ({ visit }) => {
  const page = await visit("lena@demo.test", "/appeal", { expected });
  await expect(page.getByRole("heading", { name: NOTHING_HERE })).toBeVisible();
});

for (const email of ["lena@demo.test", "ana@demo.test", "admin@demo.test"])
  test(`a rider's pages are not found for ${email}, who does not ride`, async ({ visit }) => {
    for (const path of ["/rider", "/rider/week"]) {
      const page = await visit(email, path, { expected });
      await expect(page.getByRole("heading", { name: NOTHING_HERE })).toBeVisible();
    }
  });

test("the chats of an order are not found for its customer, its store and its rider, who are no admins", async ({
  visit,
  rest,
}) => {
  const order = await (await rest("lena@demo.test")).order("sushi-bar", ["Dragon roll"]);
  for (const email of ["lena@demo.test", "ana@demo.test", "rita@demo.test"]) {
    const page = await visit(email, `/admin/chats/${order.id}`, { expected });
    await expect(page.getByRole("heading", { name: NOTHING_HERE })).toBeVisible();
  }
});

test("the riders of the platform are not found for staff and riders", async ({ visit }) => {
  for (const email of ["ana@demo.test", "rita@demo.test"]) {
    const page = await visit(email, "/admin/riders", { expected });
    await expect(page.getByRole("heading", { name: NOTHING_HERE })).toBeVisible();
  }
});

for (const [who, email] of [
  ["a store's staff", "ana@demo.test"],
  ["a rider", "rita@demo.test"],
  ["a customer", "lena@demo.test"],
] as const)
  test(`the dispatch of the platform is not found for ${who}`, async ({ visit }) => {
    const page = await visit(email, "/admin/dispatch", { expected });
    await expect(page.getByRole("heading", { name: NOTHING_HERE })).toBeVisible();
  });

test("an admin can open the background work from the list of stores", async ({ visit }) => {
  const page = await visit("admin@demo.test", "/partner");
  await page.getByRole("link", { name: "Background work" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Background work");
});

test("an admin can see a store's board, and cancel an order in preparation with a reason", async ({
  visit,
  rest,
}) => {
  const order = await (await rest("omar@demo.test")).order("sushi-bar", ["Dragon roll"]);
  const board = new Board(await visit("admin@demo.test", "/partner/sushi-bar"));
  await board.isLive();
  await expect(board.action(order.order_code, "Accept · 20 min")).toBeHidden();
  await (await rest("ana@demo.test")).change(order.id, { order_status: "Preparing" });
  await board
    .ticketIn("Preparing", order.order_code)
    .getByRole("button", { name: /^More actions for/ })
    .click();
  const cancel = board.page.getByRole("menuitem", { name: "Cancel the order…" });
  await expect(cancel).toBeVisible();
  // The event of a scroll that ended before the menu opened.
  await board.page.evaluate(() => window.dispatchEvent(new Event("scroll")));
  await cancel.click();
  const dialog = board.page.getByRole("dialog");
  await dialog.getByText("The store is closed").click();
  await dialog.getByRole("button", { name: "Cancel the order" }).click();
  await expect(board.ticket(order.order_code)).toBeHidden();
  const { cancelled_by, cancel_reason } = await (await rest("omar@demo.test")).read(order.id);
  expect({ cancelled_by, cancel_reason }).toEqual({ cancelled_by: "admin", cancel_reason: "CLOSED" });
});

for (const [path, person] of [
  ["/orders", "Lena Moreau"],
  ["/settings", "Lena Moreau"],
  ["/sushi-bar/checkout", "Lena Moreau"],
  ["/partner/sushi-bar", "Ana Ito"],
  ["/partner/sushi-bar/history", "Ana Ito"],
  ["/partner/sushi-bar/settings/look", "Ana Ito"],
  ["/partner/sushi-bar/settings/hours", "Ana Ito"],
  ["/partner/sushi-bar/settings/printing", "Ana Ito"],
  ["/partner/sushi-bar/settings/devices", "Ana Ito"],
  ["/partner/sushi-bar/settings/delivery", "Ana Ito"],
  ["/partner/sushi-bar/settings/riders", "Ana Ito"],
  ["/partner/sushi-bar/settings/team", "Ana Ito"],
  ["/partner/sushi-bar/settings/payout", "Ana Ito"],
  ["/rider", "Rita Sousa"],
  ["/rider/week", "Rita Sousa"],
  ["/admin/riders", "Ada Quinn"],
  ["/admin/orders", "Ada Quinn"],
  ["/admin/users", "Ada Quinn"],
  ["/admin/stores", "Ada Quinn"],
  ["/admin/approvals", "Ada Quinn"],
  ["/admin/audit", "Ada Quinn"],
  ["/admin/chats", "Ada Quinn"],
] as const)
  test(`a signed-out visitor to ${path} is asked to sign in and then arrives there`, async ({ visit }) => {
    const page = await visit(null, path);
    await expect(page).toHaveURL(/\/signin\?callbackUrl=/);
    await page.getByRole("button", { name: new RegExp(`^${person}`) }).click();
    await expect(page).toHaveURL((url) => url.pathname === path);
  });
