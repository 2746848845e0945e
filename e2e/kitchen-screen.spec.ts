import { expect, type Page } from "@playwright/test";
import { Board } from "./pages/board";
import { test } from "./support/own-app";

const STORE = "trattoria-lucia";
const BOARD = `/partner/${STORE}`;
const CARLA = "carla@demo.test";

/** Returns how many tickets are shown from their head to their last button. */
function wholeTickets(page: Page): Promise<number> {
  return page.evaluate(() => {
    const isWhole = (ticket: Element) => {
      const end = ticket.closest(".board-column-tickets")?.getBoundingClientRect().bottom ?? 0;
      return ticket.getBoundingClientRect().bottom <= end;
    };
    return [...document.querySelectorAll("[data-order]")].filter(isWhole).length;
  });
}

test.use({ appOf: "kitchen-screen" });

test("a kitchen's screen shows ten tickets, what there is to make, and its own station, and keeps its choice", async ({
  visit,
  rest,
}) => {
  const lena = await rest("lena@demo.test");
  const carla = await rest(CARLA);
  const preparing = { order_status: "Preparing", prep_minutes: 20 };
  const pizza = await lena.order(STORE, ["Caprese", "Bruschetta"]);
  await lena.order(STORE, ["Bruschetta", "Caprese"]);
  for (const dishes of [
    ["Caprese", "Tiramisù"],
    ["Caprese", "Bruschetta"],
    ["Vitello tonnato", "Caprese"],
    ["Bruschetta", "Caprese"],
  ]) {
    const order = await lena.order(STORE, dishes);
    await carla.change(order.id, preparing);
  }
  const dessert = await lena.order(STORE, ["Tiramisù", "Caprese"]);
  await carla.change(dessert.id, preparing);
  for (const step of [{ ready: true }, { ready: true }, {}, {}]) {
    const order = await lena.order(STORE, ["Caprese", "Bruschetta"]);
    await carla.change(order.id, preparing);
    await carla.change(
      order.id,
      "ready" in step ? { ...preparing, ...step } : { order_status: "Out for Delivery" },
    );
  }

  const page = await visit(CARLA, BOARD, { viewport: { width: 1280, height: 800 } });
  const board = new Board(page);
  await board.isWorkable();
  await page.getByRole("button", { name: "Start shift" }).click();
  await expect(page.getByText("This screen doesn't ring for new orders")).toBeHidden();
  await expect.poll(() => wholeTickets(page)).toBeGreaterThanOrEqual(10);

  await test.step("a press on a dish lights up the tickets with it", async () => {
    await page.getByRole("button", { name: /Tiramisù/, pressed: false }).click();
    await expect(page.locator("[data-order]:has([data-lit])")).toHaveCount(2);
    await page.getByRole("button", { name: /Tiramisù/, pressed: true }).click();
    await expect(page.locator("[data-lit]")).toHaveCount(0);
  });

  await test.step("a station sees its own dishes, and new orders whole", async () => {
    await page.getByRole("button", { name: "This screen: All stations" }).click();
    const dialog = page.getByRole("dialog", { name: "This screen" });
    await dialog.getByRole("checkbox").last().check();
    await dialog.getByRole("radio", { name: /^A\+\+/ }).check();
    await page.keyboard.press("Escape");
    await expect(board.ticket(dessert.order_code)).toContainText("Tiramisù");
    await expect(board.ticket(dessert.order_code)).not.toContainText("Caprese");
    await expect(board.ticket(dessert.order_code)).toContainText("also at:");
    await expect(board.column("Preparing").locator("[data-order]")).toHaveCount(2);
    await expect(board.ticketIn("New", pizza.order_code)).toContainText("Bruschetta");
  });

  await test.step("the device keeps its choice", async () => {
    await page.reload();
    await board.isWorkable();
    await expect(page.locator("[data-text=a2]")).toBeAttached();
    await expect(board.column("Preparing").locator("[data-order]")).toHaveCount(2);
  });

  await test.step("the expediter sees whole tickets by station", async () => {
    await page.getByRole("button", { name: /^This screen: / }).click();
    await page.getByRole("radio", { name: /^Expediter/ }).check();
    await page.keyboard.press("Escape");
    const headings = board.ticket(dessert.order_code).getByRole("heading", { level: 4 });
    await expect(headings).toHaveCount(2);
  });
});
