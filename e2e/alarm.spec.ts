import { expect } from "@playwright/test";
import { Board } from "./pages/board";
import { test } from "./support/own-app";
import { sound } from "./support/probes";

const SILENT = { contexts: ["running"], loops: 0 };
const RINGING = { contexts: ["running"], loops: 1 };

test.use({ appOf: "alarm" });

test("after Start shift a new order sounds the alarm on every staff device until one silences it, and so does the next", async ({
  visit,
  rest,
}) => {
  const ana = new Board(await visit("ana@demo.test", "/partner/sushi-bar"));
  const ben = new Board(await visit("ben@demo.test", "/partner/sushi-bar"));
  for (const { page } of [ana, ben]) {
    await expect(page.getByText("This screen doesn't ring for new orders")).toBeVisible();
    expect(await sound(page), "no sound before a press").toEqual({ contexts: [], loops: 0 });
    await page.getByRole("button", { name: "Start shift" }).click();
    await expect(page.getByRole("button", { name: /^Sound on/ })).toBeVisible();
    await expect(page.getByText("This screen doesn't ring for new orders")).toBeHidden();
    await expect.poll(() => sound(page)).toEqual(SILENT);
  }

  const lena = await rest("lena@demo.test");
  await lena.order("sushi-bar", ["Dragon roll"]);
  await lena.order("sushi-bar", ["Rainbow roll"]);
  for (const { page, alarm } of [ana, ben]) {
    await expect(alarm.getByText("2 new orders")).toBeVisible();
    await expect.poll(() => sound(page)).toEqual(RINGING);
  }
  await ben.page.getByRole("button", { name: "Silence" }).click();
  for (const { page } of [ana, ben]) {
    await expect(page.getByRole("button", { name: "Silence" })).toBeHidden();
    await expect.poll(() => sound(page)).toEqual(SILENT);
  }

  const next = await lena.order("sushi-bar", ["California roll"]);
  for (const { page, alarm } of [ana, ben]) {
    await expect(alarm.getByText("1 new order")).toBeVisible();
    await expect.poll(() => sound(page)).toEqual(RINGING);
  }
  await ana.action(next.order_code, "Accept · 20 min").click();
  for (const { page } of [ana, ben]) await expect.poll(() => sound(page)).toEqual(SILENT);
  await expect(ben.page.getByRole("button", { name: "Silence" })).toBeHidden();
});

test("a screen without a started shift shows the alarm without sound, and sounds it once the shift is started", async ({
  visit,
  rest,
}) => {
  // Other tests leave new orders at the other stores of this application.
  const board = new Board(await visit("dev@demo.test", "/partner/spice-route"));
  await board.isWorkable();
  await (await rest("omar@demo.test")).order("spice-route", ["Chicken pakora", "Mango lassi"]);
  await expect(board.alarm.getByText("1 new order")).toBeVisible();
  await expect(board.page.getByText("This screen doesn't ring for new orders")).toBeVisible();
  expect(await sound(board.page)).toEqual({ contexts: [], loops: 0 });

  await board.page.getByRole("button", { name: "Start shift" }).click();
  await expect.poll(() => sound(board.page)).toEqual(RINGING);
  await board.page.getByRole("button", { name: "Shift", exact: true }).click();
  await board.page.getByRole("menuitem", { name: "End shift" }).click();
  await expect(board.page.getByText("This screen doesn't ring for new orders")).toBeVisible();
  await expect.poll(() => sound(board.page)).toEqual({ contexts: ["closed"], loops: 0 });
});
