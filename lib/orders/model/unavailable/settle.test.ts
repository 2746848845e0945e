import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shareOf } from "@/lib/money/model/discount";
import { vatGroups } from "@/lib/money/model/vat";
import type { Kitchen } from "@/lib/orders/model/actions/define-action";
import { type Actor, CHANGES_AT_MOST, decide, type LifecycleAction } from "@/lib/orders/model/decide";
import { dueStep } from "@/lib/orders/model/lifecycle";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { ANSWER_MINUTES, IF_SOLD_OUT, SOLD_OUT_CHOICES } from "@/lib/orders/model/terms";
import { acceptedOrder, at, item } from "@/test/support/board-orders";
import { holds } from "@/test/support/holds";
import type { UnavailableLine } from "./schema";
import { chargedFor } from "./settle";

const uuid = (n: number) => `019a0000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const partner: Actor = { roles: ["partner"], name: "Ana" };
const customer: Actor = { roles: ["customer"], name: "Lena" };
const system: Actor = { roles: ["system"], name: "Platewire" };

const START = Date.parse(at(18, 5));
const minutesLater = (minutes: number) => new Date(START + minutes * 60_000);

const LINES = [
  item("Miso soup", {
    vat_bp: 700,
    id: uuid(1),
    menu_item_id: uuid(101),
    quantity: 2,
    unit_price: 390,
    allergens: ["soy"],
  }),
  item("Ramen", { vat_bp: 700, id: uuid(2), menu_item_id: uuid(102), unit_price: 1290 }),
  item("Edamame", { vat_bp: 700, id: uuid(3), menu_item_id: uuid(103), quantity: 3, unit_price: 450 }),
];
const DISHES = [
  { id: uuid(102), name: "Ramen", price: 1290, vat_bp: 700, allergens: [] },
  { id: uuid(103), name: "Edamame", price: 450, vat_bp: 700, allergens: ["sesame"] },
  { id: uuid(201), name: "Onion soup", price: 350, vat_bp: 700, allergens: [] },
  { id: uuid(202), name: "Lobster", price: 4900, vat_bp: 700, allergens: ["crustaceans"] },
];
const KITCHEN: Kitchen = { lines: LINES, dishes: DISHES };
const ITEMS_TOTAL = 2 * 390 + 1290 + 3 * 450;

const RATE = { food: 700, fees: 1_900 };
const VOUCHERS = {
  none: { discount: 0, discount_kind: null, discount_bp: null },
  amount: { discount: 1_500, discount_kind: "amount", discount_bp: null },
  percent: { discount: shareOf(ITEMS_TOTAL, 1_250), discount_kind: "percent", discount_bp: 1_250 },
  free_delivery: { discount: 250, discount_kind: "free_delivery", discount_bp: null },
} as const;
type VoucherName = keyof typeof VOUCHERS;

/** What the customer adds, with the VAT of it all. */
function amounts(name: VoucherName): Partial<BoardOrder> {
  const terms = VOUCHERS[name];
  return {
    ...terms,
    ...{ service_fee: 99, tip: 200, tip_to: "kitchen" as const },
    final_amount: ITEMS_TOTAL + 250 + 99 + 200 - terms.discount,
    vat: vatGroups({
      dishes: [{ rate_bp: RATE.food, amount: ITEMS_TOTAL }],
      fees: [{ rate_bp: RATE.fees, amount: 250 + 99 }],
      ...terms,
    }),
  };
}

const order = (more: Partial<BoardOrder> = {}) =>
  acceptedOrder(1, {
    items: LINES,
    total_qty: 6,
    items_total: ITEMS_TOTAL,
    delivery_fee: 250,
    ...amounts("none"),
    payment_method: "demo_card",
    payment_status: "captured",
    ...more,
  });

const mark = (...items: [line: number, dish: number | null][]): LifecycleAction => ({
  name: "mark_unavailable",
  items: items.map(([line, dish]) => ({
    order_item_id: uuid(line),
    proposal: dish === null ? null : uuid(dish),
  })),
});
const answer = (
  ...choices: [line: number, choice: UnavailableLine["choice"] & string][]
): LifecycleAction => ({
  name: "answer_unavailable",
  choices: choices.map(([line, choice]) => ({ order_item_id: uuid(line), choice })),
});
const unmark = (...lines: number[]): LifecycleAction => ({
  name: "mark_available",
  order_item_ids: lines.map(uuid),
});
const SETTLE: LifecycleAction = { name: "settle_unavailable" };

const tried = (before: BoardOrder, action: LifecycleAction, actor: Actor, minutes: number) =>
  decide(before, action, actor, minutesLater(minutes), { kitchen: KITCHEN });

function changed(before: BoardOrder, action: LifecycleAction, actor: Actor, minutes: number): BoardOrder {
  const decision = tried(before, action, actor, minutes);
  if (!decision.ok) throw new Error(`Refused: ${decision.refusal}`);
  return { ...before, ...decision.changes };
}

describe("any sequence of marks, answers and deadlines", () => {
  const anyLine = fc.integer({ min: 1, max: 4 });
  const anyMark = fc
    .uniqueArray(fc.tuple(anyLine, fc.constantFrom(null, 102, 103, 201, 202, 299)), {
      selector: ([line]) => line,
      minLength: 1,
    })
    .map((items) => ({ action: mark(...items), actor: partner }));
  const anyAnswer = fc
    .uniqueArray(fc.tuple(anyLine, fc.constantFrom(...SOLD_OUT_CHOICES)), {
      selector: ([line]) => line,
      minLength: 1,
    })
    .map((choices) => ({ action: answer(...choices), actor: customer }));
  const anyUnmark = fc
    .uniqueArray(anyLine, { minLength: 1 })
    .map((lines) => ({ action: unmark(...lines), actor: partner }));
  const anyOther = fc.constantFrom<{ action: LifecycleAction; actor: Actor }>(
    { action: SETTLE, actor: system },
    { action: { name: "ready" }, actor: partner },
    { action: { name: "hand_over" }, actor: partner },
    { action: { name: "undo" }, actor: partner },
    { action: { name: "cancel", reason: "TOO_BUSY", note: "" }, actor: partner },
  );
  const anyStep = fc.tuple(
    fc.oneof(anyMark, anyAnswer, anyUnmark, anyOther),
    fc.constantFrom(0, 0.5, 1, ANSWER_MINUTES),
  );
  const evenings = fc.tuple(
    fc.array(anyStep, { maxLength: 12 }),
    fc.constantFrom(...IF_SOLD_OUT),
    fc.constantFrom<VoucherName>("none", "amount", "percent", "free_delivery"),
  );

  /** Returns all states, the accepted order first. */
  function states([steps, if_sold_out, voucher]: typeof evenings extends fc.Arbitrary<infer T> ? T : never) {
    const seen = [order({ if_sold_out, ...amounts(voucher) })];
    let minutes = 0;
    for (const [{ action, actor }, wait] of steps) {
      minutes += wait;
      const before = seen.at(-1) ?? order();
      const decision = tried(before, action, actor, minutes);
      if (decision.ok) seen.push({ ...before, ...decision.changes });
    }
    return seen;
  }

  it("keeps lines and refund together what was ordered, and no sum below zero", () => {
    holds(
      fc.property(evenings, (evening) => {
        for (const state of states(evening)) {
          expect(state.items_total + state.refunded_amount).toBe(ITEMS_TOTAL);
          const { service_fee, discount, tip } = state;
          expect(state.final_amount).toBe(
            state.items_total + state.delivery_fee + service_fee - discount + tip,
          );
          // The VAT is that of an order that was placed as it is now.
          expect(state.vat.reduce((sum, { gross }) => sum + gross, 0)).toBe(state.final_amount - tip);
          expect(state.vat).toEqual(
            vatGroups({
              dishes: [{ rate_bp: RATE.food, amount: state.items_total }],
              fees: [{ rate_bp: RATE.fees, amount: state.delivery_fee + service_fee }],
              ...{ discount, discount_kind: state.discount_kind },
            }),
          );
          if (state.discount_kind === "percent")
            expect(discount).toBe(shareOf(state.items_total, state.discount_bp ?? 0));
          if (state.discount_kind === "amount")
            expect(discount).toBe(Math.min(VOUCHERS.amount.discount, state.items_total));
          expect(state.items_total).toBeGreaterThan(0);
          expect(state.refunded_amount).toBeGreaterThanOrEqual(0);
          expect(state.total_qty).toBeGreaterThan(0);
        }
      }),
    );
  });

  it("never charges more for a line than it cost, and the whole of what it charges", () => {
    holds(
      fc.property(evenings, (evening) => {
        for (const state of states(evening)) {
          for (const line of state.unavailable) {
            expect(chargedFor(line)).toBeLessThanOrEqual(line.amount);
            expect(chargedFor(line)).toBeGreaterThanOrEqual(0);
          }
          const isEnded = state.order_status === "Cancelled";
          const offs = state.unavailable.map((line) => line.amount - chargedFor(line));
          const off = offs.reduce((sum, one) => sum + one, 0);
          // The lines that ended the order are returned with the rest of it.
          if (!isEnded) expect(state.refunded_amount).toBe(off);
        }
      }),
    );
  });

  it("decides each line once", () => {
    holds(
      fc.property(evenings, (evening) => {
        const seen = states(evening);
        for (const [index, state] of seen.entries()) {
          const ids = state.unavailable.map(({ order_item_id }) => order_item_id);
          expect(new Set(ids).size).toBe(ids.length);
          for (const line of seen[index - 1]?.unavailable ?? [])
            if (line.choice !== null) expect(state.unavailable).toContainEqual(line);
        }
      }),
    );
  });

  it("never offers a dish that the order has marked", () => {
    holds(
      fc.property(evenings, (evening) => {
        for (const { unavailable } of states(evening)) {
          const marked = new Set(unavailable.map(({ order_item_id }) => order_item_id));
          const soldOut = LINES.filter(({ id }) => marked.has(id)).map(({ menu_item_id }) => menu_item_id);
          for (const { choice, proposal } of unavailable)
            if (choice === null && proposal !== null) expect(soldOut).not.toContain(proposal.menu_item_id);
        }
      }),
    );
  });

  it("leaves no question open that cannot be seen and does not end, nor when the order has left or ended", () => {
    holds(
      fc.property(evenings, (evening) => {
        for (const state of states(evening)) {
          const open = state.unavailable.filter(({ choice }) => choice === null);
          const [earliest] = open.map(({ answer_by }) => answer_by).sort();
          expect(state.answer_by).toBe(earliest ?? null);
          if (open.length === 0) continue;
          expect(state.order_status).toBe("Preparing");
          const end = new Date(Date.parse(state.answer_by ?? ""));
          expect(dueStep(state, end)).toBe("settle_unavailable");
          expect(decide(state, SETTLE, system, end).ok).toBe(true);
        }
      }),
    );
  });
});

describe("the wish given when ordering", () => {
  it("replaces at once, for at most what the line cost", () => {
    const cheaper = changed(order({ if_sold_out: "replace" }), mark([1, 201]), partner, 0);
    expect(cheaper).toMatchObject({
      answer_by: null,
      refunded_amount: 80,
      items_total: ITEMS_TOTAL - 80,
      payment_status: "partially_refunded",
      total_qty: 6,
    });
    const [line] = cheaper.unavailable;
    expect(line).toMatchObject({ choice: "replace", amount: 780, proposal: { amount: 700 } });
  });

  it("asks before a dish with an allergen that was not ordered, also when it is to replace", () => {
    const asked = changed(order({ if_sold_out: "replace" }), mark([2, 202]), partner, 0);
    expect(asked).toMatchObject({
      answer_by: minutesLater(ANSWER_MINUTES).toISOString(),
      refunded_amount: 0,
    });
    const replaced = changed(asked, answer([2, "replace"]), customer, 1);
    expect(replaced).toMatchObject({ refunded_amount: 0, payment_status: "captured", answer_by: null });
  });

  it.each(["replace", "remove"] as const)(
    "%s removes a line for which nothing is proposed",
    (if_sold_out) => {
      expect(changed(order({ if_sold_out }), mark([2, null]), partner, 0)).toMatchObject({
        order_status: "Preparing",
        total_qty: 5,
        refunded_amount: 1290,
        unavailable: [{ choice: "remove" }],
      });
    },
  );

  it("cancels the whole order, as the store's doing when the customer does not choose it then", () => {
    expect(changed(order({ if_sold_out: "cancel" }), mark([2, 201]), partner, 0)).toMatchObject({
      order_status: "Cancelled",
      cancelled_by: "partner",
      cancel_reason: "OUT_OF_ITEMS",
      payment_status: "refunded",
      refunded_amount: 0,
      unavailable: [{ choice: "cancel" }],
    });
  });

  it("cancels when nothing would be left", () => {
    const rest = changed(order({ if_sold_out: "remove" }), mark([1, null], [2, null]), partner, 0);
    expect(changed(rest, mark([3, null]), partner, 1)).toMatchObject({
      order_status: "Cancelled",
      payment_status: "refunded",
      unavailable: [{ choice: "remove" }, { choice: "remove" }, { choice: "cancel" }],
    });
  });
});

describe("a question", () => {
  const asked = changed(order(), mark([1, 201], [2, null]), partner, 0);

  it("ends after three minutes by removing what is open, and not before", () => {
    const justBefore = new Date(minutesLater(ANSWER_MINUTES).getTime() - 1);
    expect(decide(asked, SETTLE, system, justBefore)).toMatchObject({ refusal: "deadline_not_reached" });
    const answered = changed(asked, answer([1, "replace"]), customer, 1);
    expect(changed(answered, SETTLE, system, ANSWER_MINUTES)).toMatchObject({
      answer_by: null,
      unavailable: [{ choice: "replace" }, { choice: "remove" }],
      refunded_amount: 80 + 1290,
    });
  });

  it("has its own time for each mark", () => {
    const more = changed(asked, mark([3, null]), partner, 2);
    const settled = changed(more, SETTLE, system, ANSWER_MINUTES);
    expect(settled.unavailable.map(({ choice }) => choice)).toEqual(["remove", "remove", null]);
    expect(settled.answer_by).toBe(minutesLater(2 + ANSWER_MINUTES).toISOString());
  });

  it.each<[string, LifecycleAction, number, object]>([
    ["at its end", answer([1, "remove"]), ANSWER_MINUTES, { code: "conflict", refusal: "answer_too_late" }],
    ["about another line", answer([3, "remove"]), 1, { code: "invalid", refusal: "not_asked" }],
    [
      "with a dish that was not proposed",
      answer([2, "replace"]),
      1,
      { code: "invalid", refusal: "no_proposal" },
    ],
    [
      "about a line twice",
      answer([1, "remove"], [1, "replace"]),
      1,
      { code: "invalid", refusal: "line_twice" },
    ],
  ])("is not answered %s", (_, action, minutes, refusal) => {
    expect(tried(asked, action, customer, minutes)).toMatchObject(refusal);
  });

  it.each(["Out for Delivery", "Delivered", "Cancelled"] as const)(
    "that an older process left open does not hold an order that is %s",
    (order_status) => {
      const left = { ...asked, order_status };
      expect(dueStep(left, minutesLater(ANSWER_MINUTES))).toBeNull();
    },
  );

  it("that ends the order says who ended it: the customer who chose so, or the store after no answer", () => {
    const cancelledBy = (before: BoardOrder, action: LifecycleAction, actor: Actor, minutes: number) => {
      const { order_status, cancelled_by, cancel_reason } = changed(before, action, actor, minutes);
      return { order_status, cancelled_by, cancel_reason };
    };
    const byCustomer = {
      order_status: "Cancelled",
      cancelled_by: "customer",
      cancel_reason: "OUT_OF_ITEMS",
    };
    expect(cancelledBy(asked, answer([1, "cancel"]), customer, 1)).toEqual(byCustomer);
    const all = changed(asked, mark([3, null]), partner, 0);
    const last = answer([1, "remove"], [2, "remove"], [3, "remove"]);
    expect(cancelledBy(all, last, customer, 1)).toEqual(byCustomer);
    const byStore = { ...byCustomer, cancelled_by: "partner" };
    expect(cancelledBy(all, SETTLE, system, ANSWER_MINUTES)).toEqual(byStore);
  });

  it("is answered once", () => {
    const answered = changed(asked, answer([1, "remove"]), customer, 1);
    expect(tried(answered, answer([1, "replace"]), customer, 1)).toMatchObject({
      code: "conflict",
      refusal: "already_answered",
    });
  });

  it("takes an order that is ready back to the stove when a replacement is chosen, and only then", () => {
    const ready = changed(asked, { name: "ready" }, partner, 1);
    expect(ready.ready_at).not.toBeNull();
    expect(changed(ready, answer([2, "remove"]), customer, 2).ready_at).toBe(ready.ready_at);
    const replaced = changed(ready, answer([1, "replace"], [2, "remove"]), customer, 2);
    expect(replaced.ready_at).toBeNull();
    expect(changed(replaced, { name: "ready" }, partner, 3).ready_at).not.toBeNull();
  });

  it("keeps the order in the store, and can be answered however often the order was changed", () => {
    expect(tried(asked, { name: "hand_over" }, partner, 1)).toMatchObject({ refusal: "question_open" });
    const often = { ...asked, version: CHANGES_AT_MOST };
    expect(tried(often, answer([1, "remove"]), customer, 1).ok).toBe(true);
    expect(tried(often, SETTLE, system, ANSWER_MINUTES).ok).toBe(true);
  });
});

describe("a mark that is taken back", () => {
  it("leaves the order as if nothing had been asked", () => {
    const before = order();
    const asked = changed(before, mark([1, 201], [2, null]), partner, 0);
    const one = changed(asked, unmark(1), partner, 1);
    expect(one).toMatchObject({ unavailable: [{ order_item_id: uuid(2) }], answer_by: asked.answer_by });
    const none = changed(one, unmark(2), partner, 1);
    const { version, updated_at, ...same } = none;
    expect(none).toEqual({ ...before, version, updated_at });
    expect(same.answer_by).toBeNull();
    expect(changed(none, { name: "hand_over" }, partner, 1).order_status).toBe("Out for Delivery");
    expect(changed(none, mark([1, null]), partner, 1).unavailable).toHaveLength(1);
  });

  it("is refused once the customer or their wish has decided, and for lines that are not marked", () => {
    const asked = changed(order(), mark([1, 201], [2, null]), partner, 0);
    const answered = changed(asked, answer([1, "remove"]), customer, 1);
    const refused = { code: "conflict", refusal: "already_answered" };
    expect(tried(answered, unmark(1, 2), partner, 1)).toMatchObject(refused);
    const wished = changed(order({ if_sold_out: "remove" }), mark([1, null]), partner, 0);
    expect(tried(wished, unmark(1), partner, 0)).toMatchObject(refused);
    expect(tried(asked, unmark(3), partner, 1)).toMatchObject({ code: "invalid", refusal: "not_asked" });
  });

  it.each(["customer", "admin", "system"] as const)("is forbidden to the %s", (role) => {
    const asked = changed(order(), mark([1, null]), partner, 0);
    expect(tried(asked, unmark(1), { roles: [role], name: "Somebody" }, 0)).toMatchObject({
      code: "forbidden",
    });
  });
});

describe("a mark", () => {
  it.each<[string, LifecycleAction, object]>([
    ["a line of another order", mark([9, null]), { code: "invalid", refusal: "line_unknown" }],
    ["a line twice", mark([1, null], [1, 201]), { code: "invalid", refusal: "line_twice" }],
    [
      "a dish that the store cannot sell",
      mark([1, 299]),
      { code: "invalid", refusal: "proposal_impossible" },
    ],
  ])("is refused for %s", (_, action, refusal) => {
    expect(tried(order(), action, partner, 0)).toMatchObject(refusal);
  });

  it("is refused for a line that is marked, and for its own dish as the proposal", () => {
    const marked = changed(order(), mark([1, null]), partner, 0);
    expect(tried(marked, mark([1, 201]), partner, 0)).toMatchObject({ refusal: "already_unavailable" });
    const own = { id: uuid(101), name: "Miso soup", price: 390, vat_bp: 700, allergens: [] };
    const kitchen = { lines: LINES, dishes: [own] };
    expect(decide(order(), mark([1, 101]), partner, minutesLater(0), { kitchen })).toMatchObject({
      refusal: "proposal_impossible",
    });
  });

  it("is refused when it proposes a dish that this order has marked, in the same request or before", () => {
    const proposed = (before: BoardOrder, action: LifecycleAction) => tried(before, action, partner, 1);
    const refused = { code: "invalid", refusal: "proposal_impossible" };
    expect(proposed(order(), mark([1, 102], [2, 201]))).toMatchObject(refused);
    const marked = changed(order(), mark([2, null]), partner, 0);
    expect(proposed(marked, mark([1, 102]))).toMatchObject(refused);
    expect(proposed(order(), mark([1, 102]))).toMatchObject({ ok: true });
  });

  describe("of a dish that is offered instead of another", () => {
    const made = (before: BoardOrder, action: LifecycleAction, actor = partner) =>
      changed(before, action, actor, 1);

    it("takes the offer back, so that nobody can choose what cannot be made", () => {
      const asked = made(order(), mark([1, 102]));
      const gone = made(asked, mark([2, null]));
      expect(gone.unavailable).toMatchObject([
        { order_item_id: uuid(1), proposal: null, choice: null },
        { order_item_id: uuid(2), proposal: null, choice: null },
      ]);
      expect(gone.answer_by).toBe(asked.answer_by);
      expect(tried(gone, answer([1, "replace"]), customer, 1)).toMatchObject({ refusal: "no_proposal" });
      expect(made(gone, answer([1, "remove"], [2, "remove"]), customer).total_qty).toBe(3);
    });

    it("leaves the other line out when the customer had wished for a replacement", () => {
      const asked = made(order({ if_sold_out: "replace" }), mark([1, 103]));
      expect(asked.answer_by, "sesame was not ordered").not.toBeNull();
      expect(made(asked, mark([3, null]))).toMatchObject({
        answer_by: null,
        total_qty: 1,
        unavailable: [{ choice: "remove" }, { choice: "remove" }],
      });
    });

    it("keeps other offers, and what was chosen already", () => {
      const asked = made(order(), mark([1, 102]));
      const chosen = made(asked, answer([1, "replace"]), customer);
      expect(made(chosen, mark([2, null])).unavailable[0]).toEqual(chosen.unavailable[0]);
      expect(made(asked, mark([3, null])).unavailable[0]).toEqual(asked.unavailable[0]);
    });
  });

  it.each(["customer", "admin", "system"] as const)("is forbidden to the %s", (role) => {
    const decision = tried(order(), mark([1, null]), { roles: [role], name: "Somebody" }, 0);
    expect(decision).toMatchObject({ code: "forbidden" });
  });

  it.each(["Order Received", "Out for Delivery", "Delivered", "Cancelled"] as const)(
    "is refused while the order is %s",
    (order_status) => {
      expect(tried(order({ order_status }), mark([1, null]), partner, 0)).toMatchObject({ code: "conflict" });
    },
  );
});
