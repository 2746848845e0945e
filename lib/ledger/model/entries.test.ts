import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Entry, entriesOf, type Fact, reversed } from "./entries";

const STORE = "019a0000-0000-7000-8000-000000000001";
const RIDER = "019a0000-0000-7000-8000-000000000002";

const sum = (entries: readonly Entry[]) => entries.reduce((total, { amount }) => total + amount, 0);
const balance = (entries: readonly Entry[], account: Entry["account"], holder = "") =>
  sum(entries.filter((entry) => entry.account === account && entry.holder === holder));

/** Prices as they are in euros and dinars, and in yen. */
const amounts = fc.constantFrom(100_000, 10_000_000).chain((max) => fc.nat({ max }));

const orders = fc
  .record({
    items_total: amounts,
    delivery_fee: fc.nat({ max: 2_000 }),
    service_fee: fc.nat({ max: 500 }),
    share: fc.nat({ max: 100 }),
    discount_by: fc.constantFrom("store" as const, "platform" as const),
    discount_kind: fc.constantFrom("amount" as const, "percent" as const, "free_delivery" as const),
    tip: fc.nat({ max: 5_000 }),
    tip_to: fc.constantFrom("rider" as const, "kitchen" as const),
    rider_id: fc.constantFrom(null, RIDER),
    is_own_rider: fc.boolean(),
    commission_bp: fc.nat({ max: 3_000 }),
    fee_vat_bp: fc.constantFrom(0, 700, 1_000, 1_900),
  })
  .map(({ share, is_own_rider, ...order }) => {
    const base = order.discount_kind === "free_delivery" ? order.delivery_fee : order.items_total;
    const discount = Math.floor((base * share) / 100);
    return {
      ...order,
      tenant_id: STORE,
      discount,
      is_store_delivery: order.rider_id === null || is_own_rider,
    };
  });

const finalOf = (order: {
  items_total: number;
  delivery_fee: number;
  service_fee: number;
  discount: number;
  tip: number;
}) => order.items_total + order.delivery_fee + order.service_fee - order.discount + order.tip;

describe("each transaction", () => {
  test("of an order sums to zero, explains the final amount and pays the tip in full", () => {
    fc.assert(
      fc.property(orders, (order) => {
        const entries = entriesOf({ kind: "order_delivered", ...order });
        expect(sum(entries)).toBe(0);
        expect(balance(entries, "customer")).toBe(0 - finalOf(order));
        expect(balance(entries, "tips", STORE) + balance(entries, "tips", RIDER)).toBe(order.tip);
        expect(entries.every(({ amount }) => amount !== 0 && Number.isSafeInteger(amount))).toBe(true);
        expect(sum([...entries, ...reversed(entries)])).toBe(0);
      }),
      { numRuns: 3_000 },
    );
  });

  test("of any other fact sums to zero", () => {
    const facts: fc.Arbitrary<Fact> = fc.oneof(
      fc.record({
        kind: fc.constant("order_paid" as const),
        method: fc.constantFrom("cash" as const, "demo_card" as const),
        amount: amounts,
        tenant_id: fc.constant(STORE),
        rider_id: fc.constantFrom(null, RIDER),
        is_store_delivery: fc.boolean(),
      }),
      fc.record({
        kind: fc.constantFrom("payment_captured" as const, "payment_refunded" as const),
        amount: amounts,
      }),
      fc.record({
        kind: fc.constant("refund_granted" as const),
        amount: amounts,
        tenant_id: fc.constant(STORE),
        borne_by: fc.constantFrom("store" as const, "platform" as const),
        is_paid_back: fc.boolean(),
      }),
      fc.record({
        kind: fc.constant("contest_upheld" as const),
        amount: amounts,
        tenant_id: fc.constant(STORE),
      }),
      fc.record({
        kind: fc.constant("payout" as const),
        amount: amounts,
        to: fc.record({ kind: fc.constantFrom("store" as const, "rider" as const), id: fc.constant(RIDER) }),
      }),
      fc.record({
        kind: fc.constant("cash_handed_in" as const),
        amount: amounts,
        rider_id: fc.constant(RIDER),
        tenant_id: fc.constantFrom(null, STORE),
      }),
    );
    fc.assert(
      fc.property(facts, (fact) => {
        expect(sum(entriesOf(fact))).toBe(0);
      }),
      { numRuns: 2_000 },
    );
  });
});

test("an order paid by card and refunded in part leaves nothing with the customer", () => {
  fc.assert(
    fc.property(orders, fc.nat({ max: 100 }), fc.boolean(), (order, share, isStores) => {
      const final = finalOf(order);
      const refund = Math.floor((final * share) / 100);
      const entries = [
        { kind: "payment_captured", amount: final },
        { kind: "order_delivered", ...order },
        {
          kind: "refund_granted",
          amount: refund,
          tenant_id: STORE,
          borne_by: isStores ? "store" : "platform",
          is_paid_back: false,
        },
        { kind: "payment_refunded", amount: refund },
      ] satisfies Fact[];
      const all = entries.flatMap((fact) => entriesOf(fact));
      expect(balance(all, "customer")).toBe(0);
      expect(balance(all, "provider_clearing")).toBe(0 - (final - refund));
    }),
    { numRuns: 1_000 },
  );
});

test("cash that a rider of the platform hands in at the store leaves the bag empty and the till with what it is", () => {
  const cash = {
    method: "cash",
    amount: 2_450,
    tenant_id: STORE,
    rider_id: RIDER,
    is_store_delivery: false,
  } as const;
  const all = [
    ...entriesOf({ kind: "order_paid", ...cash }),
    ...entriesOf({ kind: "cash_handed_in", amount: 2_450, rider_id: RIDER, tenant_id: STORE }),
  ];
  expect(balance(all, "rider_cash", RIDER)).toBe(0);
  expect(balance(all, "store_payable", STORE)).toBe(-2_450);
});

test("15 percent of the dishes are the commission, after what the store takes off", () => {
  const order = {
    tenant_id: STORE,
    items_total: 2_000,
    delivery_fee: 290,
    service_fee: 100,
    discount: 500,
    discount_by: "store",
    discount_kind: "amount",
    tip: 200,
    tip_to: "rider",
    rider_id: RIDER,
    is_store_delivery: false,
    commission_bp: 1_500,
    fee_vat_bp: 1_900,
  } as const;
  // 225 of commission, and 390 for delivery and service.
  expect(entriesOf({ kind: "order_delivered", ...order })).toEqual([
    { account: "customer", holder: "", amount: -2_090 },
    { account: "store_payable", holder: STORE, amount: 1_275 },
    { account: "platform_fee", holder: STORE, amount: 189 },
    { account: "vat", holder: STORE, amount: 36 },
    { account: "platform_fee", holder: "", amount: 328 },
    { account: "vat", holder: "", amount: 62 },
    { account: "tips", holder: RIDER, amount: 200 },
  ]);
});
