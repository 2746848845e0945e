import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { queryable } from "@/lib/db/client";
import { addresses, orders } from "@/lib/db/schema/orders";
import type { OrderGroup } from "@/lib/figures/model/day-figures";
import { readOrderGroups } from "@/lib/figures/server/counted-orders";
import type { ActorKind, CancelReason, OrderStatus } from "@/lib/orders/model/changing-fields";
import { withDatabase } from "@/test/support/database";
import { type CountedOrder, groupsOf } from "@/test/support/order-groups";
import { makePerson, makeRestaurant } from "@/test/support/world";

withDatabase();

const FROM = Date.parse("2026-05-04T00:00:00Z");
const TO = Date.parse("2026-05-05T00:00:00Z");
const DELIVERY_MINUTES = 15;

const instant = fc.integer({ min: 0, max: TO - FROM - 1 }).map((ms) => new Date(FROM + ms).toISOString());
const maybe = fc.option(instant);
const status = fc.constantFrom<OrderStatus>(
  "Order Received",
  "Preparing",
  "Out for Delivery",
  "Delivered",
  "Cancelled",
);
const anyOrder: fc.Arbitrary<CountedOrder> = fc
  .record({
    order_status: status,
    payment_status: fc.constantFrom<CountedOrder["payment_status"]>("captured", "released", "refunded"),
    cancelled_by: fc.option(fc.constantFrom<ActorKind>("customer", "partner")),
    cancel_reason: fc.option(fc.constantFrom<CancelReason>("TOO_BUSY", "OTHER")),
    final_amount: fc.integer({ min: 0, max: 1_000_000 }),
    delivery_minutes: fc.constant(DELIVERY_MINUTES),
    ...{ created_at: instant, accept_by: instant, updated_at: instant },
    ...{ accepted_at: maybe, ready_at: maybe, dispatched_at: maybe, promised_at: maybe },
    delivered_at: maybe,
  })
  .map((order) => (order.order_status === "Delivered" ? order : { ...order, delivered_at: null }));

const dateOf = (text: string | null) => (text === null ? null : new Date(text));
const keyOf = ({ order_status, payment_status, cancelled_by, cancel_reason }: OrderGroup) =>
  [order_status, payment_status, cancelled_by, cancel_reason].join();
const numbers = (values: readonly number[]) => values.map((value) => value.toFixed(3)).toSorted();

/** The orders within a group have no order of their own. */
const comparable = (groups: readonly OrderGroup[]) =>
  groups
    .map((group) => ({
      key: keyOf(group),
      orders: group.orders,
      final_amount: group.final_amount,
      accept_seconds: numbers(group.accept_seconds),
      seconds_after_promise: numbers(group.seconds_after_promise),
      quarters: numbers(group.quarters),
      changed_at: Math.round(group.changed_at),
      open: group.open
        .map((order) => [
          ...[order.order_status, order.created_at, order.accept_by, order.updated_at, order.accepted_at],
          ...[order.ready_at, order.dispatched_at, order.promised_at, order.delivered_at],
          order.delivery_minutes,
        ])
        .map((fields) => fields.join())
        .toSorted(),
    }))
    .toSorted((one, other) => (one.key < other.key ? -1 : 1));

let customer: string;
beforeAll(async () => {
  customer = (await makePerson("Lena")).userId;
  await (await queryable())
    .insert(addresses)
    .values({ id: customer, user_id: customer, line1: "Quay 1", city: "Port Selby", postal_code: "1" });
});

async function insert(tenantId: string, all: readonly CountedOrder[]): Promise<void> {
  if (all.length === 0) return;
  const rows = all.map(({ delivery_minutes: _, ...order }) => {
    const id = crypto.randomUUID();
    return {
      ...order,
      ...{ id, order_code: id, tenant_id: tenantId, user_id: customer, address_id: customer, version: 1 },
      ...{ payment_method: "cash", currency: "EUR", items_total: 0, delivery_fee: 0, total_qty: 1 },
      created_at: new Date(order.created_at),
      accept_by: new Date(order.accept_by),
      updated_at: new Date(order.updated_at),
      accepted_at: dateOf(order.accepted_at),
      ready_at: dateOf(order.ready_at),
      dispatched_at: dateOf(order.dispatched_at),
      promised_at: dateOf(order.promised_at),
      delivered_at: dateOf(order.delivered_at),
    };
  });
  await (await queryable()).insert(orders).values(rows);
}

test("a day's orders are grouped by the database as the rules expect them", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyOrder, { maxLength: 30 }), async (all) => {
      const { id } = await makeRestaurant();
      await insert(id, all);
      const store = { id, delivery_minutes: DELIVERY_MINUTES };
      const groups = await readOrderGroups(await queryable(), store, { from: FROM, to: TO });
      expect(comparable(groups)).toEqual(comparable(groupsOf(all)));
    }),
    { numRuns: 30 },
  );
});
