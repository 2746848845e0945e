import { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, test } from "vitest";
import { changesOf } from "@/lib/orders/model/changing-fields";
import type { OrderStatusUpdate } from "@/lib/orders/model/events";
import type { BoardOrder, OrderDetail } from "@/lib/orders/model/schema";
import { acceptedOrder, at, boardOrder } from "@/test/support/board-orders";
import { applyToMyOrders, applyToOrder, knownOrders, mergeIntoOrders } from "./order-cache";
import { orderKeys } from "./order-keys";

const received = boardOrder(1);
const preparing = acceptedOrder(1);
const onTheWay = acceptedOrder(1, {
  version: 3,
  order_status: "Out for Delivery",
  dispatched_at: at(18, 20),
});

/** The event that tells of an order's newest change. */
function updateTo(order: BoardOrder): OrderStatusUpdate {
  return {
    order_id: order.id,
    order_code: order.order_code,
    tenant_id: order.tenant_id,
    timestamp: order.updated_at,
    step: 2,
    total_steps: 5,
    order_status: order.order_status,
    previous_status: "Order Received",
    version: order.version,
    estimated_delivery: null,
    changes: changesOf(order),
    entry: {
      version: order.version,
      at: order.updated_at,
      action: "accept",
      from_status: "Order Received",
      to_status: order.order_status,
      actor_kind: "partner",
      actor_name: "Ana Ito",
      reason: null,
      note: null,
      minutes: 20,
    },
  };
}

let client: QueryClient;
const detail = () => client.getQueryData<OrderDetail>(orderKeys.one(received.id));
const isToBeReadAgain = (key: readonly string[]) => client.getQueryState(key)?.isInvalidated;

beforeEach(() => {
  client = new QueryClient();
  client.setQueryData(orderKeys.mine, { orders: [received], next_cursor: null });
  client.setQueryData(orderKeys.one(received.id), { ...received, timeline: [] });
});

test("an update reaches the list and the order's page, with its line of history", () => {
  applyToMyOrders(client, updateTo(preparing));
  applyToOrder(client, updateTo(preparing));
  expect(knownOrders(client)).toEqual([preparing]);
  expect(detail()?.order_status).toBe("Preparing");
  expect(detail()?.timeline.map(({ version }) => version)).toEqual([2]);
});

test("an older update that comes late moves nothing backwards, and the same one twice changes nothing", () => {
  for (const order of [preparing, onTheWay, preparing, onTheWay]) {
    applyToMyOrders(client, updateTo(order));
    applyToOrder(client, updateTo(order));
  }
  expect(knownOrders(client)[0]?.order_status).toBe("Out for Delivery");
  expect(detail()?.timeline.map(({ version }) => version)).toEqual([2, 3]);
});

test("a version that is missing makes the order's page be read again, and the list still be right", () => {
  applyToMyOrders(client, updateTo(onTheWay));
  applyToOrder(client, updateTo(onTheWay));
  expect(knownOrders(client)[0]).toEqual(onTheWay);
  expect(isToBeReadAgain(orderKeys.one(received.id))).toBe(true);
  expect(isToBeReadAgain(orderKeys.mine)).toBe(false);
});

test("an order nobody here knew, placed on another device, makes the list be read again", () => {
  applyToMyOrders(client, updateTo(acceptedOrder(2)));
  expect(isToBeReadAgain(orderKeys.mine)).toBe(true);
});

test("an update about an order whose page was never open leaves no trace of it", () => {
  applyToOrder(client, updateTo(acceptedOrder(2)));
  expect(client.getQueryCache().findAll({ queryKey: orderKeys.every })).toHaveLength(1);
});

test("the result of a press reaches the list and the order's page, with its line of history", () => {
  mergeIntoOrders(client, { order: preparing, entries: [updateTo(preparing).entry] });
  expect(knownOrders(client)).toEqual([preparing]);
  expect(detail()).toMatchObject({ order_status: "Preparing", timeline: [{ version: 2 }] });
  expect(isToBeReadAgain(orderKeys.one(received.id))).toBe(false);
});

test("the result of a press that comes after newer events moves nothing backwards", () => {
  applyToMyOrders(client, updateTo(onTheWay));
  applyToOrder(client, updateTo(preparing));
  applyToOrder(client, updateTo(onTheWay));
  mergeIntoOrders(client, { order: preparing, entries: [updateTo(preparing).entry] });
  expect(knownOrders(client)).toEqual([onTheWay]);
  expect(detail()?.timeline.map(({ version }) => version)).toEqual([2, 3]);
});

test("the result of a press without all lines since makes the order's page be read again", () => {
  mergeIntoOrders(client, { order: onTheWay, entries: [updateTo(onTheWay).entry] });
  expect(detail()?.order_status).toBe("Out for Delivery");
  expect(isToBeReadAgain(orderKeys.one(received.id))).toBe(true);
});
