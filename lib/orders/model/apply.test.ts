import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holds } from "@/test/support/holds";
import { anyAttempt, evening } from "@/test/support/order-arbitraries";
import { applyUpdate, applyUpdateToDetail, updateInList, upsertOrder } from "./apply";
import type { OrderStatusUpdate } from "./events";
import { changesOf, type LifecycleOrder } from "./lifecycle";
import type { OrderDetail } from "./schema";

const ID = "0198a000-0000-7000-8000-000000000001";

function detail(order: LifecycleOrder): OrderDetail {
  return {
    ...order,
    id: ID,
    order_code: "ORD-A7X3B2",
    tenant_id: ID,
    tenant_slug: "sushi-bar",
    tenant_name: "Sushi Bar",
    time_zone: "Europe/Berlin",
    user_id: ID,
    address_id: ID,
    total_qty: 1,
    items_total: 1290,
    delivery_fee: 290,
    final_amount: 1580,
    currency: "EUR",
    note: "",
    created_at: order.updated_at,
    customer_name: "Lena",
    address: { line1: "Quay 1", city: "Port Selby", postal_code: "1", note: "" },
    items: [],
    timeline: [],
  };
}

function updateTo(order: LifecycleOrder): OrderStatusUpdate {
  return {
    order_id: ID,
    order_code: "ORD-A7X3B2",
    tenant_id: ID,
    timestamp: order.updated_at,
    step: 1,
    total_steps: 5,
    order_status: order.order_status,
    previous_status: null,
    version: order.version,
    estimated_delivery: null,
    changes: changesOf(order),
    entry: {
      version: order.version,
      at: order.updated_at,
      action: "accept",
      from_status: null,
      to_status: order.order_status,
      actor_kind: "partner",
      actor_name: "Ana",
      reason: null,
      note: null,
      minutes: null,
    },
  };
}

const anyEvening: fc.Arbitrary<LifecycleOrder[]> = fc
  .array(anyAttempt, { minLength: 3, maxLength: 25 })
  .map(evening);

describe("updates in any order, some twice", () => {
  it("end at the highest version, which never falls on the way", () => {
    holds(
      fc.property(anyEvening, fc.infiniteStream(fc.nat()), (states, picks) => {
        let shown = detail(states[0] ?? evening([])[0] ?? neverEmpty());
        for (const pick of picks.take(states.length * 3)) {
          const state = states[pick % states.length];
          const before = shown.version;
          if (state !== undefined) shown = applyUpdate(shown, updateTo(state));
          expect(shown.version).toBeGreaterThanOrEqual(before);
        }
        const last = states.at(-1) ?? neverEmpty();
        expect(changesOf(applyUpdate(shown, updateTo(last)))).toEqual(changesOf(last));
      }),
    );
  });

  it("change nothing, not even the object, when they are old", () => {
    holds(
      fc.property(anyEvening, (states) => {
        const last = detail(states.at(-1) ?? neverEmpty());
        const list = [last];
        for (const state of states) {
          expect(applyUpdate(last, updateTo(state))).toBe(last);
          expect(updateInList(list, updateTo(state))).toBe(list);
        }
      }),
    );
  });
});

function neverEmpty(): never {
  throw new Error("An evening has at least the placed order");
}

describe("an order's page", () => {
  const [placed = neverEmpty()] = evening([]);

  it("grows its history by the update's line", () => {
    const { order, isComplete } = applyUpdateToDetail(detail(placed), updateTo({ ...placed, version: 2 }));
    expect(order.timeline.map((entry) => entry.version)).toEqual([2]);
    expect(isComplete).toBe(true);
  });

  it("knows that a line is missing when a version was skipped", () => {
    expect(applyUpdateToDetail(detail(placed), updateTo({ ...placed, version: 3 })).isComplete).toBe(false);
  });
});

describe("a list", () => {
  const [placed = neverEmpty()] = evening([]);

  it("takes a new order in front, and a known one only when it is newer", () => {
    const known = detail({ ...placed, version: 3 });
    const other = { ...known, id: "0198a000-0000-7000-8000-000000000002" };
    expect(upsertOrder([known], other)).toEqual([other, known]);
    const list = [known];
    expect(upsertOrder(list, { ...known, version: 2 })).toBe(list);
    expect(upsertOrder(list, { ...known, version: 4 })[0]?.version).toBe(4);
  });
});
