import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { changeOrder } from "@/lib/orders/server/commands";
import { getOrder } from "@/lib/orders/server/queries";
import type { PaymentProvider } from "@/lib/payments/model/provider";
import { providePaymentProvider } from "@/lib/payments/server/provider";
import { stripeProvider } from "@/lib/payments/server/providers/stripe/provider";
import { receiveWebhook } from "@/lib/payments/server/receive-webhook";
import { settlePayment } from "@/lib/payments/server/settle";
import { withDatabase } from "@/test/support/database";
import {
  acceptedEarlier,
  draftCardOrder,
  hasOrderRow,
  readPaymentRow,
  runPayments,
} from "@/test/support/payments";
import { type StripeServer, startStripeServer } from "@/test/support/stripe-server";
import { makePerson, makeRestaurant, type TestRestaurant } from "@/test/support/world";

withDatabase();

type Person = Awaited<ReturnType<typeof makePerson>>;
let server: StripeServer;
let stripe: PaymentProvider;
let kitchen: TestRestaurant;
let lena: Person;
let ana: Person;

beforeAll(async () => {
  server = await startStripeServer();
  stripe = stripeProvider({ ...server.settings, timeoutMs: 1_000 });
  providePaymentProvider("stripe", stripe);
  await runPayments();
});
afterAll(async () => {
  providePaymentProvider("stripe", undefined);
  await server.stop();
});
beforeEach(async () => {
  server.faults.length = 0;
  kitchen = await makeRestaurant();
  lena = await makePerson("Lena");
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
});

async function draft() {
  const order = await draftCardOrder(lena, kitchen);
  const { id, provider_ref } = await readPaymentRow(order.id);
  return { ...order, paymentId: id, ref: provider_ref ?? "" };
}
/** Delivers the webhooks of a payment, each as often as asked. */
async function deliver(ref: string, times = 1): Promise<void> {
  for (const event of server.events.filter((each) => each.ref === ref))
    for (let time = 0; time < times; time += 1) {
      const { body, headers } = server.deliver(event);
      await receiveWebhook(stripe, body, headers);
    }
  await runPayments();
}
async function paidOrder() {
  const order = await draft();
  await server.confirm(order.secret, "pm_card_visa");
  await deliver(order.ref);
  return order;
}
async function accept(orderId: string): Promise<void> {
  const accepted = await changeOrder({ ...ana }, orderId, { name: "accept", prep_minutes: 20 });
  expect(accepted.ok).toBe(true);
  await acceptedEarlier(orderId);
}
const intent = (ref: string) => server.intents.get(ref);
const posts = (path: string) =>
  server.requests.filter((each) => each.method === "POST" && each.path === path);

test("an order waits at Stripe, and is placed by its webhook and not by the browser", async () => {
  const order = await draft();
  expect(order.payment).toMatchObject({ provider: "stripe", status: "waiting", amount: order.final_amount });
  await server.confirm(order.secret, "pm_card_visa");
  expect(await hasOrderRow(order.id)).toBe(false);
  await deliver(order.ref, 2);
  const placed = await getOrder(lena, order.id);
  expect(placed).toMatchObject({
    order_status: "Order Received",
    payment: { status: "authorized", authorized: order.final_amount },
  });
  expect(placed?.payment?.client_secret ?? null).toBeNull();
});

test("a webhook that never comes is replaced by the poll", async () => {
  const order = await draft();
  await server.confirm(order.secret, "pm_card_visa");
  await settlePayment(order.paymentId);
  expect(await hasOrderRow(order.id)).toBe(true);
});

test("a refused card keeps the order waiting for another one", async () => {
  const order = await draft();
  await server.confirm(order.secret, "pm_card_visa_chargeDeclinedInsufficientFunds");
  await deliver(order.ref);
  expect((await getOrder(lena, order.id))?.payment).toMatchObject({
    status: "failed",
    client_secret: order.secret,
    attempts: [{ kind: "authorize", outcome: "failed", code: "insufficient_funds" }],
  });
  await server.confirm(order.secret, "pm_card_visa");
  await deliver(order.ref);
  expect(await hasOrderRow(order.id)).toBe(true);
});

test("an accepted order is captured once, and a cancelled one is paid back", async () => {
  const order = await paidOrder();
  await accept(order.id);
  await settlePayment(order.paymentId);
  await settlePayment(order.paymentId);
  expect(intent(order.ref)).toMatchObject({ status: "succeeded", amount_received: order.final_amount });
  expect(posts(`/v1/payment_intents/${order.ref}/capture`)).toHaveLength(1);
  const cancelled = await changeOrder({ ...ana }, order.id, {
    name: "cancel",
    reason: "OUT_OF_ITEMS",
    note: "",
  });
  expect(cancelled.ok).toBe(true);
  await runPayments();
  await deliver(order.ref);
  expect((await getOrder(lena, order.id))?.payment).toMatchObject({
    status: "refunded",
    refunded: order.final_amount,
  });
});

test("a failure of Stripe during the capture is marked, and the next run captures once", async () => {
  const order = await paidOrder();
  await accept(order.id);
  const capture = `POST /v1/payment_intents/${order.ref}/capture`;
  server.faults.push({ on: capture, status: 500, tookEffect: true });
  await expect(settlePayment(order.paymentId)).rejects.toThrow("Stripe: StripeAPIError, status 500");
  expect(await readPaymentRow(order.id)).toMatchObject({
    problem: expect.stringContaining("unavailable: Stripe"),
  });
  await settlePayment(order.paymentId);
  expect(await readPaymentRow(order.id)).toMatchObject({
    status: "captured",
    captured: order.final_amount,
    stuck_since: null,
  });
  expect(intent(order.ref)).toMatchObject({ amount_received: order.final_amount });
});

test("a declined order releases the money", async () => {
  const order = await paidOrder();
  const declined = await changeOrder({ ...ana }, order.id, { name: "decline", reason: "TOO_BUSY", note: "" });
  expect(declined.ok).toBe(true);
  await runPayments();
  expect(intent(order.ref)).toMatchObject({ status: "canceled", amount_received: 0 });
  expect((await getOrder(lena, order.id))?.payment).toMatchObject({ status: "released", captured: 0 });
});
