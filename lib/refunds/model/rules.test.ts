import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { holds } from "@/test/support/holds";
import {
  bearerOf,
  contestRefusal,
  type EarlierRefund,
  isEvidence,
  isTooLateToAsk,
  leftToRefund,
  needsApproval,
  needsEvidence,
  paidFor,
  pausedUntil,
  type RefundableOrder,
  refundLines,
  sizeRefund,
} from "./rules";
import { FAULTS, REFUND_STATUSES } from "./terms";

const NOW = Date.parse("2026-11-20T18:00:00.000Z");
const DAY = 86_400_000;
const ago = (days: number) => NOW - days * DAY;

const order = (over: Partial<RefundableOrder> = {}): RefundableOrder => ({
  order_status: "Delivered",
  items: [
    { id: "soup", quantity: 2, unit_price: 390 },
    { id: "ramen", quantity: 1, unit_price: 1290 },
  ],
  unavailable: [],
  discount: 0,
  discount_kind: null,
  final_amount: 2 * 390 + 1290 + 250 + 100,
  captured: null,
  delivered_at: new Date(ago(1)).toISOString(),
  cancelled_at: null,
  ...over,
});

const refund = (amount: number, over: Partial<EarlierRefund> = {}): EarlierRefund => ({
  amount,
  status: "refunded",
  items: [],
  ...over,
});

const soldOut = (order_item_id: string, quantity: number, amount: number) => ({
  order_item_id,
  name: "Miso soup",
  quantity,
  amount,
  proposal: null,
  answer_by: "2026-11-19T18:00:00.000Z",
  choice: "remove" as const,
  decided_at: null,
  acknowledged_at: null,
  vat_bp: null,
});

describe("any order and any row of refunds", () => {
  const lineArbitrary = fc.record({
    quantity: fc.integer({ min: 1, max: 20 }),
    unit_price: fc.integer({ min: 0, max: 250_000 }),
  });
  const orderArbitrary = fc
    .record({
      lines: fc.array(lineArbitrary, { minLength: 1, maxLength: 6 }),
      fees: fc.nat(3_000),
      discountShare: fc.integer({ min: 0, max: 100 }),
      discount_kind: fc.constantFrom("amount", "percent", "free_delivery", null),
      gone: fc.nat(6),
      capturedShare: fc.constantFrom(null, 100, 70),
    })
    .map(({ lines, fees, discountShare, discount_kind, gone, capturedShare }): RefundableOrder => {
      const items = lines.map((line, n) => ({ id: `line ${n}`, ...line }));
      const left = items.filter((_, n) => n !== gone);
      const dishes = left.reduce((sum, { quantity, unit_price }) => sum + quantity * unit_price, 0);
      const base = discount_kind === "free_delivery" ? fees : dishes;
      const discount = discount_kind === null ? 0 : Math.floor((base * discountShare) / 100);
      const final_amount = dishes + fees - discount;
      const missing = items[gone];
      return order({
        items,
        unavailable:
          missing === undefined
            ? []
            : [soldOut(missing.id, missing.quantity, missing.quantity * missing.unit_price)],
        discount,
        discount_kind,
        final_amount,
        captured: capturedShare === null ? null : Math.floor((final_amount * capturedShare) / 100),
      });
    });
  const askArbitrary = fc.record({
    kind: fc.constantFrom("items", "amount", "full"),
    line: fc.nat(6),
    quantity: fc.integer({ min: 1, max: 20 }),
    amount: fc.integer({ min: 1, max: 50_000 }),
    fault: fc.constantFrom(...FAULTS),
    status: fc.constantFrom(...REFUND_STATUSES),
  });

  it("never gives back more than was paid, nor a dish twice", () => {
    holds(
      fc.property(orderArbitrary, fc.array(askArbitrary, { maxLength: 20 }), (placed, asks) => {
        const given: EarlierRefund[] = [];
        for (const { kind, line, quantity, amount, fault, status } of asks) {
          const asked = {
            ...(kind === "items" && { items: [{ order_item_id: `line ${line}`, quantity }] }),
            ...(kind === "amount" && { amount }),
            ...(kind === "full" && { full: true as const }),
            fault,
          };
          const sized = sizeRefund(placed, given, asked);
          if (!sized.ok) continue;
          expect(sized.amount).toBeGreaterThan(0);
          if (sized.items.length > 0)
            expect(sized.items.reduce((sum, item) => sum + item.amount, 0)).toBe(sized.amount);
          given.push({ amount: sized.amount, items: sized.items, status });
        }
        const kept = given.filter(({ status }) => status !== "refused" && status !== "failed");
        expect(kept.reduce((sum, { amount }) => sum + amount, 0)).toBeLessThanOrEqual(paidFor(placed));
        for (const { id, quantity } of placed.items) {
          const named = kept.flatMap(({ items }) => items).filter((item) => item.order_item_id === id);
          expect(named.reduce((sum, item) => sum + item.quantity, 0)).toBeLessThanOrEqual(quantity);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("spreads the voucher so that all lines together cost what the customer paid for them", () => {
    holds(
      fc.property(orderArbitrary, (placed) => {
        const lines = refundLines(placed);
        const gone = placed.unavailable.map(({ order_item_id }) => order_item_id);
        const dishes = placed.items
          .filter(({ id }) => !gone.includes(id))
          .reduce((sum, { quantity, unit_price }) => sum + quantity * unit_price, 0);
        const discount = placed.discount_kind === "free_delivery" ? 0 : placed.discount;
        expect(lines.reduce((sum, { net }) => sum + net, 0)).toBe(dishes - discount);
        expect(lines.every(({ net }) => net >= 0)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it("gives one dish of a line after the other, and in the end the whole line", () => {
    holds(
      fc.property(orderArbitrary, (placed) => {
        const whole = { ...placed, captured: null };
        const given: EarlierRefund[] = [];
        for (const { id, left } of refundLines(whole))
          for (let dish = 0; dish < left; dish += 1) {
            const sized = sizeRefund(whole, given, {
              items: [{ order_item_id: id, quantity: 1 }],
              fault: "kitchen",
            });
            if (sized.ok) given.push(refund(sized.amount, { items: sized.items }));
            else {
              expect(sized.refusal, "a dish that rounds to nothing").toBe("nothing_left");
              given.push(refund(0, { items: [{ order_item_id: id, quantity: 1 }] }));
            }
          }
        const sum = given.reduce((total, { amount }) => total + amount, 0);
        expect(sum).toBe(refundLines(whole).reduce((total, { net }) => total + net, 0));
      }),
    );
  });
});

describe("what a refund comes to", () => {
  const size = (asked: Parameters<typeof sizeRefund>[2], over: Partial<RefundableOrder> = {}) =>
    sizeRefund(order(over), [], asked);

  test("a full one with the fees and the tip, but only the dishes when the customer is at fault", () => {
    expect(size({ full: true, fault: "kitchen" })).toMatchObject({ amount: 2420 });
    expect(size({ full: true, fault: "customer" })).toMatchObject({ amount: 2070 });
    expect(size({ amount: 2100, fault: "customer" })).toMatchObject({ refusal: "too_much", left: 2070 });
  });

  test("a dish without its share of the voucher", () => {
    const asked = { items: [{ order_item_id: "ramen", quantity: 1 }], fault: "kitchen" } as const;
    const over = { discount: 207, discount_kind: "percent", final_amount: 2420 - 207 } as const;
    expect(size(asked, over)).toMatchObject({ amount: 1290 - 129 });
    expect(size(asked, { ...over, discount_kind: "free_delivery" })).toMatchObject({ amount: 1290 });
  });

  test("a line that was sold out is not refunded a second time", () => {
    const unavailable = [soldOut("soup", 2, 780)];
    const asked = { items: [{ order_item_id: "soup", quantity: 1 }], fault: "kitchen" } as const;
    expect(size(asked, { unavailable, final_amount: 2420 - 780 })).toMatchObject({
      refusal: "too_many_of_item",
    });
  });

  test("nothing for an order that is under way, was cancelled, was a test or was not charged", () => {
    const asked = { amount: 1, fault: "kitchen" } as const;
    expect(size(asked, { order_status: "Preparing" })).toMatchObject({ refusal: "not_ended" });
    expect(size(asked, { order_status: "Cancelled" })).toMatchObject({ refusal: "nothing_left" });
    expect(size(asked, { is_test: true })).toMatchObject({ refusal: "nothing_left" });
    expect(size(asked, { captured: 0 })).toMatchObject({ refusal: "nothing_left" });
  });

  test("an unknown dish, and more of one than was ordered", () => {
    const items = (order_item_id: string, ...quantities: number[]) => ({
      items: quantities.map((quantity) => ({ order_item_id, quantity })),
      fault: "kitchen" as const,
    });
    expect(size(items("cake", 1))).toMatchObject({ refusal: "unknown_item" });
    expect(size(items("soup", 1, 2))).toMatchObject({ refusal: "too_many_of_item" });
    expect(size(items("soup", 1, 1))).toMatchObject({ amount: 780, items: [{ quantity: 2 }] });
  });

  test("one that waits counts, one that was refused or failed does not", () => {
    const left = (status: EarlierRefund["status"]) => leftToRefund(order(), [refund(2000, { status })]);
    expect(left("pending_approval")).toBe(420);
    expect(left("processing")).toBe(420);
    expect(left("refused")).toBe(2420);
    expect(left("failed")).toBe(2420);
  });
});

test("the fault decides who pays", () => {
  const by = (
    fault: (typeof FAULTS)[number],
    isStoreDelivery: boolean,
    grantedBy: "store" | "admin" | null,
  ) => bearerOf(fault, { isStoreDelivery, grantedBy });
  expect(by("kitchen", false, "admin")).toBe("store");
  expect(by("rider", false, "store")).toBe("platform");
  expect(by("rider", true, "admin"), "a rider of the store").toBe("store");
  expect(by("platform", true, "store")).toBe("platform");
  expect(by("unknown", true, "admin")).toBe("platform");
  expect(by("unknown", true, "store")).toBe("store");
  expect(by("customer", true, null)).toBeNull();
  expect(by("customer", true, "store")).toBe("store");
  expect(by("customer", true, "admin")).toBe("platform");
});

test("a refund waits when a customer asks, or when staff exceed the limit of their store", () => {
  const store = (limit: number | null) => ({ limit, bearer: "store" as const });
  expect(needsApproval("customer", 1, store(null))).toBe(true);
  expect(needsApproval("manager", 500, store(500))).toBe(false);
  expect(needsApproval("manager", 501, store(500))).toBe(true);
  expect(needsApproval("manager", 501, store(null))).toBe(false);
  expect(needsApproval("owner", 501, store(500))).toBe(false);
  expect(needsApproval("admin", 501, store(0))).toBe(false);
  for (const by of ["manager", "owner"] as const)
    expect(needsApproval(by, 1, { limit: null, bearer: "platform" })).toBe(true);
  expect(needsApproval("admin", 1, { limit: null, bearer: "platform" })).toBe(false);
});

test("a customer can ask for 30 days", () => {
  const ended = (days: number) => ({ delivered_at: new Date(ago(days)).toISOString(), cancelled_at: null });
  expect(isTooLateToAsk(ended(30), NOW)).toBe(false);
  expect(isTooLateToAsk(ended(30.01), NOW)).toBe(true);
});

test("the third request in 30 days needs a photo or a text of 20 characters", () => {
  expect(needsEvidence([ago(1)], NOW)).toBe(false);
  expect(needsEvidence([ago(1), ago(29)], NOW)).toBe(true);
  expect(needsEvidence([ago(1), ago(31)], NOW)).toBe(false);
  expect(isEvidence("cold", 0)).toBe(false);
  expect(isEvidence("cold", 1)).toBe(true);
  expect(isEvidence("The soup was all cold.", 0)).toBe(true);
});

test("after five requests in a week, a customer waits until the first of them is a week old", () => {
  const four = [ago(1), ago(2), ago(3), ago(4)];
  expect(pausedUntil(four, NOW)).toBeNull();
  expect(pausedUntil([ago(6), ...four], NOW)).toBe(NOW + DAY);
  expect(pausedUntil([ago(8), ...four], NOW)).toBeNull();
});

test("a store contests what an admin granted at its cost, once, within 7 days", () => {
  const granted = {
    borne_by: "store",
    status: "refunded",
    answered_role: "admin",
    answered_at: new Date(ago(7)).toISOString(),
    contest_status: null,
  } as const;
  expect(contestRefusal(granted, NOW)).toBeNull();
  expect(contestRefusal(granted, NOW + 1)).toBe("too_late_to_contest");
  expect(contestRefusal({ ...granted, answered_role: "store" }, NOW)).toBe("nothing_to_contest");
  expect(contestRefusal({ ...granted, borne_by: "platform" }, NOW)).toBe("nothing_to_contest");
  expect(contestRefusal({ ...granted, status: "refused" }, NOW)).toBe("nothing_to_contest");
  expect(contestRefusal({ ...granted, contest_status: "rejected" }, NOW)).toBe("contested_already");
});
