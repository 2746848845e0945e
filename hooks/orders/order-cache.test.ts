import { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, test } from "vitest";
import type { OrderDetail } from "@/lib/orders/model/schema";
import { acceptedOrder, at, boardOrder, updateTo } from "@/test/support/board-orders";
import { applyToMyOrders, applyToOrder, knownOrders, mergeIntoOrders, putOrderInCache } from "./order-cache";
import { orderKeys } from "./order-keys";

const received = boardOrder(1);
const preparing = acceptedOrder(1);
const onTheWay = acceptedOrder(1, {
  version: 3,
  order_status: "Out for Delivery",
  dispatched_at: at(18, 20),
});

let client: QueryClient;
const detail = () => client.getQueryData<OrderDetail>(orderKeys.one(received.id));
const isInvalidated = (key: readonly string[]) => client.getQueryState(key)?.isInvalidated;

beforeEach(() => {
  client = new QueryClient();
  client.setQueryData(orderKeys.mine, { orders: [received], next_cursor: null });
  client.setQueryData(orderKeys.one(received.id), { ...received, timeline: [] });
});

test("an update is applied to the list and to the order's page, with its history entry", () => {
  applyToMyOrders(client, updateTo(preparing));
  applyToOrder(client, updateTo(preparing));
  expect(knownOrders(client)).toEqual([preparing]);
  expect(detail()?.order_status).toBe("Preparing");
  expect(detail()?.timeline.map(({ version }) => version)).toEqual([2]);
});

test("a late update with an older version and a repeated one change nothing", () => {
  for (const order of [preparing, onTheWay, preparing, onTheWay]) {
    applyToMyOrders(client, updateTo(order));
    applyToOrder(client, updateTo(order));
  }
  expect(knownOrders(client)[0]?.order_status).toBe("Out for Delivery");
  expect(detail()?.timeline.map(({ version }) => version)).toEqual([2, 3]);
});

test("after a missing version the order's page is read again, but not the list", () => {
  applyToMyOrders(client, updateTo(onTheWay));
  applyToOrder(client, updateTo(onTheWay));
  expect(knownOrders(client)[0]).toEqual(onTheWay);
  expect(isInvalidated(orderKeys.one(received.id))).toBe(true);
  expect(isInvalidated(orderKeys.mine)).toBe(false);
});

test("an update of an unknown order, placed on another device, refetches the list", () => {
  applyToMyOrders(client, updateTo(acceptedOrder(2)));
  expect(isInvalidated(orderKeys.mine)).toBe(true);
});

test("an update of an order whose page was never open adds no entry for that page", () => {
  applyToOrder(client, updateTo(acceptedOrder(2)));
  expect(client.getQueryCache().findAll({ queryKey: orderKeys.every })).toHaveLength(1);
});

test("an order returned by a command does not replace a newer version from an event", () => {
  applyToMyOrders(client, updateTo(onTheWay));
  applyToOrder(client, updateTo(onTheWay));
  putOrderInCache(client, { ...preparing, timeline: [] });
  expect(knownOrders(client)[0]?.order_status).toBe("Out for Delivery");
  expect(detail()?.order_status).toBe("Out for Delivery");
});

test("the result of an action reaches the list and the order's page, with its history entry", () => {
  mergeIntoOrders(client, { order: preparing, entries: [updateTo(preparing).entry] });
  expect(knownOrders(client)).toEqual([preparing]);
  expect(detail()).toMatchObject({ order_status: "Preparing", timeline: [{ version: 2 }] });
  expect(isInvalidated(orderKeys.one(received.id))).toBe(false);
});

test("the result of an action that arrives after newer events changes nothing", () => {
  applyToMyOrders(client, updateTo(onTheWay));
  applyToOrder(client, updateTo(preparing));
  applyToOrder(client, updateTo(onTheWay));
  mergeIntoOrders(client, { order: preparing, entries: [updateTo(preparing).entry] });
  expect(knownOrders(client)).toEqual([onTheWay]);
  expect(detail()?.timeline.map(({ version }) => version)).toEqual([2, 3]);
});

test("the result of an action without all entries since refetches the order's page", () => {
  mergeIntoOrders(client, { order: onTheWay, entries: [updateTo(onTheWay).entry] });
  expect(detail()?.order_status).toBe("Out for Delivery");
  expect(isInvalidated(orderKeys.one(received.id))).toBe(true);
});
