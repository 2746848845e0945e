import { eq, sql } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { queryable } from "@/lib/db/client";
import { demoProviderDeliveries } from "@/lib/db/schema/demo-provider";
import { orders } from "@/lib/db/schema/orders";
import { paymentFindings, payments, providerEvents } from "@/lib/db/schema/payments";
import { changeOrder } from "@/lib/orders/server/commands";
import { getOrder } from "@/lib/orders/server/queries";
import { type PaymentProvider, ProviderUnavailable } from "@/lib/payments/model/provider";
import { payDemo } from "@/lib/payments/server/pay-demo";
import { providePaymentProvider } from "@/lib/payments/server/provider";
import { deliverDemoWebhooks } from "@/lib/payments/server/providers/demo/deliver";
import { demoProvider } from "@/lib/payments/server/providers/demo/provider";
import { listPaymentFindings, listStuckPayments } from "@/lib/payments/server/queries";
import { reconcilePayments } from "@/lib/payments/server/reconcile";
import { settlePayment } from "@/lib/payments/server/settle";
import { withDatabase } from "@/test/support/database";
import {
  acceptedEarlier,
  carriedOut,
  draftCardOrder,
  hasOrderRow,
  makeCardOrder,
  OK_CARD,
  readPaymentRow,
  runPayments,
} from "@/test/support/payments";
import { makePerson, makeRestaurant, type TestRestaurant } from "@/test/support/world";

withDatabase();

let kitchen: TestRestaurant;
let lena: Awaited<ReturnType<typeof makePerson>>;
let ana: typeof lena;
let admin: typeof lena;

beforeAll(async () => {
  await runPayments();
  admin = await makePerson("Ada", { isAdmin: true });
});
beforeEach(async () => {
  kitchen = await makeRestaurant();
  lena = await makePerson("Lena");
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
});
afterEach(() => providePaymentProvider("demo", undefined));

const TOTAL = 2 * 390 + 290;
const WEBHOOK_TWICE = "4000000000000101";
const WEBHOOK_LATE = "4000000000000119";
const WEBHOOK_NEVER = "4000000000000127";

const disturb = (over: Partial<PaymentProvider>) =>
  providePaymentProvider("demo", { ...demoProvider, ...over });
const down = () => Promise.reject(new ProviderUnavailable("There is no connection"));
const settleOf = async (orderId: string) => settlePayment((await readPaymentRow(orderId)).id);

async function accept(orderId: string): Promise<void> {
  expect(await changeOrder(ana, orderId, { name: "accept", prep_minutes: 20 })).toMatchObject({ ok: true });
  await acceptedEarlier(orderId);
}
const cancel = (orderId: string) =>
  changeOrder(ana, orderId, { name: "cancel", reason: "OUT_OF_ITEMS", note: "" });

/** As if all of it had happened earlier, so that the reconciliation looks at it. */
async function minutesLater(orderId: string): Promise<void> {
  const db = await queryable();
  const earlier = sql`make_interval(mins => 10)`;
  await db
    .update(payments)
    .set({
      created_at: sql`${payments.created_at} - ${earlier}`,
      checked_at: sql`${payments.checked_at} - ${earlier}`,
      placed_at: sql`${payments.placed_at} - ${earlier}`,
    })
    .where(eq(payments.order_id, orderId));
  await db
    .update(orders)
    .set({
      created_at: sql`${orders.created_at} - ${earlier}`,
      updated_at: sql`${orders.updated_at} - ${earlier}`,
    })
    .where(eq(orders.id, orderId));
}

describe("while the provider is down", () => {
  test("the order waits without a secret, and can be paid as soon as the provider answers", async () => {
    disturb({ create: down });
    const order = await draftCardOrder(lena, kitchen);
    expect(order.payment).toMatchObject({ status: "waiting", client_secret: null });
    await expect(settleOf(order.id)).rejects.toThrow("no connection");
    expect(await listStuckPayments(admin)).toContainEqual(
      expect.objectContaining({ order_id: order.id, problem: "unavailable: There is no connection" }),
    );
    providePaymentProvider("demo", undefined);
    await settleOf(order.id);
    const read = await getOrder(lena, order.id);
    await payDemo(read?.payment?.client_secret ?? "", { card: OK_CARD });
    await runPayments();
    expect(await hasOrderRow(order.id)).toBe(true);
    expect(await carriedOut(order.id)).toEqual({ create: { carried_out: 1, amount: TOTAL } });
    expect(await readPaymentRow(order.id)).toMatchObject({ stuck_since: null, problem: null });
  });

  test("money stays as it is, and is taken once afterwards", async () => {
    const order = await makeCardOrder(lena, kitchen);
    await accept(order.id);
    disturb({ capture: down });
    for (let n = 0; n < 3; n += 1) await expect(settleOf(order.id)).rejects.toThrow();
    expect(await readPaymentRow(order.id)).toMatchObject({ captured: 0, status: "authorized" });
    providePaymentProvider("demo", undefined);
    await settleOf(order.id);
    expect(await carriedOut(order.id)).toMatchObject({ capture: { carried_out: 1, amount: TOTAL } });
  });
});

describe("an answer that is lost", () => {
  test("after a capture takes the money once", async () => {
    const order = await makeCardOrder(lena, kitchen);
    await accept(order.id);
    disturb({
      capture: async (call) => {
        await demoProvider.capture(call);
        throw new ProviderUnavailable("The answer was lost");
      },
    });
    await expect(settleOf(order.id)).rejects.toThrow("lost");
    await expect(settleOf(order.id)).rejects.toThrow("lost");
    providePaymentProvider("demo", undefined);
    await settleOf(order.id);
    expect(await readPaymentRow(order.id)).toMatchObject({ captured: TOTAL, status: "captured" });
    expect(await carriedOut(order.id)).toMatchObject({ capture: { carried_out: 1, amount: TOTAL } });
  });

  test("after a refund pays back once, also when the order was cancelled in between", async () => {
    const order = await makeCardOrder(lena, kitchen);
    await accept(order.id);
    await settleOf(order.id);
    await cancel(order.id);
    disturb({
      refund: async (call) => {
        await demoProvider.refund(call);
        throw new ProviderUnavailable("The answer was lost");
      },
    });
    await expect(settleOf(order.id)).rejects.toThrow("lost");
    providePaymentProvider("demo", undefined);
    await settleOf(order.id);
    await settleOf(order.id);
    expect(await readPaymentRow(order.id)).toMatchObject({ refunded: TOTAL, status: "refunded" });
    expect(await carriedOut(order.id)).toMatchObject({ refund: { carried_out: 1, amount: TOTAL } });
  });

  test("after a capture of an order that is cancelled meanwhile takes the money and pays it back", async () => {
    const order = await makeCardOrder(lena, kitchen);
    await accept(order.id);
    disturb({
      capture: async (call) => {
        await demoProvider.capture(call);
        throw new ProviderUnavailable("The answer was lost");
      },
    });
    await expect(settleOf(order.id)).rejects.toThrow("lost");
    await cancel(order.id);
    providePaymentProvider("demo", undefined);
    await settleOf(order.id);
    expect(await readPaymentRow(order.id)).toMatchObject({
      captured: TOTAL,
      refunded: TOTAL,
      status: "refunded",
    });
    expect(await carriedOut(order.id)).toEqual({
      create: { carried_out: 1, amount: TOTAL },
      capture: { carried_out: 1, amount: TOTAL },
      refund: { carried_out: 1, amount: TOTAL },
    });
  });
});

describe("a webhook", () => {
  test("that comes twice places one order", async () => {
    const order = await draftCardOrder(lena, kitchen);
    await payDemo(order.secret, { card: WEBHOOK_TWICE });
    await runPayments();
    const { id, version } = await readPaymentRow(order.id);
    const db = await queryable();
    expect(await db.select().from(providerEvents).where(eq(providerEvents.payment_id, id))).toHaveLength(1);
    expect(version).toBe(2);
    expect(await getOrder(ana, order.id)).toMatchObject({ version: 1 });
  });

  test("that comes before the answer to its call changes nothing twice", async () => {
    const order = await makeCardOrder(lena, kitchen);
    await accept(order.id);
    disturb({
      capture: async (call) => {
        const answer = await demoProvider.capture(call);
        await deliverDemoWebhooks();
        providePaymentProvider("demo", undefined);
        await runPayments();
        return answer;
      },
    });
    await settleOf(order.id);
    await runPayments();
    expect(await readPaymentRow(order.id)).toMatchObject({ captured: TOTAL, status: "captured" });
    expect(await carriedOut(order.id)).toMatchObject({ capture: { carried_out: 1 } });
  });

  test("that never comes is replaced by asking", async () => {
    const order = await draftCardOrder(lena, kitchen);
    await runPayments();
    await payDemo(order.secret, { card: WEBHOOK_NEVER });
    await runPayments();
    expect(await hasOrderRow(order.id)).toBe(false);
    await minutesLater(order.id);
    expect(await reconcilePayments()).toBeGreaterThanOrEqual(1);
    await runPayments();
    expect(await hasOrderRow(order.id)).toBe(true);
  });

  test("that comes an hour later finds an order that was placed by asking", async () => {
    const order = await draftCardOrder(lena, kitchen);
    await payDemo(order.secret, { card: WEBHOOK_LATE });
    await minutesLater(order.id);
    await reconcilePayments();
    await runPayments();
    const before = await readPaymentRow(order.id);
    expect(before.placed_at).not.toBeNull();
    expect(await deliverDemoWebhooks(new Date(Date.now() + 3_700_000))).toBeGreaterThan(0);
    await runPayments();
    expect(await readPaymentRow(order.id)).toMatchObject({ version: before.version, status: "authorized" });
  });

  test("that says the money is held after the order was given up has it let go of", async () => {
    const order = await draftCardOrder(lena, kitchen);
    const { provider_ref } = await readPaymentRow(order.id);
    const db = await queryable();
    await db
      .update(payments)
      .set({ expires_at: new Date(0) })
      .where(eq(payments.order_id, order.id));
    // The bank answers between the last look and the cancellation.
    disturb({
      void: async (call) => {
        await payDemo(order.secret, { card: OK_CARD });
        return demoProvider.void(call);
      },
    });
    await settleOf(order.id);
    await deliverDemoWebhooks();
    await runPayments();
    expect(await hasOrderRow(order.id)).toBe(false);
    expect(await demoProvider.read(provider_ref ?? "")).toMatchObject({ status: "voided", captured: 0 });
    expect(await readPaymentRow(order.id)).toMatchObject({ status: "released", captured: 0 });
  });
});

describe("several runners", () => {
  test("take the money of an order once", async () => {
    const order = await makeCardOrder(lena, kitchen);
    await accept(order.id);
    await Promise.all(Array.from({ length: 6 }, () => settleOf(order.id)));
    expect(await carriedOut(order.id)).toMatchObject({ capture: { carried_out: 1, amount: TOTAL } });
  });

  test("place an order once, and pay it back once", async () => {
    const order = await draftCardOrder(lena, kitchen);
    await payDemo(order.secret, { card: OK_CARD });
    await Promise.all(Array.from({ length: 6 }, () => settleOf(order.id)));
    expect(await getOrder(ana, order.id)).toMatchObject({ timeline: [{ action: "place" }] });
    await accept(order.id);
    await settleOf(order.id);
    await cancel(order.id);
    await Promise.all(Array.from({ length: 6 }, () => settleOf(order.id)));
    expect(await carriedOut(order.id)).toMatchObject({ refund: { carried_out: 1, amount: TOTAL } });
  });
});

describe("the reconciliation", () => {
  test("takes money whose reaction was lost", async () => {
    const order = await makeCardOrder(lena, kitchen);
    await accept(order.id);
    await minutesLater(order.id);
    await reconcilePayments();
    await runPayments();
    expect(await readPaymentRow(order.id)).toMatchObject({ status: "captured" });
  });

  test("shows admins an order without its payment and a payment without its order, until they are right again", async () => {
    const [lost, alone] = [await makeCardOrder(lena, kitchen), await makeCardOrder(lena, kitchen)];
    await minutesLater(lost.id);
    await minutesLater(alone.id);
    const db = await queryable();
    const { id } = await readPaymentRow(lost.id);
    const elsewhere = crypto.randomUUID();
    await db.update(payments).set({ order_id: elsewhere }).where(eq(payments.id, id));
    expect(await reconcilePayments()).toBeGreaterThanOrEqual(2);
    expect(await listPaymentFindings(ana)).toBeNull();
    const found = await listPaymentFindings(admin);
    expect(found?.map(({ order_id, kind }) => [order_id, kind]).sort()).toEqual(
      [
        [lost.id, "order_without_payment"],
        [elsewhere, "payment_without_order"],
      ].sort(),
    );
    await reconcilePayments();
    expect(await listPaymentFindings(admin)).toHaveLength(2);
    await db.update(payments).set({ order_id: lost.id }).where(eq(payments.id, id));
    await reconcilePayments();
    expect(await db.select().from(paymentFindings)).toEqual([]);
  });

  test("leaves no webhook that is due", async () => {
    await deliverDemoWebhooks();
    const db = await queryable();
    const due = await db
      .select({ id: demoProviderDeliveries.id })
      .from(demoProviderDeliveries)
      .where(
        sql`${demoProviderDeliveries.delivered_at} is null and ${demoProviderDeliveries.due_at} <= now()`,
      );
    expect(due).toEqual([]);
  });
});
