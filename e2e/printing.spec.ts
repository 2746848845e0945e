import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import * as z from "zod";
import { Board } from "./pages/board";
import { inspect } from "./support/inspect";
import { test } from "./support/own-app";
import type { RestClient } from "./support/rest-client";

const STORE = "spice-route";
const SETTINGS = `/partner/${STORE}/settings/printing`;
const PHONE = { width: 390, height: 844 };
const DEV = "dev@demo.test";

const pollAnswer = z.object({ jobReady: z.boolean(), jobToken: z.optional(z.string()) });

/** A printer that polls, as Star's protocol describes it. */
function printerAt(address: string) {
  return {
    async poll(statusCode = "200%20OK"): Promise<string | undefined> {
      const response = await fetch(address, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ status: "23 6 0 0 0 0 0 0 0 ", statusCode, printingInProgress: false }),
      });
      return pollAnswer.parse(await response.json()).jobToken;
    },
    fetch: async (token = "") => (await fetch(`${address}?type=text/plain&token=${token}`)).text(),
    confirm: async (token = "", code = "200 OK") =>
      (await fetch(`${address}?${new URLSearchParams({ token, code })}`, { method: "DELETE" })).status,
  };
}

async function addPrinter(page: Page, name: string) {
  await page.getByRole("button", { name: "Add a printer" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  // The button may lie where the last one was: a tap there within half a second counts as that one's second tap.
  await page.getByRole("textbox", { name: "Name" }).press("Enter");
  const address = page.getByRole("textbox", { name: `CloudPRNT server URL of ${name}` });
  await expect(address).toBeFocused();
  return { address: await address.inputValue(), printer: printerAt(await address.inputValue()) };
}

async function acceptedOrder(lena: RestClient, dev: RestClient, note = "") {
  const order = await lena.order(STORE, [{ dish: "Chicken pakora", note: "extra hot" }, "Mango lassi"], {
    note,
  });
  await dev.change(order.id, { order_status: "Preparing" });
  return order;
}

/** Polls as a printer does, until it is offered something. */
async function offered(printer: ReturnType<typeof printerAt>): Promise<string> {
  const found: string[] = [];
  await expect
    .poll(async () => {
      const token = await printer.poll();
      if (token !== undefined) found.push(token);
      return found.length;
    })
    .toBe(1);
  return found[0] ?? "";
}

test.use({ appOf: "printing" });

test("a printer is set up, prints accepted orders by itself, and a ticket that fails is printed again from the board", async ({
  visit,
  rest,
}) => {
  const page = await visit(DEV, SETTINGS);
  await expect(page.getByText("No printer yet.")).toBeVisible();
  await inspect(page, "a store without printers");
  const { printer } = await addPrinter(page, "Kitchen");
  await inspect(page, "the address of a new printer");
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("has not asked for tickets yet")).toBeVisible();

  await test.step("a test print", async () => {
    await page.getByRole("button", { name: "Test print on Kitchen" }).click();
    const token = await offered(printer);
    await expect(page.getByRole("heading", { name: "Kitchen" }).locator("..")).toContainText("ready");
    expect(await printer.fetch(token)).toContain("TEST");
    expect(await printer.confirm(token, "511 Media decoding error")).toBe(200);
    await expect(
      page.getByText("Last test print: not printed (the printer can't read tickets)"),
    ).toBeVisible();
  });

  const [lena, dev] = [await rest("lena@demo.test"), await rest(DEV)];
  const board = new Board(await visit(DEV, `/partner/${STORE}`));
  await board.isWorkable();
  const order = await acceptedOrder(lena, dev, "Nut allergy, please!");
  const code = order.order_code.slice(4);
  const pill = board.page.getByRole("button", { name: "Printing: 1 ticket not printed" });

  await test.step("a failure shows on the board, without the alarm of an order", async () => {
    const token = await offered(printer);
    expect(await printer.fetch(token)).toContain("ALLERGY");
    expect(await printer.confirm(token, "511 Media decoding error")).toBe(200);
    await expect(pill).toBeVisible();
    await expect(board.alarm).toBeHidden();
    await pill.click();
    await expect(board.page.getByText("not printed (the printer can't read tickets)")).toBeVisible();
    await inspect(board.page, "a ticket that was not printed");
  });

  await test.step("Reprint sends it again, and the sign goes when the paper has come out", async () => {
    await board.page.getByRole("button", { name: `Reprint ${code} on Kitchen` }).click();
    await expect(board.page.getByText(/waiting since/)).toBeVisible();
    await expect(board.page.getByText("Every ticket has come out.")).toBeHidden();
    await expect(board.page.getByRole("heading", { name: "Not printed" })).toBeFocused();
    await expect(board.page.getByText(`${code} sent to Kitchen`)).toBeAttached();
    await board.page.keyboard.press("Escape");
    const token = await offered(printer);
    expect(await printer.fetch(token)).toContain(code);
    expect(await printer.confirm(token)).toBe(200);
    expect(await printer.poll()).toBeUndefined();
    await expect(pill).toBeHidden();
  });

  await test.step("a printer without paper is shown as such", async () => {
    await printer.poll("410%20Out%20of%20paper");
    const fault = board.page.getByRole("button", { name: "Printing: a printer has a fault" });
    await expect(fault).toBeVisible();
    await expect(page.getByText("out of paper").first()).toBeVisible();
    await printer.poll();
    await expect(fault).toBeHidden();
  });
});

test("the key P prints a ticket on a printer or with this device, on paper of 80 mm that is as long as the ticket", async ({
  visit,
  rest,
}) => {
  const settings = await visit(DEV, SETTINGS);
  const { printer } = await addPrinter(settings, "Pass");
  const [lena, dev] = [await rest("lena@demo.test"), await rest(DEV)];
  const order = await acceptedOrder(lena, dev, "Nut allergy, please!");
  const code = order.order_code.slice(4);
  const first = await offered(printer);
  await printer.fetch(first);
  await printer.confirm(first);

  const board = new Board(await visit(DEV, `/partner/${STORE}`));
  await board.isWorkable();
  await board.ticket(order.order_code).focus();
  const dialog = board.page.getByRole("dialog", { name: `Print ticket ${code}` });
  await expect(async () => {
    await board.page.keyboard.press("p");
    await expect(dialog).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(dialog.getByText("ALLERGY", { exact: true })).toBeVisible();
  await expect(dialog.getByText(/printed \d\d:\d\d/)).toBeVisible();
  await inspect(board.page, "the dialog that prints a ticket");

  await test.step("with this device", async () => {
    const pdf = await board.page.pdf({ preferCSSPageSize: true, printBackground: true });
    const text = pdf.toString("latin1");
    const pages = text.match(/\/Type\s*\/Page\b/g) ?? [];
    const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(text) ?? [];
    expect(pages).toHaveLength(1);
    expect(Number(width)).toBeCloseTo((80 / 25.4) * 72, 0);
    expect(Number(height)).toBeGreaterThan((80 / 25.4) * 72);
  });

  await test.step("on the printer", async () => {
    await dialog.getByRole("button", { name: "Print on Pass" }).click();
    await expect(dialog.getByText(/waiting since/)).toBeVisible();
    const token = await offered(printer);
    expect(await printer.fetch(token)).toContain("COPY");
    await printer.confirm(token);
    await expect(dialog.getByText(/printed \d\d:\d\d/)).toHaveCount(2);
    await board.page.keyboard.press("Escape");
    await expect(board.ticket(order.order_code)).toBeFocused();
  });
});

test("a ticket is printed by touch from its menu, and a printer is changed and removed on a phone", async ({
  visit,
  rest,
}) => {
  const name = `Bar ${randomUUID().slice(0, 8)}`;
  const page = await visit(DEV, SETTINGS, { viewport: PHONE, hasTouch: true });
  const { printer, address } = await addPrinter(page, name);
  await page.getByRole("button", { name: "Done" }).tap();
  await page.getByRole("button", { name: `Change ${name}` }).tap();
  await page.getByRole("checkbox", { name: /Print each order/ }).uncheck();
  await page.getByRole("button", { name: "Save" }).tap();
  await expect(page.getByRole("heading", { name }).locator("..")).toContainText("prints what staff send");

  const order = await acceptedOrder(await rest("lena@demo.test"), await rest(DEV));
  await page.goto(`/partner/${STORE}`);
  const board = new Board(page);
  await board.isWorkable();
  await page.getByRole("button", { name: /^Preparing/ }).tap();
  await page.getByRole("button", { name: `More actions for ${order.order_code.slice(4)}` }).tap();
  await page.getByRole("menuitem", { name: "Print ticket" }).tap();
  await page.getByRole("button", { name: `Print on ${name}` }).tap();
  expect(await printer.fetch(await offered(printer))).toContain(order.order_code.slice(4));
  await inspect(page, "the dialog that prints a ticket, on a phone");

  await page.goto(SETTINGS);
  await page.getByRole("button", { name: `Remove ${name}` }).tap();
  await page.getByRole("button", { name: "Remove printer" }).tap();
  await expect(page.getByText(`${name} was removed`).first()).toBeVisible();
  expect((await fetch(address, { method: "DELETE" })).status).toBe(404);
});
