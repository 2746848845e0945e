import { and, asc, eq } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { expect, test } from "vitest";
import { queryable } from "@/lib/db/client";
import { invoices } from "@/lib/db/schema/invoices";
import { transaction } from "@/lib/db/transaction";
import { documentNumber, invoiceCsv } from "@/lib/invoices/model/schema";
import { generateDueInvoices } from "@/lib/invoices/server/generate";
import { issue, issueCreditNote } from "@/lib/invoices/server/issue";
import { listInvoices, readInvoice } from "@/lib/invoices/server/queries";
import { post } from "@/lib/ledger/server/write";
import { withDatabase } from "@/test/support/database";
import { makePerson, makeRestaurant } from "@/test/support/world";

withDatabase();

const document = (source: string) => ({
  series: "invoice" as const,
  source,
  tenant_id: newId(),
  time_zone: "Europe/Berlin",
  holder: "",
  from: "2030-01-01",
  to: "2030-01-01",
  currency: "EUR",
  lines: [{ order_id: null, order_code: null, net: 100, vat: 19, gross: 119 }],
  corrects: null,
});

const numbersOf = async (year: number) =>
  (
    await (
      await queryable()
    )
      .select({ number: invoices.number })
      .from(invoices)
      .where(and(eq(invoices.series, "invoice"), eq(invoices.year, year)))
      .orderBy(asc(invoices.number))
  ).map(({ number }) => number);

test("50 runs at once leave no gap and no number twice, also where they fail or come second", async () => {
  const now = new Date("2030-06-01T12:00:00Z");
  const runs = Array.from({ length: 50 }, (_, index) =>
    transaction(async (tx) => {
      // Each source twice.
      const issued = await issue(tx, document(`run:${Math.floor(index / 2)}`), now);
      if (index % 10 === 5) throw new Error("The process stops");
      return issued;
    }),
  );
  await Promise.allSettled(runs);
  const numbers = await numbersOf(2030);
  expect(numbers.length).toBe(25);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
});

test("numbers begin again with the year of the store's time zone", async () => {
  const next = (source: string, at: string) => transaction((tx) => issue(tx, document(source), new Date(at)));
  expect(await next("a", "2031-12-31T22:59:59Z")).toMatchObject({ year: 2031, number: 1 });
  expect(await next("b", "2031-12-31T23:00:00Z")).toMatchObject({ year: 2032, number: 1 });
  expect(documentNumber("invoice", 2032, 1)).toBe("INV-2032-000001");
});

test("a store's day is invoiced once, after it is over where the store is, also when the clocks change", async () => {
  const kitchen = await makeRestaurant({ time_zone: "Europe/Berlin" });
  const charge = (source: string, at: string) =>
    transaction((tx) =>
      post(tx, {
        source: `${kitchen.id}:${source}`,
        kind: "order_delivered",
        tenant_id: kitchen.id,
        time_zone: "Europe/Berlin",
        order_id: newId(),
        currency: "EUR",
        at: new Date(at),
        entries: [
          { account: "store_payable", holder: kitchen.id, amount: -119 },
          { account: "platform_fee", holder: kitchen.id, amount: 100 },
          { account: "vat", holder: kitchen.id, amount: 19 },
        ],
      }),
    );
  // The day on which summer time begins has 23 hours: from 23:00 to 22:00 in UTC.
  await charge("before", "2026-03-28T22:59:00Z");
  await charge("first", "2026-03-28T23:00:00Z");
  await charge("last", "2026-03-29T21:59:00Z");
  await charge("after", "2026-03-29T22:00:00Z");
  expect(await generateDueInvoices(new Date("2026-03-30T00:59:00Z"))).toBe(1);
  expect(await generateDueInvoices(new Date("2026-03-30T01:01:00Z"))).toBe(1);
  expect(await generateDueInvoices(new Date("2026-03-30T02:00:00Z"))).toBe(0);
  const [row] = await (await queryable())
    .select()
    .from(invoices)
    .where(and(eq(invoices.tenant_id, kitchen.id), eq(invoices.from, "2026-03-29")));
  expect(row).toMatchObject({ net: 200, vat: 38, gross: 238, series: "invoice" });
  expect(row?.lines).toHaveLength(2);

  const id = row?.id ?? "";
  const owner = await makePerson("Ana", { staffOf: [kitchen.id] });
  const seen = await readInvoice(owner, id);
  expect(seen).toMatchObject({ gross: 238, tenant_id: kitchen.id });
  expect((await listInvoices(owner, kitchen.id))?.map(({ number }) => number)).toContain(seen?.number);
  expect(seen === null ? "" : invoiceCsv(seen)).toContain("total,2.00,0.38,2.38,EUR");
  const takeBack = () => transaction((tx) => issueCreditNote(tx, id, "Europe/Berlin", new Date()));
  const note = await takeBack();
  expect(await takeBack()).toBeNull();
  expect(await readInvoice(owner, note?.id ?? "")).toMatchObject({
    series: "credit_note",
    gross: -238,
    corrects: id,
  });
  expect(await readInvoice(owner, id)).toEqual(seen);
  const staff = await makePerson("Maya", { staffOf: [kitchen.id], role: "staff" });
  for (const viewer of [staff, await makePerson("Stranger")]) {
    expect(await readInvoice(viewer, id)).toBeNull();
    expect(await listInvoices(viewer, kitchen.id)).toBeNull();
  }
});
