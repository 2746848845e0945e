import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type * as z from "zod/mini";
import { userChannel } from "@/lib/auth/model/channels";
import type { Viewer } from "@/lib/auth/server/viewer";
import { channels } from "@/lib/channels";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { chatPhotos } from "@/lib/db/schema/chat";
import { notifications } from "@/lib/db/schema/notifications";
import { orders } from "@/lib/db/schema/orders";
import { auditLog } from "@/lib/db/schema/platform";
import { refunds } from "@/lib/db/schema/refunds";
import { tenants } from "@/lib/db/schema/stores";
import { transaction } from "@/lib/db/transaction";
import { notifyOfRefunds } from "@/lib/notifications/server/react-to-refunds";
import { remindOfRefund } from "@/lib/notifications/server/remind-of-refund";
import type { OrderDetail } from "@/lib/orders/model/schema";
import { changeOrder } from "@/lib/orders/server/commands";
import { settlePayment } from "@/lib/payments/server/settle";
import { drain } from "@/lib/reactions/drain";
import { tenantRefundsChannel } from "@/lib/refunds/model/channel";
import type { RefundAnswer, refundBodySchema } from "@/lib/refunds/model/schema";
import { markRefund } from "@/lib/refunds/server/commands";
import {
  approvedRefunds,
  listAllRefunds,
  listStoreRefunds,
  readOrderRefunds,
} from "@/lib/refunds/server/queries";
import { withDatabase } from "@/test/support/database";
import {
  acceptedEarlier,
  carriedOut,
  eventsOn,
  makeCardOrder,
  readPaymentRow,
  runPayments,
} from "@/test/support/payments";
import { makeOrder, makePerson, makeRestaurant, type TestRestaurant } from "@/test/support/world";

withDatabase();

/** Two soups for 390 each and the delivery for 290. */
const TOTAL = 2 * 390 + 290;

let kitchen: TestRestaurant;
let [lena, owner, staff, admin, stranger, elsewhere]: Viewer[] = [];
type Asked = Partial<z.input<typeof refundBodySchema>>;

const who = (viewer: Viewer | undefined): Viewer => {
  if (viewer === undefined) throw new Error("Nobody");
  return viewer;
};

beforeAll(async () => {
  await drain([notifyOfRefunds], 1_000);
  admin = await makePerson("Ada", { isAdmin: true });
  stranger = await makePerson("Stranger");
  elsewhere = await makePerson("Olga", { staffOf: [(await makeRestaurant()).id] });
});

beforeEach(async () => {
  kitchen = await makeRestaurant();
  lena = await makePerson("Lena");
  owner = await makePerson("Ana", { staffOf: [kitchen.id] });
  staff = await makePerson("Maya", { staffOf: [kitchen.id], role: "staff" });
});

async function end(orderId: string, status: "Delivered" | "Cancelled" = "Delivered", daysAgo = 0) {
  const at = new Date(Date.now() - daysAgo * 86_400_000);
  const ended = status === "Delivered" ? { delivered_at: at } : { cancelled_at: at };
  await (await queryable())
    .update(orders)
    .set({ order_status: status, payment_status: "captured", ...ended })
    .where(eq(orders.id, orderId));
}

async function delivered(customer = who(lena)): Promise<OrderDetail> {
  const order = await makeOrder(customer, kitchen);
  await end(order.id);
  return order;
}

const ask = (viewer: Viewer | undefined, order_id: string, asked: Asked = {}, key: string = randomUUID()) =>
  commands.request_refund.carryOut(
    who(viewer),
    {
      order_id,
      reason: "MISSING_ITEM",
      fault: "kitchen",
      ...("items" in asked || "full" in asked ? {} : { amount: 100 }),
      ...asked,
    },
    key,
  );
const answer = (viewer: Viewer | undefined, refund_id: string, given: RefundAnswer, note = "") =>
  commands.answer_refund.carryOut(who(viewer), { refund_id, answer: given, note }, randomUUID());

async function idOf(asked: ReturnType<typeof ask> | Awaited<ReturnType<typeof ask>>): Promise<string> {
  const result = await Promise.resolve(asked);
  if (!result.ok) throw new Error(result.message);
  return result.data.id;
}

async function rowOf(id: string) {
  const [row] = await (await queryable()).select().from(refunds).where(eq(refunds.id, id));
  if (row === undefined) throw new Error("No refund");
  return row;
}

const setLimit = (refund_limit: number | null) =>
  commands.set_refund_limit.carryOut(who(owner), { tenant_id: kitchen.id, refund_limit }, randomUUID());

async function noticesOf(viewer: Viewer | undefined) {
  await drain([notifyOfRefunds], 5_000);
  const rows = await (await queryable())
    .select({ title: notifications.title, url: notifications.action_url })
    .from(notifications)
    .where(eq(notifications.user_id, who(viewer).userId))
    .orderBy(notifications.created_at);
  return rows;
}

describe("a customer", () => {
  test("asks for a dish, and gets it when the store approves", async () => {
    const order = await delivered();
    const items = [{ order_item_id: order.items[0]?.id ?? "", quantity: 1 }];
    const asked = await ask(lena, order.id, { items });
    expect(asked).toMatchObject({ ok: true, data: { amount: 390, status: "pending_approval" } });
    const id = await idOf(asked);
    expect((await noticesOf(staff)).map(({ title }) => title)).toEqual([
      `${order.order_code}: a customer asks for €3.90`,
    ]);
    expect(await answer(staff, id, "approve")).toMatchObject({ ok: true, data: { status: "refunded" } });
    expect(await rowOf(id)).toMatchObject({ borne_by: "store", answered_role: "store", version: 2 });
    expect((await noticesOf(lena)).map(({ title }) => title)).toEqual([
      `We have your request about ${order.order_code}`,
      `You get €3.90 back for ${order.order_code}`,
    ]);
    expect(await answer(owner, id, "refuse", "Late")).toMatchObject({ ok: false, code: "conflict" });
    expect(await readOrderRefunds(who(lena), order.id)).toMatchObject({
      as: "customer",
      left: TOTAL - 390,
      lines: [{ left: 1, net: 780 }],
      refunds: [{ id, borne_by: null, items: [{ name: "Miso soup", quantity: 1, amount: 390 }] }],
    });
  });

  test("is told why the store refuses, and can ask again", async () => {
    const order = await delivered();
    const id = await idOf(ask(lena, order.id));
    expect(await ask(lena, order.id)).toMatchObject({ ok: false, code: "conflict" });
    expect(await answer(staff, id, "refuse")).toMatchObject({ ok: false, code: "invalid" });
    expect(await answer(staff, id, "refuse", "It was there.")).toMatchObject({ data: { status: "refused" } });
    const events = await eventsOn(userChannel.name(who(lena).userId), "refund_changed");
    expect(events.map(({ change }) => change)).toEqual(["requested", "refused"]);
    expect(await ask(lena, order.id)).toMatchObject({ ok: true });
  });

  test("cannot ask about an order that is under way, was cancelled or is older than 30 days", async () => {
    const open = await makeOrder(who(lena), kitchen);
    expect(await ask(lena, open.id)).toMatchObject({ ok: false, code: "conflict" });
    const cancelled = await makeOrder(who(lena), kitchen);
    await end(cancelled.id, "Cancelled");
    expect(await ask(lena, cancelled.id)).toMatchObject({ ok: false, code: "conflict" });
    const old = await makeOrder(who(lena), kitchen);
    await end(old.id, "Delivered", 31);
    expect(await ask(lena, old.id)).toMatchObject({ ok: false, message: expect.stringContaining("30 days") });
    expect(await ask(staff, old.id), "staff may be kind").toMatchObject({ ok: true });
  });

  test("gives evidence from the third request on, and pauses after the fifth", async () => {
    const list: OrderDetail[] = [];
    for (let count = 0; count < 6; count += 1) list.push(await delivered());
    const [a, b, c, d, e, f] = list.map(({ id }) => id);
    expect(await ask(lena, a ?? "")).toMatchObject({ ok: true });
    expect(await ask(lena, b ?? "")).toMatchObject({ ok: true });
    expect(await ask(lena, c ?? "", { note: "cold" })).toMatchObject({
      ok: false,
      code: "invalid",
      fieldErrors: { note: expect.stringContaining("20 characters") },
    });
    expect(await ask(lena, c ?? "", { photo_ids: [newId()] })).toMatchObject({
      ok: false,
      code: "not_found",
    });
    const photo = newId();
    await (await queryable()).insert(chatPhotos).values({
      ...{ id: photo, order_id: c ?? "", room: "customer_store", user_id: who(lena).userId },
      ...{ created_at: new Date(), sent_at: new Date(), bytes: new Uint8Array([1]) },
    });
    expect(await ask(lena, d ?? "", { photo_ids: [photo] }), "of another order").toMatchObject({
      ok: false,
      code: "not_found",
    });
    const third = await idOf(ask(lena, c ?? "", { photo_ids: [photo] }));
    expect((await rowOf(third)).evidence).toMatchObject({ photo_ids: [photo], handed_over: "unknown" });
    const note = "The soup was cold and spilled.";
    expect(await ask(lena, d ?? "", { note })).toMatchObject({ ok: true });
    expect(await ask(lena, e ?? "", { note })).toMatchObject({ ok: true });
    expect(await ask(lena, f ?? "", { note })).toMatchObject({
      ok: false,
      code: "limited",
      message: expect.stringContaining("You can ask again in 168 hours"),
    });
    expect(await ask(staff, f ?? ""), "the store still can").toMatchObject({ ok: true });
  });

  test("is counted one request after the other, also across orders", async () => {
    const list: OrderDetail[] = [];
    for (let count = 0; count < 8; count += 1) list.push(await delivered());
    const note = "The soup was cold and spilled.";
    const results = await Promise.all(list.map(({ id }) => ask(lena, id, { note })));
    expect(results.filter(({ ok }) => ok)).toHaveLength(5);
  });

  test("gets one refund for one key, as it is now", async () => {
    const order = await delivered();
    const key = randomUUID();
    const id = await idOf(ask(lena, order.id, {}, key));
    await answer(owner, id, "approve");
    expect(await ask(lena, order.id, {}, key)).toMatchObject({ ok: true, data: { id, status: "refunded" } });
    expect(await ask(lena, order.id, { amount: 101 }, key)).toMatchObject({ ok: false, code: "key_reused" });
  });

  test("never answers a refund of an own order, also as a member of the store", async () => {
    const order = await delivered(who(owner));
    const id = await idOf(ask(owner, order.id));
    expect(await rowOf(id)).toMatchObject({ status: "pending_approval", requested_role: "customer" });
    expect(await answer(owner, id, "approve")).toMatchObject({ ok: false, code: "forbidden" });
  });
});

describe("a store", () => {
  test("refunds at once up to its limit, and above it when an owner approves", async () => {
    await setLimit(500);
    const order = await delivered();
    expect(await ask(staff, order.id, { amount: 500 })).toMatchObject({ data: { status: "refunded" } });
    const id = await idOf(ask(staff, order.id, { amount: 501 }));
    expect(await rowOf(id)).toMatchObject({ status: "pending_approval", requested_role: "store" });
    expect((await noticesOf(owner)).map(({ title }) => title)).toEqual([
      `${order.order_code}: a refund of €5.01 needs an owner`,
    ]);
    expect(await noticesOf(staff)).toEqual([]);
    expect(await answer(staff, id, "approve")).toMatchObject({ ok: false, code: "forbidden" });
    expect(await answer(staff, id, "refuse", "No")).toMatchObject({ ok: false, code: "forbidden" });
    expect(await answer(owner, id, "approve")).toMatchObject({ data: { status: "refunded" } });
    const own = await delivered();
    expect(await ask(owner, own.id, { full: true })).toMatchObject({
      data: { amount: TOTAL, status: "refunded" },
    });
  });

  test("cannot approve above its limit what a customer asks for, without an owner", async () => {
    await setLimit(99);
    const id = await idOf(ask(lena, (await delivered()).id));
    expect(await answer(staff, id, "approve")).toMatchObject({ ok: false, code: "forbidden" });
    expect(await answer(owner, id, "approve")).toMatchObject({ ok: true });
  });

  test("does not pay for a rider of the platform, but for one of its own", async () => {
    const order = await delivered();
    const own = await idOf(ask(staff, order.id, { fault: "rider" }));
    expect(await rowOf(own), "the store brought it").toMatchObject({ borne_by: "store" });
    const gift = await idOf(ask(staff, order.id, { fault: "customer" }));
    expect(await rowOf(gift)).toMatchObject({ borne_by: "store" });
    const unknown = await idOf(ask(staff, order.id, { fault: "unknown" }));
    expect(await rowOf(unknown)).toMatchObject({ borne_by: "platform" });
  });

  test("contests what an admin granted at its cost, and the customer keeps the money", async () => {
    const order = await delivered();
    const id = await idOf(ask(admin, order.id, { note: "They called." }));
    expect(await rowOf(id)).toMatchObject({ status: "refunded", answered_role: "admin", borne_by: "store" });
    expect((await noticesOf(staff)).map(({ title }) => title)).toEqual([
      `${order.order_code}: Platewire refunded €1.00 at your cost`,
    ]);
    expect(await answer(admin, id, "contest", "No")).toMatchObject({ ok: false, code: "forbidden" });
    expect(await answer(staff, id, "contest")).toMatchObject({ ok: false, code: "invalid" });
    expect(await answer(staff, id, "contest", "It was in the bag.")).toMatchObject({ ok: true });
    expect(await answer(staff, id, "contest", "Again.")).toMatchObject({ ok: false, code: "conflict" });
    expect((await listAllRefunds(who(admin)))?.contested.map((refund) => refund.id)).toContain(id);
    expect(await answer(owner, id, "uphold")).toMatchObject({ ok: false, code: "forbidden" });
    expect(await answer(admin, id, "uphold", "The photo shows it.")).toMatchObject({
      data: { status: "refunded" },
    });
    expect(await rowOf(id)).toMatchObject({ contest_status: "upheld", borne_by: "platform" });
    expect(await answer(admin, id, "reject")).toMatchObject({ ok: false, code: "conflict" });
    const theirs = await eventsOn(userChannel.name(who(lena).userId), "refund_changed");
    expect(theirs, "nothing of the contest").toMatchObject([{ change: "granted", borne_by: null }]);
    const stores = await eventsOn(tenantRefundsChannel.name(kitchen.id), "refund_changed");
    expect(stores.map(({ change }) => change)).toEqual(["granted", "contested", "contest_upheld"]);
    const db = await queryable();
    const entries = await db.select().from(auditLog).where(eq(auditLog.tenant_id, kitchen.id));
    expect(entries.map(({ action }) => action).sort()).toEqual(["answer_refund", "request_refund"]);
  });

  test("cannot contest an own refund, nor one that was granted 7 days ago", async () => {
    const order = await delivered();
    const own = await idOf(ask(staff, order.id));
    expect(await answer(staff, own, "contest", "No")).toMatchObject({ ok: false, code: "conflict" });
    const id = await idOf(ask(admin, order.id));
    await (await queryable())
      .update(refunds)
      .set({ answered_at: sql`now() - interval '7 days 1 minute'` })
      .where(eq(refunds.id, id));
    expect(await answer(staff, id, "contest", "No")).toMatchObject({
      ok: false,
      message: expect.stringContaining("7 days"),
    });
  });

  test("is reminded once for each hour while a refund waits", async () => {
    const order = await delivered();
    const id = await idOf(ask(lena, order.id));
    const before = (await noticesOf(owner)).length;
    const asked_at = (await rowOf(id)).created_at.toISOString();
    const context = { signal: AbortSignal.timeout(5_000), steadySince: new Date(), progress: () => {} };
    const remind = (hours: number) => remindOfRefund.run({ refund_id: id, hours, asked_at }, context);
    expect(await remind(4)).toBe(2);
    await remind(4);
    expect(await noticesOf(owner)).toHaveLength(before + 1);
    await remind(24);
    expect(await noticesOf(owner)).toHaveLength(before + 2);
    expect(await remind(72), "and admins").toBeGreaterThan(2);
    await answer(staff, id, "approve");
    expect(await remind(24)).toBe(0);
  });
});

describe("somebody else", () => {
  test("finds no order, no refund and no list", async () => {
    const order = await delivered();
    const id = await idOf(ask(lena, order.id));
    for (const other of [stranger, elsewhere]) {
      expect(await ask(other, order.id)).toMatchObject({ ok: false, code: "not_found" });
      for (const given of ["approve", "refuse", "contest", "uphold", "reject"] as const)
        expect(await answer(other, id, given, "Mine")).toMatchObject({ ok: false, code: "not_found" });
      expect(await readOrderRefunds(who(other), order.id)).toBeNull();
      expect(await listStoreRefunds(who(other), kitchen.id)).toBeNull();
      expect(await listAllRefunds(who(other))).toBeNull();
      expect(
        await commands.set_refund_limit.carryOut(
          who(other),
          { tenant_id: kitchen.id, refund_limit: null },
          randomUUID(),
        ),
      ).toMatchObject({ ok: false, code: "forbidden" });
    }
    expect(await listStoreRefunds(who(lena), kitchen.id)).toBeNull();
    expect(await listAllRefunds(who(owner))).toBeNull();
    expect((await listStoreRefunds(who(staff), kitchen.id))?.waiting.map((refund) => refund.id)).toEqual([
      id,
    ]);
    expect(await readOrderRefunds(who(admin), "not an id")).toBeNull();
  });

  test("reads no channel of the store's refunds", async () => {
    const name = tenantRefundsChannel.name(kitchen.id);
    const mayRead = async (viewer: Viewer | undefined) =>
      !(await channels.judge(who(viewer), [name])).forbidden.includes(name);
    for (const viewer of [lena, stranger, elsewhere]) expect(await mayRead(viewer)).toBe(false);
    for (const viewer of [owner, staff, admin]) expect(await mayRead(viewer)).toBe(true);
  });
});

describe("what is pressed at the same time", () => {
  test("never gives back more than was paid: 50 requests at once", async () => {
    const order = await delivered();
    const presses = Array.from({ length: 50 }, (_, n) =>
      ask([staff, owner, admin][n % 3], order.id, { amount: 100 }),
    );
    const results = await Promise.all(presses);
    expect(results.filter(({ ok }) => ok)).toHaveLength(Math.floor(TOTAL / 100));
    const rows = await (await queryable()).select().from(refunds).where(eq(refunds.order_id, order.id));
    expect(rows.reduce((sum, { amount }) => sum + amount, 0)).toBe(1_000);
  });

  test("answers a request once", async () => {
    const id = await idOf(ask(lena, (await delivered()).id));
    const answers = await Promise.all([
      ...Array.from({ length: 5 }, () => answer(owner, id, "approve")),
      ...Array.from({ length: 5 }, () => answer(staff, id, "refuse", "No")),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await rowOf(id)).toMatchObject({ version: 2 });
  });

  test("writes one refund for one key", async () => {
    const order = await delivered();
    const key = randomUUID();
    const results = await Promise.all(Array.from({ length: 10 }, () => ask(staff, order.id, {}, key)));
    expect(new Set(results.map((result) => (result.ok ? result.data.id : "")))).toHaveLength(1);
    const rows = await (await queryable()).select().from(refunds).where(eq(refunds.order_id, order.id));
    expect(rows).toHaveLength(1);
  });
});

describe("an order that was paid by card", () => {
  async function paid() {
    const order = await makeCardOrder(who(lena), kitchen);
    await changeOrder(who(owner), order.id, { name: "accept", prep_minutes: 20 });
    await acceptedEarlier(order.id);
    await settlePayment((await readPaymentRow(order.id)).id);
    await end(order.id);
    return order;
  }

  test("is paid back by its provider, once", async () => {
    const order = await paid();
    expect(await readPaymentRow(order.id)).toMatchObject({ captured: TOTAL });
    const asked = await ask(owner, order.id, { amount: 300 });
    expect(asked).toMatchObject({ data: { status: "processing" } });
    const id = await idOf(asked);
    await runPayments();
    expect(await rowOf(id)).toMatchObject({ status: "refunded", refunded_at: expect.any(Date) });
    expect(await readPaymentRow(order.id)).toMatchObject({ status: "partially_refunded", refunded: 300 });
    await runPayments();
    expect(await carriedOut(order.id)).toMatchObject({ refund: { carried_out: 1, amount: 300 } });
    expect(await ask(owner, order.id, { amount: TOTAL - 299 })).toMatchObject({
      ok: false,
      code: "conflict",
    });
    expect(await ask(owner, order.id, { full: true })).toMatchObject({ data: { amount: TOTAL - 300 } });
  });

  test("has its outcome written once", async () => {
    const order = await paid();
    const id = await idOf(ask(owner, order.id, { amount: 300 }));
    expect(await approvedRefunds(await queryable(), order.id)).toMatchObject([{ id, amount: 300 }]);
    expect(await transaction((tx) => markRefund(tx, id, "failed"))).toBe(true);
    expect(await transaction((tx) => markRefund(tx, id, "refunded"))).toBe(false);
    expect(await approvedRefunds(await queryable(), order.id)).toEqual([]);
    expect(await readOrderRefunds(who(owner), order.id)).toMatchObject({ left: TOTAL });
  });

  test("cannot be refunded before anything was taken", async () => {
    const order = await makeCardOrder(who(lena), kitchen);
    await end(order.id);
    expect(await ask(owner, order.id)).toMatchObject({ ok: false, code: "conflict" });
  });
});

test("the limit is the owner's to set", async () => {
  expect(await setLimit(1_500)).toMatchObject({ ok: true });
  const [row] = await (await queryable()).select().from(tenants).where(eq(tenants.id, kitchen.id));
  expect(row?.refund_limit).toBe(1_500);
  expect(
    await commands.set_refund_limit.carryOut(
      who(staff),
      { tenant_id: kitchen.id, refund_limit: null },
      randomUUID(),
    ),
  ).toMatchObject({ ok: false, code: "forbidden" });
});
