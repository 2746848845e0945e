import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/server/viewer";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { ledgerDays, ledgerEntries, ledgerTransactions } from "@/lib/db/schema/ledger";
import { channels } from "@/lib/db/schema/realtime";
import { transaction } from "@/lib/db/transaction";
import { readBalances, readStoreLedger } from "@/lib/ledger/server/queries";
import { keepLedgerOfOrders, keepLedgerOfRefunds } from "@/lib/ledger/server/react-to-events";
import { post } from "@/lib/ledger/server/write";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { changeOrder } from "@/lib/orders/server/commands";
import { settlePayment } from "@/lib/payments/server/settle";
import { drain } from "@/lib/reactions/drain";
import { replay } from "@/lib/reactions/replay";
import { withDatabase } from "@/test/support/database";
import { acceptedEarlier, makeCardOrder, readPaymentRow, runPayments } from "@/test/support/payments";
import { makeOrder, makePerson, makeRestaurant, type TestRestaurant } from "@/test/support/world";

withDatabase();

/** 15 % of two soups for 390 each. */
const COMMISSION = 117;

let kitchen: TestRestaurant;
let lena: Viewer;
let owner: Viewer;
let staff: Viewer;
let stranger: Viewer;

const DELIVER = { name: "deliver" } as const;

const keep = () => drain([keepLedgerOfOrders, keepLedgerOfRefunds], 5_000);

beforeAll(async () => {
  await runPayments();
  await keep();
});

beforeEach(async () => {
  kitchen = await makeRestaurant();
  lena = await makePerson("Lena");
  owner = await makePerson("Ana", { staffOf: [kitchen.id] });
  staff = await makePerson("Maya", { staffOf: [kitchen.id], role: "staff" });
  stranger = await makePerson("Stranger");
});

async function deliver() {
  const order = await makeOrder(lena, kitchen);
  for (const action of [{ name: "accept", prep_minutes: 20 }, { name: "hand_over" }, DELIVER] as const)
    expect(await changeOrder(owner, order.id, action)).toMatchObject({ ok: true });
  await keep();
  return order;
}

async function sumsOf(tenantId: string) {
  const rows = await (await queryable())
    .select({ account: ledgerDays.account, amount: sql<string>`sum(${ledgerDays.amount})` })
    .from(ledgerDays)
    .where(eq(ledgerDays.tenant_id, tenantId))
    .groupBy(ledgerDays.account);
  return Object.fromEntries(rows.map(({ account, amount }) => [account, Number(amount)]));
}

test("a delivered order is what its store earns, once, however often it is told", async () => {
  await deliver();
  // In cash at the store's own door: it has all of it, and owes the commission.
  const expected = { customer: 0, platform_fee: COMMISSION, store_payable: -COMMISSION };
  expect(await sumsOf(kitchen.id)).toEqual(expected);
  const channel = tenantOrdersChannel.name(kitchen.id);
  const [log] = await (await queryable()).select().from(channels).where(eq(channels.name, channel));
  expect(await replay(keepLedgerOfOrders, channel, 0, log?.head ?? 0)).toBeGreaterThan(0);
  await keep();
  expect(await sumsOf(kitchen.id)).toEqual(expected);
  expect(await readBalances(await queryable(), "store_payable", kitchen.id)).toEqual([
    { currency: "EUR", amount: -COMMISSION },
  ]);
});

test("a delivery that is taken back leaves nothing, and counts again when it is made", async () => {
  const order = await deliver();
  expect(await changeOrder(owner, order.id, { name: "undo" })).toMatchObject({ ok: true });
  await keep();
  expect(await sumsOf(kitchen.id)).toEqual({ customer: 0, platform_fee: 0, store_payable: 0 });
  expect(await changeOrder(owner, order.id, DELIVER)).toMatchObject({ ok: true });
  await keep();
  expect((await sumsOf(kitchen.id)).store_payable).toBe(-COMMISSION);
});

test("a refund that the store bears is taken off what it earns", async () => {
  const order = await deliver();
  const before = (await sumsOf(kitchen.id)).store_payable ?? 0;
  const asked = await commands.request_refund.carryOut(
    owner,
    { order_id: order.id, reason: "MISSING_ITEM", fault: "kitchen", amount: 100 },
    randomUUID(),
  );
  expect(asked).toMatchObject({ ok: true, data: { status: "refunded" } });
  await keep();
  expect((await sumsOf(kitchen.id)).store_payable).toBe(before - 100);
});

test("an order by card leaves nothing with its customer, also after the provider paid a refund back", async () => {
  const order = await makeCardOrder(lena, kitchen);
  expect(await changeOrder(owner, order.id, { name: "accept", prep_minutes: 20 })).toMatchObject({
    ok: true,
  });
  await acceptedEarlier(order.id);
  const settleNow = async () => settlePayment((await readPaymentRow(order.id)).id);
  await settleNow();
  for (const action of [{ name: "hand_over" }, DELIVER] as const)
    expect(await changeOrder(owner, order.id, action)).toMatchObject({ ok: true });
  const admin = await makePerson("Ada", { isAdmin: true });
  const refund = { order_id: order.id, reason: "OTHER", fault: "platform", amount: 100 } as const;
  expect(await commands.request_refund.carryOut(admin, refund, randomUUID())).toMatchObject({ ok: true });
  await settleNow();
  await keep();
  const { captured, refunded } = await readPaymentRow(order.id);
  expect(captured).toBeGreaterThan(0);
  expect(await sumsOf(kitchen.id)).toMatchObject({
    customer: refunded - 100,
    platform_loss: -100,
    provider_clearing: refunded - captured,
  });
  expect(refunded).toBe(100);
});

test("the ledger of a store is for its owners, and each line names its order", async () => {
  const order = await deliver();
  const date = new Date().toISOString().slice(0, 10);
  const span = { from: `${date.slice(0, 8)}01`, to: `${date.slice(0, 4)}-12-31` };
  const store = { id: kitchen.id, currency: "EUR" };
  const seen = await readStoreLedger(owner, store, span);
  expect(seen?.opening).toBe(0);
  expect(seen?.lines.every(({ order_code }) => order_code === order.order_code)).toBe(true);
  expect(seen?.lines.reduce((total, { amount }) => total + amount, 0)).toBe(seen?.closing);
  expect(await readStoreLedger(staff, store, span)).toBeNull();
  expect(await readStoreLedger(stranger, store, span)).toBeNull();
});

test("entries that do not sum to zero are not written", async () => {
  const posting = {
    source: randomUUID(),
    kind: "payout",
    tenant_id: kitchen.id,
    time_zone: "Europe/Berlin",
    order_id: null,
    currency: "EUR",
    at: new Date(),
    entries: [{ account: "store_payable", holder: kitchen.id, amount: 1 }],
  } as const;
  await expect(transaction((tx) => post(tx, posting))).rejects.toThrow("sum to zero");
  const db = await queryable();
  const written = await db
    .select()
    .from(ledgerTransactions)
    .where(eq(ledgerTransactions.source, posting.source));
  expect(written).toEqual([]);
  const [all] = await db
    .select({ sum: sql<string>`coalesce(sum(${ledgerEntries.amount}), 0)` })
    .from(ledgerEntries);
  expect(Number(all?.sum)).toBe(0);
});
