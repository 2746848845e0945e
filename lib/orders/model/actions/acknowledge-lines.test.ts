import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stationsByDish } from "@/lib/board/model/kitchen/stations";
import { acknowledgementOf, changedLines } from "@/lib/board/model/line-changes";
import { type Actor, CHANGES_AT_MOST, decide } from "@/lib/orders/model/decide";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { SOLD_OUT_CHOICES } from "@/lib/orders/model/terms";
import { isChanged } from "@/lib/orders/model/unavailable/lines";
import type { UnavailableLine } from "@/lib/orders/model/unavailable/schema";
import { acceptedOrder, at, item } from "@/test/support/board-orders";

const uuid = (n: number) => `019a0000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const NOW = new Date(at(18, 10));
const EVERYTHING = { chosen: new Set<string>(), byDish: stationsByDish([]), isExpediter: false };
const partner: Actor = { roles: ["partner"], name: "Ana" };

const line = (n: number, more: Partial<UnavailableLine> = {}): UnavailableLine => ({
  ...{ order_item_id: uuid(n), name: `Dish ${n}`, quantity: 1, amount: 500, proposal: null },
  ...{ answer_by: at(18, 8), choice: "remove", decided_at: at(18, 6), acknowledged_at: null },
  ...more,
});
const orderOf = (unavailable: UnavailableLine[], more: Partial<BoardOrder> = {}) =>
  acceptedOrder(1, {
    items: unavailable.map(({ order_item_id, name }) => item(name, { id: order_item_id })),
    unavailable,
    ...more,
  });
const acknowledge = (order: BoardOrder, ids: string[], actor = partner) =>
  decide(order, { name: "acknowledge_lines", order_item_ids: ids }, actor, NOW);

const anyLines = fc
  .array(
    fc.record({
      choice: fc.constantFrom(null, ...SOLD_OUT_CHOICES),
      acknowledged_at: fc.constantFrom(null, at(18, 7)),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((all) =>
    all.map(({ choice, acknowledged_at }, n) =>
      line(n, {
        choice,
        decided_at: choice && at(18, 6),
        acknowledged_at: choice && acknowledged_at,
      }),
    ),
  );

describe("acknowledging changed lines", () => {
  test("changes exactly the lines that it names, and nothing else of the order", () => {
    fc.assert(
      fc.property(anyLines, fc.array(fc.nat({ max: 7 }), { minLength: 1 }), (lines, named) => {
        const order = orderOf(lines);
        const ids = named.map(uuid);
        const decision = acknowledge(order, ids);
        const hit = lines.filter(({ order_item_id }) => ids.includes(order_item_id));
        const isWhole = ids.every((id) => hit.some(({ order_item_id }) => order_item_id === id));
        if (!isWhole || hit.some(({ choice }) => choice === null))
          expect(decision).toMatchObject({ ok: false, code: "invalid", refusal: "line_unchanged" });
        else if (!hit.some(isChanged))
          expect(decision).toMatchObject({ ok: false, code: "conflict", refusal: "already_acknowledged" });
        else {
          const changes = decision.ok ? decision.changes : {};
          expect(changes).toEqual({
            version: order.version + 1,
            updated_at: NOW.toISOString(),
            unavailable: lines.map((one) =>
              hit.includes(one) && isChanged(one) ? { ...one, acknowledged_at: NOW.toISOString() } : one,
            ),
          });
        }
      }),
    );
  });

  test("as a ticket offers it leaves no line marked, and is offered only while one is", () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const order = orderOf(lines);
        const action = acknowledgementOf(order, EVERYTHING);
        expect(action === null).toBe(!lines.some(isChanged));
        if (action === null) return;
        const decision = decide(order, action, partner, NOW);
        const after = { ...order, ...(decision.ok ? decision.changes : {}) };
        expect([decision.ok, changedLines(after, EVERYTHING), acknowledgementOf(after, EVERYTHING)]).toEqual([
          true,
          [],
          null,
        ]);
      }),
    );
  });

  test.each(["customer", "admin", "system"] as const)("is not for a %s", (role) => {
    const decision = acknowledge(orderOf([line(1)]), [uuid(1)], { roles: [role], name: "Somebody" });
    expect(decision).toMatchObject({ ok: false, code: "forbidden" });
  });

  test("is over when the order leaves", () => {
    const order = orderOf([line(1)], { order_status: "Out for Delivery" });
    expect(acknowledgementOf(order, EVERYTHING)).toBeNull();
    expect(acknowledge(order, [uuid(1)])).toMatchObject({ ok: false, refusal: "not_preparing" });
  });

  test("is possible on an order that was changed very often", () => {
    const order = orderOf([line(1)], { version: CHANGES_AT_MOST + 5 });
    expect(acknowledge(order, [uuid(1)]).ok).toBe(true);
  });
});
