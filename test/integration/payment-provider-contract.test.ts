import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BadSignature, ProviderDeclined, ProviderUnavailable } from "@/lib/payments/model/provider";
import { withDatabase } from "@/test/support/database";
import {
  demoRig,
  type PaymentProviderRig,
  type RigCard,
  stripeRig,
} from "@/test/support/payment-provider-rig";

withDatabase();

const AMOUNT = 2_150;

describe.each([
  ["demo", demoRig],
  ["stripe", stripeRig],
] as const)("the payment provider %s", (name, startRig) => {
  let rig: PaymentProviderRig;
  beforeAll(async () => {
    rig = await startRig();
  });
  afterAll(() => rig.stop());

  const newCall = (key: string = randomUUID()) => ({
    key,
    reference: randomUUID(),
    amount: AMOUNT,
    currency: "EUR",
    transferGroup: randomUUID(),
  });
  const create = () => rig.provider.create(newCall());
  const key = () => randomUUID();

  async function paid(card: RigCard = "ok") {
    const payment = await create();
    await rig.pay(payment.clientSecret, card);
    return payment;
  }
  async function captured(amount = AMOUNT, card: RigCard = "ok") {
    const { ref } = await paid(card);
    await rig.provider.capture({ key: key(), ref, amount });
    return { ref };
  }
  const declined = (call: Promise<unknown>) => expect(call).rejects.toBeInstanceOf(ProviderDeclined);

  test("has its name", () => {
    expect(rig.provider.name).toBe(name);
  });

  describe("creating", () => {
    test("makes a payment that the browser can confirm, and takes nothing", async () => {
      const payment = await create();
      expect(payment).toMatchObject({
        status: "waiting",
        amount: AMOUNT,
        authorized: 0,
        captured: 0,
        refunded: 0,
        code: null,
      });
      expect(payment.clientSecret).toEqual(expect.stringMatching(/.{16}/));
      expect(await rig.provider.read(payment.ref)).toEqual(payment);
    });

    test("twice with one key makes one payment, and another key another one", async () => {
      const call = newCall();
      const [first, second] = [await rig.provider.create(call), await rig.provider.create(call)];
      expect(second.ref).toBe(first.ref);
      expect((await rig.provider.create({ ...call, key: key() })).ref).not.toBe(first.ref);
    });
  });

  describe("a card", () => {
    test("that is accepted has the amount held, and nothing is left to confirm", async () => {
      const { ref } = await paid();
      expect(await rig.provider.read(ref)).toMatchObject({
        status: "authorized",
        authorized: AMOUNT,
        captured: 0,
        clientSecret: null,
        code: null,
      });
    });

    test.each([
      ["declined", "card_declined"],
      ["no_funds", "insufficient_funds"],
    ] as const)("that is %s fails with its reason, and another one may be tried", async (card, code) => {
      const payment = await paid(card);
      const failed = await rig.provider.read(payment.ref);
      expect(failed).toMatchObject({ status: "failed", authorized: 0, code });
      expect(failed.clientSecret).toBe(payment.clientSecret);
      await rig.pay(failed.clientSecret, "ok");
      expect(await rig.provider.read(payment.ref)).toMatchObject({ status: "authorized", code: null });
    });

    test("that needs the bank's question is held once the customer approves", async () => {
      const payment = await paid("challenge");
      const asked = await rig.provider.read(payment.ref);
      expect(asked).toMatchObject({ status: "requires_action", authorized: 0 });
      await rig.answer(payment, true);
      expect(await rig.provider.read(payment.ref)).toMatchObject({
        status: "authorized",
        authorized: AMOUNT,
      });
    });

    test("that needs the bank's question fails when the customer rejects", async () => {
      const payment = await paid("challenge");
      await rig.answer(payment, false);
      expect(await rig.provider.read(payment.ref)).toMatchObject({
        status: "failed",
        code: "authentication_failed",
      });
    });
  });

  describe("capturing", () => {
    test("takes a part, and releases the rest", async () => {
      const { ref } = await paid();
      const taken = await rig.provider.capture({ key: key(), ref, amount: 1_500 });
      expect(taken).toMatchObject({
        ref,
        status: "captured",
        authorized: AMOUNT,
        captured: 1_500,
        refunded: 0,
      });
      expect(await rig.provider.read(ref)).toEqual(taken);
    });

    test("repeated with its key takes the money once", async () => {
      const { ref } = await paid();
      const call = { key: key(), ref, amount: 1_500 };
      await rig.provider.capture(call);
      expect(await rig.provider.capture(call)).toMatchObject({ status: "captured", captured: 1_500 });
    });

    test("more than was held is declined, and the money stays held", async () => {
      const { ref } = await paid();
      await declined(rig.provider.capture({ key: key(), ref, amount: AMOUNT + 1 }));
      expect(await rig.provider.read(ref)).toMatchObject({ status: "authorized", captured: 0 });
    });

    test("before the card was accepted, and a second time, is declined", async () => {
      const { ref } = await create();
      await declined(rig.provider.capture({ key: key(), ref, amount: AMOUNT }));
      const done = await captured(1_000);
      await declined(rig.provider.capture({ key: key(), ref: done.ref, amount: 500 }));
      expect(await rig.provider.read(done.ref)).toMatchObject({ captured: 1_000 });
    });
  });

  describe("voiding", () => {
    test("releases what was held, for good", async () => {
      const { ref } = await paid();
      const call = { key: key(), ref };
      expect(await rig.provider.void(call)).toMatchObject({
        status: "voided",
        captured: 0,
        clientSecret: null,
      });
      expect(await rig.provider.void(call)).toMatchObject({ status: "voided" });
      expect(await rig.provider.read(ref)).toMatchObject({ status: "voided", authorized: AMOUNT });
      await declined(rig.provider.capture({ key: key(), ref, amount: AMOUNT }));
    });

    test("gives up a payment that nobody confirmed, so that no card can pay it any more", async () => {
      const payment = await create();
      await rig.provider.void({ key: key(), ref: payment.ref });
      await rig.pay(payment.clientSecret, "ok");
      expect(await rig.provider.read(payment.ref)).toMatchObject({ status: "voided", authorized: 0 });
    });

    test("is declined once the money was taken", async () => {
      const { ref } = await captured();
      await declined(rig.provider.void({ key: key(), ref }));
      expect(await rig.provider.read(ref)).toMatchObject({ status: "captured", captured: AMOUNT });
    });
  });

  describe("refunding", () => {
    test("pays back in parts, up to what was taken", async () => {
      const { ref } = await captured(2_000);
      const refund = await rig.provider.refund({ key: key(), ref, amount: 500 });
      expect(refund).toMatchObject({ status: "succeeded", amount: 500, code: null });
      expect(await rig.provider.read(ref)).toMatchObject({
        status: "captured",
        captured: 2_000,
        refunded: 500,
      });
      await declined(rig.provider.refund({ key: key(), ref, amount: 1_501 }));
      await rig.provider.refund({ key: key(), ref, amount: 1_500 });
      expect(await rig.provider.read(ref)).toMatchObject({ captured: 2_000, refunded: 2_000 });
      await declined(rig.provider.refund({ key: key(), ref, amount: 1 }));
    });

    test("repeated with its key pays back once", async () => {
      const { ref } = await captured();
      const call = { key: key(), ref, amount: 300 };
      const first = await rig.provider.refund(call);
      expect(await rig.provider.refund(call)).toEqual(first);
      expect(await rig.provider.read(ref)).toMatchObject({ refunded: 300 });
    });

    test("is declined before anything was taken", async () => {
      const { ref } = await paid();
      await declined(rig.provider.refund({ key: key(), ref, amount: 100 }));
    });
  });

  test("ten calls at once with one key take effect once", async () => {
    const { ref } = await captured();
    const call = { key: key(), ref, amount: 400 };
    const answers = await Promise.allSettled(Array.from({ length: 10 }, () => rig.provider.refund(call)));
    const refused = answers.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
    for (const reason of refused) expect(reason).toBeInstanceOf(ProviderUnavailable);
    expect(refused.length).toBeLessThan(10);
    expect(await rig.provider.read(ref)).toMatchObject({ refunded: 400 });
  });

  test("an unknown payment is declined", async () => {
    const ref = "pi_nobody";
    await declined(rig.provider.read(ref));
    await declined(rig.provider.capture({ key: key(), ref, amount: 1 }));
    await declined(rig.provider.void({ key: key(), ref }));
    await declined(rig.provider.refund({ key: key(), ref, amount: 1 }));
  });

  describe("webhooks", () => {
    /** Null are events that say nothing about the payment's money. */
    async function eventsOf(ref: string) {
      const deliveries = await rig.deliveries(ref);
      const events = await Promise.all(
        deliveries.map(({ body, headers }) => rig.provider.parseWebhook(body, headers)),
      );
      return events.filter((event) => event !== null);
    }

    test("name the payment, each event with an id of its own", async () => {
      const { ref } = await captured();
      const events = await eventsOf(ref);
      expect(events).toHaveLength(2);
      for (const event of events) expect(event).toMatchObject({ ref });
      expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    });

    test("say each refusal, release and refund once", async () => {
      const refused = await paid("declined");
      expect(await eventsOf(refused.ref)).toHaveLength(1);
      await rig.provider.void({ key: key(), ref: refused.ref });
      expect(await eventsOf(refused.ref)).toHaveLength(2);
      const { ref } = await captured();
      await rig.provider.refund({ key: key(), ref, amount: 100 });
      expect(await eventsOf(ref)).toHaveLength(3);
    });

    test("of one event have one id, however often it is delivered", async () => {
      const { ref } = await paid();
      const first = await eventsOf(ref);
      expect(first).toHaveLength(1);
      expect(await eventsOf(ref)).toEqual(first);
    });

    test("of a disputed payment say how much is disputed, and why", async () => {
      const { ref } = await captured(1_900, "dispute");
      expect((await eventsOf(ref)).filter(({ dispute }) => dispute !== undefined)).toEqual([
        expect.objectContaining({ ref, dispute: { amount: 1_900, reason: "fraudulent" } }),
      ]);
    });

    test("are refused when changed, unsigned, signed for another text, or too old", async () => {
      const [one] = await rig.deliveries((await paid()).ref);
      const [other] = await rig.deliveries((await paid()).ref);
      const [old] = await rig.deliveries((await paid()).ref, 900);
      if (one === undefined || other === undefined || old === undefined) throw new Error("No webhooks");
      const refused = (body: string, headers: Headers) =>
        expect(rig.provider.parseWebhook(body, headers)).rejects.toBeInstanceOf(BadSignature);
      await refused(`${one.body} `, one.headers);
      await refused(one.body, new Headers());
      await refused(one.body, other.headers);
      await refused(old.body, old.headers);
    });
  });
});
