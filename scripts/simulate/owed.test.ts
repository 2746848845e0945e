import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { decide } from "@/lib/orders/model/decide";
import type { OrderDetail, TimelineEntry } from "@/lib/orders/model/schema";
import { PLACED_AT, placedOrder } from "@/test/support/order-arbitraries";
import { owedTo } from "./owed";

const PLACED: TimelineEntry = {
  version: 1,
  at: PLACED_AT.toISOString(),
  action: "place",
  from_status: null,
  to_status: "Order Received",
  actor_kind: "customer",
  actor_name: "Lena",
  reason: null,
  note: null,
  minutes: null,
};

function deliveredOrder(): OrderDetail {
  const timeline = [PLACED];
  let order = placedOrder();
  for (const name of ["accept", "ready", "hand_over", "deliver"] as const) {
    const decision = decide(order, { name }, { roles: ["partner"], name: "Ana" }, PLACED_AT);
    if (!decision.ok) throw new Error(decision.refusal);
    order = { ...order, ...decision.changes };
    timeline.push(decision.entry);
  }
  return {
    ...order,
    id: randomUUID(),
    order_code: "ORD-A7X3B2",
    tenant_id: randomUUID(),
    tenant_slug: "sushi-bar",
    tenant_name: "Sushi Bar",
    tenant_phone: null,
    time_zone: "Europe/Berlin",
    user_id: randomUUID(),
    address_id: randomUUID(),
    total_qty: 1,
    items_total: 390,
    delivery_fee: 290,
    final_amount: 680,
    currency: "EUR",
    note: "",
    created_at: PLACED_AT.toISOString(),
    customer_name: "Lena",
    address: { line1: "Harbour 7", city: "Port Selby", postal_code: "24103", note: "" },
    items: [],
    timeline,
  };
}

describe("the events a watcher is owed", () => {
  const order = deliveredOrder();
  const namesOf = (keys: string[]) =>
    keys.map((key) =>
      key
        .split(" ")
        .filter((_, part) => part % 2 === 1)
        .join(" "),
    );

  it("are each version once for the customer, with notifications on placing, dispatch and delivery", () => {
    expect(namesOf(owedTo({ userId: order.user_id, tenantId: null }, [order]))).toEqual([
      "order_status_update 1",
      "notification Order_ORD-A7X3B2_placed#1",
      "order_status_update 2",
      "order_status_update 3",
      "order_status_update 4",
      "notification Order_ORD-A7X3B2_is_on_its_way#1",
      "order_status_update 5",
      "notification Order_ORD-A7X3B2_was_delivered#1",
    ]);
  });

  it("are the new order and each later version once for the store", () => {
    expect(namesOf(owedTo({ userId: null, tenantId: order.tenant_id }, [order]))).toEqual([
      "new_order 1",
      "order_status_update 2",
      "order_status_update 3",
      "order_status_update 4",
      "order_status_update 5",
    ]);
  });

  it("include nothing about other people's orders", () => {
    expect(owedTo({ userId: randomUUID(), tenantId: randomUUID() }, [order])).toEqual([]);
  });
});
