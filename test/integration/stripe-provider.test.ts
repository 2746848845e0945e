import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  BadSignature,
  type PaymentProvider,
  ProviderDeclined,
  ProviderUnavailable,
} from "@/lib/payments/model/provider";
import { stripeProvider } from "@/lib/payments/server/providers/stripe/provider";
import { type StripeServer, startStripeServer, type TestMethod } from "@/test/support/stripe-server";

const AMOUNT = 2_150;
const TIMEOUT_MS = 400;
let server: StripeServer;
let stripe: PaymentProvider;

beforeAll(async () => {
  server = await startStripeServer();
  stripe = stripeProvider({ ...server.settings, timeoutMs: TIMEOUT_MS });
});
afterAll(() => server.stop());
beforeEach(() => {
  server.faults.length = 0;
  server.requests.length = 0;
});

const newKey = () => randomUUID();
const newCall = (over: { amount?: number; currency?: string } = {}) => ({
  key: newKey(),
  reference: randomUUID(),
  amount: AMOUNT,
  currency: "EUR",
  transferGroup: randomUUID(),
  ...over,
});

async function paid(method: TestMethod = "pm_card_visa", over: Parameters<typeof newCall>[0] = {}) {
  const payment = await stripe.create(newCall(over));
  await server.confirm(payment.clientSecret ?? "", method);
  return payment;
}
async function captured(method: TestMethod = "pm_card_visa") {
  const { ref } = await paid(method);
  await stripe.capture({ key: newKey(), ref, amount: AMOUNT });
  return ref;
}
const posts = (path: string) =>
  server.requests.filter((each) => each.method === "POST" && each.path === path);
const unavailable = (call: Promise<unknown>) => expect(call).rejects.toBeInstanceOf(ProviderUnavailable);
const declined = (call: Promise<unknown>, code: string) =>
  expect(call).rejects.toEqual(new ProviderDeclined(code));
const refundedAt = (ref: string) =>
  [...server.refunds.values()].filter(
    (each) => each.payment_intent === ref && each.balance_transaction !== null,
  );

test("a payment is created for manual capture, with our names in it", async () => {
  const call = newCall();
  const { ref } = await stripe.create(call);
  expect(server.intents.get(ref)).toMatchObject({
    amount: AMOUNT,
    currency: "eur",
    capture_method: "manual",
    transfer_group: call.transferGroup,
    metadata: { payment: call.reference, order: call.transferGroup },
  });
  expect(posts("/v1/payment_intents")).toMatchObject([{ key: call.key, status: 200 }]);
});

describe("answers of Stripe", () => {
  test.each([
    [409, "lock_timeout"],
    [429, "rate_limit"],
    [500, undefined],
    [503, undefined],
    [401, undefined],
    [403, undefined],
  ])("%i %s are no refusal: the call is made again", async (status, code) => {
    const call = newCall();
    server.faults.push({ on: "POST /v1/payment_intents", status, ...(code !== undefined && { code }) });
    await unavailable(stripe.create(call));
    expect((await stripe.create(call)).status).toBe("waiting");
  });

  test("402 is a refusal", async () => {
    const { ref } = await paid();
    server.faults.push({ on: `POST /v1/payment_intents/${ref}/capture`, status: 402, code: "card_declined" });
    await declined(stripe.capture({ key: newKey(), ref, amount: AMOUNT }), "card_declined");
  });

  test("a wrong API key fails no payment, and its text names no key", async () => {
    const secretKey = `sk_test_${"z".repeat(24)}`;
    const stranger = stripeProvider({ ...server.settings, secretKey });
    const failed = stranger.create(newCall());
    await unavailable(failed);
    await expect(failed).rejects.toThrow(/^Stripe: \w+, status 401, request req_\w+$/);
  });

  test("a key that was used for another amount is declined", async () => {
    const call = newCall();
    await stripe.create(call);
    await declined(stripe.create({ ...call, amount: AMOUNT + 1 }), "idempotency_error");
  });

  test("no server at all is unavailable", async () => {
    const nowhere = stripeProvider({ ...server.settings, apiUrl: "http://127.0.0.1:1" });
    await unavailable(nowhere.create(newCall()));
  });

  test.each([
    ["pm_card_chargeDeclinedExpiredCard", "expired_card"],
    // Whoever holds a stolen card does not learn that it is known to be stolen.
    ["pm_card_visa_chargeDeclinedStolenCard", "card_declined"],
  ] as const)("the customer sees of %s only %s", async (method, code) => {
    const { ref } = await paid(method);
    expect(await stripe.read(ref)).toMatchObject({ status: "failed", code });
  });
});

describe("an answer that did not arrive", () => {
  test("in time: the call is repeated with its key, and took effect once", async () => {
    const { ref } = await paid();
    const call = { key: newKey(), ref, amount: 1_000 };
    server.faults.push({ on: `POST /v1/payment_intents/${ref}/capture`, slowMs: TIMEOUT_MS + 200 });
    await unavailable(stripe.capture(call));
    await new Promise((resume) => setTimeout(resume, 400));
    expect(await stripe.capture(call)).toMatchObject({ status: "captured", captured: 1_000 });
  });

  test("because the connection was cut after the refund was made: one refund", async () => {
    const ref = await captured();
    const call = { key: newKey(), ref, amount: 500 };
    server.faults.push({ on: "POST /v1/refunds", cut: "after" });
    // The library itself repeats a call once when its connection was closed, with the same key.
    expect(await stripe.refund(call)).toMatchObject({ status: "succeeded", amount: 500 });
    expect(await stripe.refund(call)).toMatchObject({ status: "succeeded", amount: 500 });
    expect(refundedAt(ref)).toHaveLength(1);
  });

  test("because the connection was cut before: the refund is made once", async () => {
    const ref = await captured();
    const call = { key: newKey(), ref, amount: 500 };
    server.faults.push({ on: "POST /v1/refunds", cut: "before" }, { on: "POST /v1/refunds", cut: "before" });
    await unavailable(stripe.refund(call));
    await stripe.refund(call);
    expect(refundedAt(ref)).toHaveLength(1);
  });
});

describe("a failure that Stripe keeps for the key", () => {
  test("is not the end: the next key is tried when the refund was not made", async () => {
    const ref = await captured();
    const call = { key: newKey(), ref, amount: 500 };
    server.faults.push({ on: "POST /v1/refunds", status: 500 }, { on: "POST /v1/refunds", status: 500 });
    await unavailable(stripe.refund(call));
    await unavailable(stripe.refund(call));
    expect(await stripe.refund(call)).toMatchObject({ status: "succeeded" });
    expect(posts("/v1/refunds").map(({ key, isReplay, status }) => [key, isReplay, status])).toEqual([
      [call.key, false, 500],
      [call.key, true, 500],
      [`${call.key}:2`, false, 500],
      [call.key, true, 500],
      [`${call.key}:2`, true, 500],
      [`${call.key}:3`, false, 200],
    ]);
    expect(refundedAt(ref)).toHaveLength(1);
  });

  test("hides no refund that was made all the same", async () => {
    const ref = await captured();
    const call = { key: newKey(), ref, amount: 500 };
    server.faults.push({ on: "POST /v1/refunds", status: 500, tookEffect: true });
    await unavailable(stripe.refund(call));
    expect(await stripe.refund(call)).toMatchObject({ status: "succeeded", amount: 500 });
    expect(refundedAt(ref)).toHaveLength(1);
  });

  test("hides no capture and no void that were made all the same", async () => {
    const taken = await paid();
    const capture = { key: newKey(), ref: taken.ref, amount: 900 };
    server.faults.push({
      on: `POST /v1/payment_intents/${taken.ref}/capture`,
      status: 500,
      tookEffect: true,
    });
    await unavailable(stripe.capture(capture));
    expect(await stripe.capture(capture)).toMatchObject({ captured: 900 });
    const released = await paid();
    const release = { key: newKey(), ref: released.ref };
    server.faults.push({
      on: `POST /v1/payment_intents/${released.ref}/cancel`,
      status: 500,
      tookEffect: true,
    });
    await unavailable(stripe.void(release));
    expect(await stripe.void(release)).toMatchObject({ status: "voided" });
  });
});

test("keys that Stripe has forgotten after a day refund, capture, void and transfer nothing twice", async () => {
  const ref = await captured();
  const refund = { key: newKey(), ref, amount: 700 };
  const transfer = { ...newCall(), amount: 800, destination: "acct_store" };
  const made = await stripe.transfer?.(transfer);
  const reversal = { key: newKey(), ref: made?.ref ?? "", amount: 300 };
  const release = { key: newKey(), ref: (await paid()).ref };
  const calls = async () => [
    await stripe.refund(refund),
    await stripe.capture({ key: refund.key, ref, amount: AMOUNT }),
    await stripe.transfer?.(transfer),
    await stripe.reverseTransfer?.(reversal),
    await stripe.void(release),
  ];
  const before = await calls();
  server.forgetKeys();
  expect(await calls()).toEqual(before);
  expect(refundedAt(ref)).toHaveLength(1);
  expect(server.transfers.get(made?.ref ?? "")).toMatchObject({ amount: 800, amount_reversed: 300 });
});

describe("refunds that end later", () => {
  test("are pending until the bank has the money, and then succeeded", async () => {
    const ref = await captured("pm_card_pendingRefund");
    const call = { key: newKey(), ref, amount: 500 };
    expect(await stripe.refund(call)).toMatchObject({ status: "pending" });
    expect(await stripe.refund(call)).toMatchObject({ status: "pending" });
    expect(await stripe.read(ref)).toMatchObject({ refunded: 0 });
    server.endRefunds();
    expect(await stripe.refund(call)).toMatchObject({ status: "succeeded" });
    expect(await stripe.read(ref)).toMatchObject({ refunded: 500 });
  });

  test("may fail after they succeeded, and are counted no more", async () => {
    const ref = await captured("pm_card_refundFail");
    const call = { key: newKey(), ref, amount: 500 };
    expect(await stripe.refund(call)).toMatchObject({ status: "succeeded" });
    server.endRefunds();
    expect(await stripe.refund(call)).toMatchObject({ status: "failed", code: "expired_or_canceled_card" });
    expect(await stripe.read(ref)).toMatchObject({ refunded: 0 });
    const failed = server.events.find((event) => event.ref === ref && event.type === "refund.failed");
    const { body, headers } = server.deliver({ body: failed?.body ?? "" });
    expect(await stripe.parseWebhook(body, headers)).toMatchObject({ type: "refund.failed", ref });
  });
});

describe("currencies", () => {
  test.each([
    ["EUR", 2_150, 2_150],
    ["JPY", 1_500, 1_500],
    ["KWD", 12_340, 12_340],
    // They have no decimals, but Stripe takes them with two.
    ["ISK", 1_500, 150_000],
    ["UGX", 9_000, 900_000],
    // It has two decimals that nobody uses, and Stripe takes it without.
    ["MGA", 150_000, 1_500],
  ])("%s %i is %i for Stripe, at each step", async (currency, minor, atStripe) => {
    const { ref } = await paid("pm_card_visa", { currency, amount: minor });
    expect(server.intents.get(ref)).toMatchObject({ amount: atStripe, currency: currency.toLowerCase() });
    expect(await stripe.read(ref)).toMatchObject({ amount: minor, authorized: minor });
    await stripe.capture({ key: newKey(), ref, amount: minor });
    const part = minor / 5 - ((minor / 5) % 100);
    expect(await stripe.refund({ key: newKey(), ref, amount: part })).toMatchObject({ amount: part });
    expect(await stripe.read(ref)).toMatchObject({ captured: minor, refunded: part });
  });

  test.each([
    ["KWD", 12_345],
    ["MGA", 150_050],
  ])("%s %i cannot be said to Stripe, and is not rounded", async (currency, amount) => {
    await declined(stripe.create(newCall({ currency, amount })), "amount_not_supported");
    expect(server.requests).toEqual([]);
  });
});

describe("transfers to a store's account", () => {
  test("belong to the order, and can be taken back in parts", async () => {
    const call = { ...newCall(), amount: 1_800, destination: "acct_store" };
    const made = await stripe.transfer?.(call);
    expect(made).toMatchObject({ amount: 1_800 });
    const ref = made?.ref ?? "";
    expect(server.transfers.get(ref)).toMatchObject({
      destination: "acct_store",
      currency: "eur",
      transfer_group: call.transferGroup,
    });
    expect(await stripe.transfer?.(call)).toEqual(made);
    const back = { key: newKey(), ref, amount: 600 };
    const reversed = await stripe.reverseTransfer?.(back);
    expect(reversed).toMatchObject({ amount: 600 });
    expect(await stripe.reverseTransfer?.(back)).toEqual(reversed);
    expect(server.transfers.get(ref)).toMatchObject({ amount_reversed: 600 });
    await expect(stripe.reverseTransfer?.({ key: newKey(), ref, amount: 1_201 })).rejects.toBeInstanceOf(
      ProviderDeclined,
    );
  });

  test("to no account are declined", async () => {
    await expect(
      stripe.transfer?.({ ...newCall(), destination: "nobody" }) ?? Promise.resolve(),
    ).rejects.toEqual(new ProviderDeclined("resource_missing"));
  });
});

describe("webhooks", () => {
  const parse = (event: object, secondsAgo = 0) => {
    const { body, headers } = server.deliver({ body: JSON.stringify(event) }, { secondsAgo });
    return stripe.parseWebhook(body, headers);
  };
  const about = (object: object, over: object = {}) => ({
    id: "evt_1",
    type: "charge.refunded",
    data: { object },
    ...over,
  });

  test("of charges, refunds and disputes name their payment", async () => {
    for (const object of ["charge", "refund", "dispute"])
      expect(await parse(about({ id: "x_1", object, payment_intent: "pi_1" }))).toEqual({
        id: "evt_1",
        type: "charge.refunded",
        ref: "pi_1",
      });
  });

  test.each([
    [
      "that only accompany others",
      about({ id: "pi_1", object: "payment_intent" }, { type: "payment_intent.created" }),
    ],
    ["about a customer", about({ id: "cus_1", object: "customer" })],
    ["about a charge without a payment", about({ id: "ch_1", object: "charge", payment_intent: null })],
    ["of a connected account", about({ id: "pi_1", object: "payment_intent" }, { account: "acct_1" })],
    ["of another shape", { hello: "there" }],
  ])("%s concern no payment", async (_, event) => {
    expect(await parse(event)).toBeNull();
  });

  test("are taken for five minutes after they were signed", async () => {
    const event = about({ id: "pi_1", object: "payment_intent" });
    expect(await parse(event, 290)).toMatchObject({ ref: "pi_1" });
    await expect(parse(event, 310)).rejects.toBeInstanceOf(BadSignature);
  });

  test("count a disputed amount in our units", async () => {
    const object = {
      id: "du_1",
      object: "dispute",
      payment_intent: "pi_1",
      amount: 150_000,
      currency: "isk",
      reason: "product_not_received",
    };
    expect(await parse(about(object, { type: "charge.dispute.created" }))).toMatchObject({
      dispute: { amount: 1_500, reason: "product_not_received" },
    });
  });
});
