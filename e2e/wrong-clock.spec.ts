import { expect, type Locator } from "@playwright/test";
import { Board } from "./pages/board";
import { OrderPage } from "./pages/customer";
import { test } from "./support/test";

const MINUTE = 60_000;

/** Seconds that a countdown shows. */
async function secondsIn(timer: Locator): Promise<number> {
  const [minutes, seconds] = ((await timer.textContent()) ?? "").split(":").map(Number);
  return (minutes ?? Number.NaN) * 60 + (seconds ?? Number.NaN);
}

for (const [name, clockError] of [
  ["ten minutes fast", 10 * MINUTE],
  ["seven minutes slow", -7 * MINUTE],
] as const)
  test(`on devices whose clocks are ${name}, guest and kitchen see the time that is left`, async ({
    visit,
    rest,
  }) => {
    const order = await (await rest("omar@demo.test")).order("trattoria-lucia", ["Caprese", "Bruschetta"]);
    const customer = new OrderPage(await visit("omar@demo.test", `/orders/${order.id}`, { clockError }));
    const board = new Board(await visit("carla@demo.test", "/partner/trattoria-lucia", { clockError }));
    const left = () => (Date.parse(order.accept_by) - Date.now()) / 1_000;
    for (const timer of [
      customer.page.getByRole("main").getByRole("timer"),
      board.ticket(order.order_code).getByRole("timer"),
    ])
      await expect.poll(async () => Math.abs((await secondsIn(timer)) - left())).toBeLessThan(3);
    await customer.isLive();
    await board.isLive();
    await expect(customer.page.getByText(/has until .* to accept/)).toBeVisible();
    await expect(customer.page.getByText(/^synced (just now|\d+ s ago)$/)).toBeVisible();
    for (const timer of [
      customer.page.getByRole("main").getByRole("timer"),
      board.ticket(order.order_code).getByRole("timer"),
    ])
      await expect.poll(async () => Math.abs((await secondsIn(timer)) - left())).toBeLessThan(3);
  });
