import { expect, type Page } from "@playwright/test";
import { PAGE_BUILD } from "@/lib/http/page/statement";
import { Board } from "./pages/board";
import { Checkout } from "./pages/customer";
import { isAction } from "./support/held-request";
import { test } from "./support/test";

const DISH = ["Salmon nigiri set"];
/** Chromium notes refused requests in its console. */
const REFUSED = /status of 4(01|03|09|10|12)/;
const ANOTHER_SIGN_IN = "This page belongs to another sign-in";

/** Signs another person in with the same browser, as in another tab. */
async function signInElsewhere(page: Page, email: string): Promise<void> {
  const answer = await page.context().request.post("/signin/demo", {
    form: { email, callbackUrl: "/" },
    headers: { Origin: new URL(page.url()).origin },
    maxRedirects: 0,
  });
  expect(answer.headers().location).not.toContain("error");
}

async function openCheckout(page: Page): Promise<Checkout> {
  await page.getByRole("button", { name: `Choose options for ${DISH[0]}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Add 1" }).click();
  await page.getByRole("link", { name: "Go to checkout" }).click();
  const checkout = new Checkout(page);
  await checkout.fillAddress();
  return checkout;
}

/** Makes the server know none of the page's server actions, as after a deployment. */
async function forgetActions(page: Page): Promise<void> {
  await page.route("**/*", (route) =>
    isAction(route)
      ? route.continue({ headers: { ...route.request().headers(), "next-action": "0".repeat(42) } })
      : route.fallback(),
  );
}

/** Makes the page one that another build has rendered. */
async function makeOlder(page: Page): Promise<void> {
  await page.evaluate(
    (name) => document.querySelector(`meta[name="${name}"]`)?.setAttribute("content", "an older build"),
    PAGE_BUILD,
  );
}

test.describe("on a page of an earlier sign-in", () => {
  const expected = [REFUSED];

  test("an Accept is kept and not sent, and one after a reload is recorded as the right person's", async ({
    visit,
    rest,
  }) => {
    const lena = await rest("lena@demo.test");
    const order = await lena.order("sushi-bar", DISH);
    const board = new Board(await visit("ana@demo.test", "/partner/sushi-bar", { expected }));
    await board.isWorkable();
    await signInElsewhere(board.page, "ben@demo.test");
    await board.action(order.order_code, "Accept · 20 min").click();
    await expect(board.ticket(order.order_code)).toContainText("Accept waiting to be sent");
    await expect(board.page.getByText(ANOTHER_SIGN_IN)).toBeVisible();
    expect((await lena.read(order.id)).version).toBe(1);

    await board.page.getByRole("button", { name: "Reload" }).click();
    await board.action(order.order_code, "Accept · 20 min").click();
    await expect(board.ticketIn("Preparing", order.order_code)).toBeVisible();
    const { timeline } = await lena.read(order.id);
    expect(timeline.map(({ actor_name }) => actor_name)).toEqual(["Lena Moreau", "Ben Carter"]);
  });

  test("a ringing board says that it belongs to another sign-in, and silences nothing", async ({
    visit,
    rest,
  }) => {
    const omar = await rest("omar@demo.test");
    const order = await omar.order("trattoria-lucia", ["Caprese", "Bruschetta"]);
    const board = new Board(await visit("carla@demo.test", "/partner/trattoria-lucia", { expected }));
    await board.isWorkable();
    await signInElsewhere(board.page, "admin@demo.test");
    await expect(board.lostBanner).toContainText("someone else signed in with this browser");
    await expect(board.page.getByRole("button", { name: "Silence" })).toBeHidden();
    expect((await omar.read(order.id)).acknowledged_at).toBeNull();
  });

  test("an order is not placed in another person's name, and nothing that was typed is lost", async ({
    visit,
    rest,
  }) => {
    // No other test orders in his name.
    const dev = await rest("dev@demo.test");
    const before = await dev.mine();
    const page = await visit("priya@demo.test", "/sushi-bar", { expected });
    const checkout = await openCheckout(page);
    await page.getByLabel("Note for the restaurant").fill("two pairs of chopsticks");
    await signInElsewhere(page, "dev@demo.test");
    await checkout.place.click();
    await expect(page.getByText("You are signed in as Dev Nair now")).toBeVisible();
    expect(await dev.mine()).toEqual(before);
    await expect(page.getByLabel("Note for the restaurant")).toHaveValue("two pairs of chopsticks");

    await test.step("the next person sees neither the cart nor the address", async () => {
      await page.reload();
      await expect(page.getByText("Your cart is empty")).toBeVisible();
      await expect(page.getByLabel("Street and number")).toBeHidden();
    });

    await test.step("the first person signs in again and goes on", async () => {
      await signInElsewhere(page, "priya@demo.test");
      await page.reload();
      await expect(page.getByLabel("Street and number")).toHaveValue("Harbour Street 7");
      await expect(page.getByLabel("Note for the restaurant")).toHaveValue("two pairs of chopsticks");
      await checkout.place.click();
      await checkout.orderCode();
    });
  });

  test("no token is created", async ({ visit }) => {
    const page = await visit("dev@demo.test", "/settings", { expected });
    await page.getByLabel("Name").fill("Label printer");
    await signInElsewhere(page, "carla@demo.test");
    await page.getByRole("button", { name: "Create token" }).click();
    await expect(page.getByText("You are signed in as Carla Rossi now")).toBeVisible();
    const other = await page.context().newPage();
    await other.goto("/settings");
    await expect(other.getByText(/^Signed in as Carla Rossi/)).toBeVisible();
    await expect(other.getByRole("heading", { name: "Label printer" })).toHaveCount(0);
  });
});

for (const [path, link, title] of [
  ["/orders", /settings$/, "Settings"],
  ["/settings", "My Orders", "My Orders"],
] as const)
  test(`a link on ${path} of an earlier sign-in leads to a page that is wholly the next person's`, async ({
    visit,
  }) => {
    const page = await visit("priya@demo.test", path, { expected: [REFUSED] });
    await expect(page.getByRole("link", { name: /^Priya/ })).toBeVisible();
    // The page fetches its links early: such a request is answered for nobody while the sign-in changes.
    await expect(page.locator("[data-connection-state=live]")).toBeVisible();
    await page.waitForLoadState("load");
    await signInElsewhere(page, "omar@demo.test");
    await page.getByRole("link", { name: link }).first().click();
    await expect(page.getByRole("link", { name: /^Omar/ })).toBeVisible();
    await expect(page.getByRole("link", { name: /^Priya/ })).toBeHidden();
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  });

test.describe("on a page that stays open across a deployment", () => {
  const expected = [REFUSED];

  test("presses go through although their server action is gone", async ({ visit, rest }) => {
    const lena = await rest("lena@demo.test");
    const order = await lena.order("sushi-bar", DISH);
    const board = new Board(await visit("ana@demo.test", "/partner/sushi-bar", { expected }));
    await board.isWorkable();
    await forgetActions(board.page);
    await board.action(order.order_code, "Accept · 20 min").click();
    await expect(board.ticketIn("Preparing", order.order_code)).toBeVisible();
    await board.action(order.order_code, "Ready").click();
    await expect(board.ticketIn("Ready", order.order_code)).toBeVisible();
    expect((await lena.read(order.id)).version).toBe(3);
  });

  test("a token is created although its server action is gone", async ({ visit }) => {
    const page = await visit("priya@demo.test", "/settings", { expected });
    await forgetActions(page);
    await page.getByLabel("Name").fill("Label printer");
    await page.getByRole("button", { name: "Create token" }).click();
    await expect(page.getByRole("textbox", { name: "Token Label printer" })).toBeFocused();
  });

  test("an order is placed although its server actions are gone", async ({ visitAsNewcomer }) => {
    const page = await visitAsNewcomer("/sushi-bar", { expected });
    await forgetActions(page);
    const checkout = await openCheckout(page);
    await checkout.place.click();
    await checkout.orderCode();
  });

  test("a press of an older page is carried out, and the page says that there is a new version", async ({
    visit,
    rest,
  }) => {
    const order = await (await rest("lena@demo.test")).order("sushi-bar", DISH);
    const board = new Board(await visit("ana@demo.test", "/partner/sushi-bar", { expected }));
    await board.isWorkable();
    await makeOlder(board.page);
    await board.action(order.order_code, "Accept · 20 min").click();
    await expect(board.ticketIn("Preparing", order.order_code)).toBeVisible();
    await expect(board.page.getByText("Platewire has been updated")).toBeVisible();
  });

  test("a press that no longer fits says so and is possible after a reload, with what was typed", async ({
    visit,
  }) => {
    const page = await visit("omar@demo.test", "/settings", { expected });
    await page.getByLabel("Name").fill("Receipt printer");
    await page.getByLabel("Follow the live stream").uncheck();
    await makeOlder(page);
    const path = "**/api/commands/create_token";
    await page.route(path, (route) => route.continue({ postData: '{"label":"of an older version"}' }));
    await page.getByRole("button", { name: "Create token" }).click();
    await expect(page.getByText("This page is out of date")).toBeVisible();
    await expect(page.getByLabel("Name")).toHaveValue("Receipt printer");

    await page.unroute(path);
    await page
      .getByRole("listitem")
      .filter({ hasText: "This page is out of date" })
      .getByRole("button", { name: "Reload" })
      .click();
    await expect(page.getByText("This page is out of date")).toHaveCount(0);
    await expect(page.getByLabel("Name")).toHaveValue("Receipt printer");
    await expect(page.getByLabel("Follow the live stream")).not.toBeChecked();
    await page.getByRole("button", { name: "Create token" }).click();
    await expect(page.getByRole("textbox", { name: "Token Receipt printer" })).toBeFocused();
  });
});
