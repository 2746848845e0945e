import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { NextRequest } from "next/server";
import { beforeAll, describe, expect, test } from "vitest";
import { POST as postQuote } from "@/app/api/quotes/route";
import type { Viewer } from "@/lib/auth/server/viewer";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { orders } from "@/lib/db/schema/orders";
import { auditLog } from "@/lib/db/schema/platform";
import { voucherRedemptions, vouchers } from "@/lib/db/schema/vouchers";
import { transaction } from "@/lib/db/transaction";
import { quoteSchema } from "@/lib/menu/model/schema";
import { changeOrder, expireOverdueOrders } from "@/lib/orders/server/commands";
import { placeOrder } from "@/lib/orders/server/place";
import { getOrder } from "@/lib/orders/server/queries";
import { runReactions } from "@/lib/reactions";
import type { CreateVoucher } from "@/lib/vouchers/model/schema";
import { releaseVoucher } from "@/lib/vouchers/server/commands";
import { listVouchers } from "@/lib/vouchers/server/queries";
import { sessionCookie } from "@/test/support/credentials";
import { withDatabase } from "@/test/support/database";
import { makePerson, makeRestaurant, orderFor, type TestRestaurant } from "@/test/support/world";

withDatabase();

let store: TestRestaurant;
let other: TestRestaurant;
let ada: Viewer;
let lucia: Viewer;
let lena: Viewer;
beforeAll(async () => {
  const rates = { dish_vat_bp: 700, fee_vat_bp: 1_900 };
  store = await makeRestaurant(rates);
  other = await makeRestaurant(rates);
  ada = await makePerson("Ada", { isAdmin: true });
  lucia = await makePerson("Lucia", { staffOf: [store.id] });
  lena = await makePerson("Lena");
  // Reactions begin with the events after their first run.
  await runReactions(5_000);
});

const newCode = () => randomUUID().replaceAll("-", "").slice(0, 10).toUpperCase();

async function makeVoucher(over: Partial<CreateVoucher> = {}): Promise<{ id: string; code: string }> {
  const given = { code: newCode(), tenant_id: null, borne_by: "platform", kind: "percent", ...over };
  const created = await commands.create_voucher.carryOut(
    ada,
    given.kind === "percent" ? { percent_bp: 1_000, ...given } : given,
    undefined,
  );
  if (!created.ok) throw new Error(created.message);
  const [row] = await (await queryable()).select().from(vouchers).where(eq(vouchers.code, given.code));
  if (row === undefined) throw new Error("There is no voucher");
  return { id: row.id, code: row.code };
}

/** Two soups for 7.80, delivered for 2.90. */
const place = (person: Viewer, code: string, over: Parameters<typeof orderFor>[1] = {}) =>
  placeOrder(person, orderFor(store, { voucher_code: code, ...over }));

async function placed(person: Viewer, code: string, over: Parameters<typeof orderFor>[1] = {}) {
  const result = await place(person, code, over);
  if (!result.ok) throw new Error(result.message);
  return result.data;
}

async function redeemed(id: string) {
  const db = await queryable();
  const [row] = await db.select().from(vouchers).where(eq(vouchers.id, id));
  const rows = await db.select().from(voucherRedemptions).where(eq(voucherRedemptions.voucher_id, id));
  const inForce = rows.filter(({ released_at }) => released_at === null);
  // The count and its rows always agree.
  expect(row?.redeemed).toBe(inForce.length);
  return inForce.length;
}

async function quote(person: Viewer | null, code: string) {
  const { tenant_id, items } = orderFor(store);
  const answer = await postQuote(
    new NextRequest("http://localhost:3000/api/quotes", {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(person !== null && { cookie: await sessionCookie(person.userId, person.credential.id) }),
      },
      body: JSON.stringify({ tenant_id, items, voucher_code: code, tip: { amount: 200, to: "kitchen" } }),
    }),
  );
  const body: { data: unknown } = await answer.json();
  return quoteSchema.parse(body.data);
}

describe("a voucher", () => {
  test("takes a share, an amount or the delivery off, and the order says who bears it", async () => {
    const tenth = await makeVoucher();
    const order = await placed(lena, tenth.code.toLowerCase(), { tip: { amount: 150, to: "kitchen" } });
    expect(order).toMatchObject({
      ...{ items_total: 780, delivery_fee: 290, discount: 78, tip: 150, tip_to: "kitchen" },
      ...{ voucher_code: tenth.code, discount_by: "platform", discount_kind: "percent", discount_bp: 1_000 },
      final_amount: 780 + 290 - 78 + 150,
      vat: [
        { rate_bp: 700, gross: 702, net: 656, vat: 46, dishes: 780, fees: 0 },
        { rate_bp: 1_900, gross: 290, net: 244, vat: 46, dishes: 0, fees: 290 },
      ],
      items: [{ vat_bp: 700 }],
    });
    expect(await getOrder(lena, order.id)).toMatchObject({ discount: 78, vat: order.vat, tip: 150 });

    const five = await makeVoucher({
      ...{ tenant_id: store.id, borne_by: "store", kind: "amount", amount: 1_000, currency: "EUR" },
    });
    // Never more than the dishes cost.
    expect(await placed(lena, five.code)).toMatchObject({
      ...{ discount: 780, discount_by: "store", final_amount: 290 },
    });
    const free = await makeVoucher({ kind: "free_delivery" });
    const delivered = await placed(lena, free.code);
    expect(delivered).toMatchObject({ discount: 290, final_amount: 780 });
    expect(delivered.vat).toMatchObject([
      { rate_bp: 700, gross: 780 },
      { rate_bp: 1_900, gross: 0, vat: 0 },
    ]);
  });

  test("is refused with its reason, and nothing is ordered", async () => {
    const cases: [code: string, reason: RegExp][] = [
      ["NOSUCHCODE", /don't know the code NOSUCHCODE/],
      [(await makeVoucher({ tenant_id: other.id })).code, /another restaurant/],
      [(await makeVoucher({ kind: "amount", amount: 5, currency: "JPY" })).code, /another currency/],
      [
        (await makeVoucher({ valid_from: new Date(Date.now() + 60_000).toISOString() })).code,
        /not valid yet/,
      ],
      [(await makeVoucher({ minimum: 781, currency: "EUR" })).code, /€7.81 or more/],
    ];
    for (const [code, reason] of cases) {
      const refused = await place(lena, code);
      expect(refused).toMatchObject({
        ok: false,
        code: "conflict",
        message: expect.stringMatching(reason),
        fieldErrors: { voucher_code: expect.stringMatching(reason) },
        current: { discount: 0 },
      });
    }
  });

  test("no longer counts when it was ended or its time is over", async () => {
    const { id, code } = await makeVoucher({ valid_until: new Date(Date.now() + 60_000).toISOString() });
    expect((await commands.end_voucher.carryOut(ada, { voucher_id: id }, undefined)).ok).toBe(true);
    expect(await place(lena, code)).toMatchObject({ message: expect.stringMatching(/no longer valid/) });
    const other = await makeVoucher({ valid_until: new Date(Date.now() + 60_000).toISOString() });
    await (await queryable())
      .update(vouchers)
      .set({ valid_until: new Date(Date.now() - 1) })
      .where(eq(vouchers.id, other.id));
    expect(await place(lena, other.code)).toMatchObject({
      message: expect.stringMatching(/no longer valid/),
    });
  });

  test("is told of in a quote, with the tip and the VAT", async () => {
    const { code } = await makeVoucher();
    expect(await quote(lena, code)).toMatchObject({
      ...{ discount: 78, tip: 200, total: 780 + 290 - 78 + 200 },
      voucher: { code, by: "platform", problem: null, message: null },
    });
    expect(await quote(lena, "NOSUCHCODE")).toMatchObject({
      ...{ discount: 0, total: 780 + 290 + 200, can_order: true },
      voucher: { problem: "unknown", message: expect.stringMatching(/don't know/) },
    });
    expect(await quote(null, code)).toMatchObject({ discount: 0, voucher: { problem: "signed_out" } });
  });

  test("the total that the customer saw includes it", async () => {
    const { code } = await makeVoucher();
    expect(await place(lena, code, { expected_total: 1_070 })).toMatchObject({
      ok: false,
      code: "conflict",
      current: { total: 1_070 - 78 },
    });
    expect((await place(lena, code, { expected_total: 1_070 - 78 })).ok).toBe(true);
  });

  test("the lowest order counts before the discount", async () => {
    const strict = await makeRestaurant({ minimum_order: 780 });
    const { code } = await makeVoucher();
    const result = await placeOrder(lena, orderFor(strict, { voucher_code: code }));
    expect(result.ok).toBe(true);
  });
});

describe("limits", () => {
  test("of a hundred people at once, exactly as many redeem it as the limit says", async () => {
    const { id, code } = await makeVoucher({ limit_total: 7 });
    const people = await Promise.all(Array.from({ length: 100 }, (_, n) => makePerson(`Person${n}`)));
    const results = await Promise.all(people.map((person) => place(person, code)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(7);
    for (const result of results) if (!result.ok) expect(result.message).toBe(`The code ${code} is used up`);
    expect(await redeemed(id)).toBe(7);
    const kept = await (await queryable()).select().from(orders).where(eq(orders.voucher_code, code));
    expect(kept).toHaveLength(7);
  });

  test("of a person's orders at once, exactly as many redeem it as each person may", async () => {
    const { id, code } = await makeVoucher({ limit_per_person: 2 });
    const greedy = await makePerson("Greedy");
    const results = await Promise.all(Array.from({ length: 5 }, () => place(greedy, code)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(2);
    expect(await place(greedy, code)).toMatchObject({ message: expect.stringMatching(/used the code/) });
    expect((await place(lena, code)).ok).toBe(true);
    expect(await redeemed(id)).toBe(3);
  });

  test("a repeated request redeems it once", async () => {
    const { id, code } = await makeVoucher({ limit_total: 1 });
    const input = orderFor(store, { voucher_code: code });
    const key = randomUUID();
    const results = await Promise.all(
      Array.from({ length: 5 }, () => placeOrder(lena, input, { idempotencyKey: key })),
    );
    expect(new Set(results.map((result) => (result.ok ? result.data.id : result.message))).size).toBe(1);
    expect(await redeemed(id)).toBe(1);
  });
});

describe("a redemption is released", () => {
  test("when the order is declined, cancelled or not accepted in time, once", async () => {
    const { id, code } = await makeVoucher({ limit_total: 3, limit_per_person: 3 });
    const declined = await placed(lena, code);
    const cancelled = await placed(lena, code);
    const missed = await placed(lena, code);
    expect(await place(lena, code)).toMatchObject({ ok: false });
    const decline = { name: "decline", reason: "TOO_BUSY", note: "" } as const;
    expect((await changeOrder(lucia, declined.id, decline)).ok).toBe(true);
    await runReactions(5_000);
    expect(await redeemed(id)).toBe(2);
    // The number that was released is free again.
    const again = await placed(lena, code);
    expect((await changeOrder(lena, cancelled.id, { name: "cancel", note: "" })).ok).toBe(true);
    await (await queryable())
      .update(orders)
      .set({ accept_by: new Date(Date.now() - 1_000) })
      .where(eq(orders.id, missed.id));
    await expireOverdueOrders();
    await runReactions(5_000);
    await runReactions(5_000);
    expect(await redeemed(id)).toBe(1);
    expect((await getOrder(lena, again.id))?.discount).toBe(78);
  });

  test("when its payment failed, by whoever calls it, and never twice", async () => {
    const { id, code } = await makeVoucher({ limit_total: 1 });
    const order = await placed(lena, code);
    await transaction((tx) => releaseVoucher(tx, order.id));
    await transaction((tx) => releaseVoucher(tx, order.id));
    expect(await redeemed(id)).toBe(0);
    expect((await place(lena, code)).ok).toBe(true);
  });
});

describe("who may create and end vouchers", () => {
  const input = (over: object = {}) => ({
    ...{ code: newCode(), tenant_id: store.id, borne_by: "store", kind: "percent", percent_bp: 1_000 },
    ...over,
  });

  test("an owner those that the store bears, and nobody else's", async () => {
    const own = await commands.create_voucher.carryOut(lucia, input(), undefined);
    expect(own).toMatchObject({ ok: true, data: { borne_by: "store", redeemed: 0 } });
    for (const over of [{ borne_by: "platform" }, { tenant_id: other.id }, { tenant_id: null }])
      expect((await commands.create_voucher.carryOut(lucia, input(over), undefined)).ok).toBe(false);
    const platform = await makeVoucher({ tenant_id: store.id });
    for (const who of [lucia, lena])
      expect(await commands.end_voucher.carryOut(who, { voucher_id: platform.id }, undefined)).toMatchObject({
        ok: false,
        code: "not_found",
      });
  });

  test("a code that is taken, and amounts in a currency that is not the store's, are refused", async () => {
    const { code } = await makeVoucher();
    expect(await commands.create_voucher.carryOut(lucia, input({ code }), undefined)).toMatchObject({
      fieldErrors: { code: expect.stringMatching(/taken/) },
    });
    const yen = input({ kind: "amount", percent_bp: undefined, amount: 500, currency: "JPY" });
    expect(await commands.create_voucher.carryOut(lucia, yen, undefined)).toMatchObject({
      fieldErrors: { currency: expect.any(String) },
    });
  });

  test("both are in the audit log, and lists are for who may see them", async () => {
    const { id } = await makeVoucher({ tenant_id: other.id });
    await commands.end_voucher.carryOut(ada, { voucher_id: id }, undefined);
    const entries = await (await queryable()).select().from(auditLog).where(eq(auditLog.target_id, id));
    expect(entries.map(({ action }) => action).sort()).toEqual(["create_voucher", "end_voucher"]);
    expect(await listVouchers(lucia, { tenantId: other.id })).toBeNull();
    expect(await listVouchers(lucia, { tenantId: null })).toBeNull();
    const own = await listVouchers(lucia, { tenantId: store.id });
    expect(own?.every(({ tenant_id }) => tenant_id === store.id)).toBe(true);
    const all = await listVouchers(ada, { tenantId: null });
    expect(all?.map((voucher) => voucher.id)).toContain(id);
    const last = all?.at(-1)?.id;
    expect(await listVouchers(ada, { tenantId: null, before: last })).toEqual([]);
  });
});

test("a tip for a rider is refused where the store brings its orders itself", async () => {
  const order = orderFor(store, { tip: { amount: 100, to: "rider" } });
  expect(await placeOrder(lena, order)).toMatchObject({ fieldErrors: { "tip.to": expect.any(String) } });
});
