import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { userChannel } from "@/lib/auth/model/channels";
import { queryable } from "@/lib/db/client";
import { payments } from "@/lib/db/schema/payments";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { changeOrder } from "@/lib/orders/server/commands";
import { placeOrder } from "@/lib/orders/server/place";
import {
  getBoard,
  getOrder,
  listMyActiveOrders,
  listMyOrders,
  listVisibleOrders,
  searchOrders,
} from "@/lib/orders/server/queries";
import { payDemo } from "@/lib/payments/server/pay-demo";
import { listStuckPayments, readPaymentOf } from "@/lib/payments/server/queries";
import { settlePayment } from "@/lib/payments/server/settle";
import { withDatabase } from "@/test/support/database";
import {
  acceptedEarlier,
  carriedOut,
  draftCardOrder,
  eventsOn,
  hasOrderRow,
  makeCardOrder,
  OK_CARD,
  readAttemptsOf,
  readPaymentRow,
  runPayments,
} from "@/test/support/payments";
import { makePerson, makeRestaurant, orderFor, type TestRestaurant } from "@/test/support/world";

withDatabase();

type Person = Awaited<ReturnType<typeof makePerson>>;
let kitchen: TestRestaurant;
let lena: Person;
let ana: Person;
let stranger: Person;
let admin: Person;

beforeAll(async () => {
  await runPayments();
  admin = await makePerson("Ada", { isAdmin: true });
  stranger = await makePerson("Stranger");
});

beforeEach(async () => {
  kitchen = await makeRestaurant();
  lena = await makePerson("Lena");
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
});

const TOTAL = 2 * 390 + 290;
const by = (person: Person) => ({ ...person });

async function accept(orderId: string) {
  const accepted = await changeOrder(by(ana), orderId, { name: "accept", prep_minutes: 20 });
  expect(accepted.ok).toBe(true);
  await acceptedEarlier(orderId);
}

async function settleOf(orderId: string): Promise<void> {
  await settlePayment((await readPaymentRow(orderId)).id);
}

describe("an order by card that nobody has paid", () => {
  test("waits with its payment, which the customer's browser can confirm", async () => {
    const order = await draftCardOrder(lena, kitchen);
    expect(order).toMatchObject({ final_amount: TOTAL, payment_method: "card", timeline: [] });
    expect(order.payment).toMatchObject({
      status: "waiting",
      amount: TOTAL,
      authorized: 0,
      captured: 0,
      refunded: 0,
      currency: "EUR",
      placed_at: null,
      is_over: false,
      attempts: [],
      client_secret: expect.stringContaining("demo_secret_"),
    });
    expect(await getOrder(lena, order.id)).toMatchObject({ id: order.id, payment: { status: "waiting" } });
    expect(await eventsOn(userChannel.name(lena.userId), "payment_status")).toMatchObject([
      { order_id: order.id, status: "waiting", version: 1 },
    ]);
  });

  test("is seen by nobody but the customer, and in no list", async () => {
    const order = await draftCardOrder(lena, kitchen);
    await runPayments();
    for (const other of [ana, stranger, admin]) {
      expect(await getOrder(other, order.id)).toBeNull();
      expect(await readPaymentOf(order.id, other)).toBeNull();
    }
    expect(await hasOrderRow(order.id)).toBe(false);
    expect((await getBoard(ana, kitchen.id))?.orders).toEqual([]);
    expect((await searchOrders(ana, kitchen.id, {}))?.orders).toEqual([]);
    expect((await listMyOrders(lena)).orders).toEqual([]);
    expect((await listVisibleOrders(ana)).orders).toEqual([]);
    expect(await listMyActiveOrders(lena)).toEqual([]);
    expect(await eventsOn(tenantOrdersChannel.name(kitchen.id), "new_order")).toEqual([]);
    expect(await eventsOn(tenantOrdersChannel.name(kitchen.id), "payment_status")).toEqual([]);
  });

  test("is one for one key, also when it was paid meanwhile", async () => {
    const idempotencyKey = randomUUID();
    const input = orderFor(kitchen, { payment_method: "card" });
    const first = await placeOrder(lena, input, { idempotencyKey });
    const again = await placeOrder(lena, input, { idempotencyKey });
    if (!first.ok || !again.ok) throw new Error("refused");
    expect(again.data.id).toBe(first.data.id);
    expect(again.data.payment?.client_secret).toBe(first.data.payment?.client_secret);
    await payDemo(first.data.payment?.client_secret ?? "", { card: OK_CARD });
    await runPayments();
    const paid = await placeOrder(lena, input, { idempotencyKey });
    expect(paid).toMatchObject({ ok: true, data: { id: first.data.id, timeline: [{ action: "place" }] } });
  });

  test("is given up when its time is over, and cannot be paid any more", async () => {
    const order = await draftCardOrder(lena, kitchen);
    const db = await queryable();
    await db
      .update(payments)
      .set({ expires_at: new Date(Date.now() - 1_000) })
      .where(eq(payments.order_id, order.id));
    await settleOf(order.id);
    expect(await getOrder(lena, order.id)).toMatchObject({ payment: { status: "failed", is_over: true } });
    expect(await payDemo(order.secret, { card: OK_CARD })).toMatchObject({ ok: false, code: "not_found" });
    expect(await hasOrderRow(order.id)).toBe(false);
    expect(await carriedOut(order.id)).toMatchObject({ void: { carried_out: 1 } });
  });

  test("is placed, not given up, when it was paid just in time", async () => {
    const order = await draftCardOrder(lena, kitchen);
    await payDemo(order.secret, { card: "4000000000000127" });
    const db = await queryable();
    await db
      .update(payments)
      .set({ expires_at: new Date(Date.now() - 1_000) })
      .where(eq(payments.order_id, order.id));
    await settleOf(order.id);
    expect(await hasOrderRow(order.id)).toBe(true);
  });
});

describe("a payment that the bank authorises", () => {
  test("sends the order to the store, with the time to accept counted from then", async () => {
    const order = await makeCardOrder(lena, kitchen);
    const seen = await getOrder(ana, order.id);
    expect(seen).toMatchObject({
      id: order.id,
      order_code: order.order_code,
      timeline: [{ action: "place", actor_name: "Lena" }],
      payment: { status: "authorized", authorized: TOTAL, captured: 0, attempts: [{ kind: "authorize" }] },
    });
    expect(seen?.payment).not.toHaveProperty("client_secret");
    expect(Date.parse(seen?.created_at ?? "")).toBeGreaterThan(Date.parse(order.created_at));
    expect(Date.parse(seen?.accept_by ?? "") - Date.parse(seen?.created_at ?? "")).toBe(
      Date.parse(order.accept_by) - Date.parse(order.created_at),
    );
    expect((await getBoard(ana, kitchen.id))?.orders).toMatchObject([{ id: order.id }]);
    expect(await eventsOn(tenantOrdersChannel.name(kitchen.id), "new_order")).toMatchObject([
      { order_id: order.id, version: 1 },
    ]);
    expect(await eventsOn(tenantOrdersChannel.name(kitchen.id), "payment_status")).toMatchObject([
      { order_id: order.id, status: "authorized", authorized: TOTAL },
    ]);
    expect(await readPaymentRow(order.id)).toMatchObject({ draft: null, status: "authorized" });
  });

  test("uses the address that the customer has ordered to meanwhile", async () => {
    const order = await draftCardOrder(lena, kitchen);
    const other = await placeOrder(lena, orderFor(kitchen));
    await payDemo(order.secret, { card: OK_CARD });
    await runPayments();
    const placed = await getOrder(lena, order.id);
    expect(other.ok && other.data.address_id).toBe(placed?.address_id);
  });

  test("follows a refused card and a challenge on the same payment", async () => {
    const order = await draftCardOrder(lena, kitchen);
    expect(await payDemo(order.secret, { card: "4000 0000 0000 0002" })).toMatchObject({
      data: { status: "failed", code: "card_declined" },
    });
    await runPayments();
    expect(await readPaymentOf(order.id, lena)).toMatchObject({
      status: "failed",
      is_over: false,
      client_secret: order.secret,
      attempts: [{ kind: "authorize", outcome: "failed", code: "card_declined" }],
    });
    await payDemo(order.secret, { card: "4000000000000002" });
    await runPayments();
    expect(await readAttemptsOf(order.id)).toHaveLength(2);
    expect(await payDemo(order.secret, { card: "4000000000003220" })).toMatchObject({
      data: { status: "requires_action" },
    });
    expect(await payDemo(order.secret, { answer: "approve" })).toMatchObject({
      data: { status: "authorized" },
    });
    await runPayments();
    expect(await hasOrderRow(order.id)).toBe(true);
    expect((await readAttemptsOf(order.id)).map(({ outcome }) => outcome)).toEqual([
      "failed",
      "failed",
      "succeeded",
    ]);
  });
});

describe("the money of a placed order", () => {
  test("is taken once the store has accepted it and cannot undo that any more", async () => {
    const order = await makeCardOrder(lena, kitchen);
    const accepted = await changeOrder(by(ana), order.id, { name: "accept", prep_minutes: 20 });
    expect(accepted.ok).toBe(true);
    await runPayments();
    await settleOf(order.id);
    expect(await readPaymentRow(order.id)).toMatchObject({ captured: 0, status: "authorized" });
    await acceptedEarlier(order.id);
    await settleOf(order.id);
    await settleOf(order.id);
    expect(await readPaymentRow(order.id)).toMatchObject({ captured: TOTAL, status: "captured" });
    expect(await carriedOut(order.id)).toEqual({
      create: { carried_out: 1, amount: TOTAL },
      capture: { carried_out: 1, amount: TOTAL },
    });
  });

  test("is let go of when the store declines", async () => {
    const order = await makeCardOrder(lena, kitchen);
    await changeOrder(by(ana), order.id, { name: "decline", reason: "TOO_BUSY", note: "" });
    await runPayments();
    expect(await readPaymentRow(order.id)).toMatchObject({ captured: 0, status: "released" });
    expect(await carriedOut(order.id)).toMatchObject({ void: { carried_out: 1 } });
  });

  test("is paid back when the order is cancelled later", async () => {
    const order = await makeCardOrder(lena, kitchen);
    await accept(order.id);
    await settleOf(order.id);
    await changeOrder(by(ana), order.id, { name: "cancel", reason: "OUT_OF_ITEMS", note: "" });
    await runPayments();
    await settleOf(order.id);
    expect(await readPaymentRow(order.id)).toMatchObject({
      captured: TOTAL,
      refunded: TOTAL,
      status: "refunded",
    });
    expect(await carriedOut(order.id)).toMatchObject({ refund: { carried_out: 1, amount: TOTAL } });
    const told = await eventsOn(userChannel.name(lena.userId), "payment_status");
    expect(told.map(({ status }) => status)).toEqual([
      "waiting",
      "authorized",
      "captured",
      "refund_pending",
      "refunded",
    ]);
    expect(told.map(({ version }) => version)).toEqual(
      [...new Set(told.map(({ version }) => version))].sort(),
    );
  });

  test("is shown to admins when the bank refuses to pay it back", async () => {
    const order = await makeCardOrder(lena, kitchen, { card: "4000000000005126" });
    await accept(order.id);
    await settleOf(order.id);
    await changeOrder(by(ana), order.id, { name: "cancel", reason: "OUT_OF_ITEMS", note: "" });
    for (let n = 0; n < 3; n += 1) await expect(settleOf(order.id)).rejects.toThrow("refund_failed");
    expect(await settlePayment((await readPaymentRow(order.id)).id)).toBe(0);
    expect(await listStuckPayments(ana)).toBeNull();
    expect(await listStuckPayments(admin)).toContainEqual(
      expect.objectContaining({ order_id: order.id, problem: "declined: refund_failed" }),
    );
  });
});
