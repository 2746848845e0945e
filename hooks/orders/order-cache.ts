import type { QueryClient } from "@tanstack/react-query";
import type { OrderStatusUpdate } from "@/lib/orders/model/events";
import {
  applyUpdateToDetail,
  mergeChange,
  mergeChangeIntoDetail,
  newerOf,
  skipsVersions,
} from "@/lib/orders/model/merge-by-version";
import { type MyOrders, withOrder, withUpdate } from "@/lib/orders/model/my-orders";
import type { BoardOrder, ChangedOrder, OrderDetail } from "@/lib/orders/model/schema";
import { orderKeys } from "./order-keys";

export function knownOrders(client: QueryClient): BoardOrder[] {
  return client.getQueryData<MyOrders>(orderKeys.mine)?.orders ?? [];
}

export function applyToMyOrders(client: QueryClient, update: OrderStatusUpdate): void {
  const isKnown = knownOrders(client).some((order) => order.id === update.order_id);
  client.setQueryData<MyOrders>(orderKeys.mine, (known) => known && withUpdate(known, update));
  // The order was placed on another device or in another tab.
  if (!isKnown) void client.invalidateQueries({ queryKey: orderKeys.mine });
}

export function mergeIntoOrders(client: QueryClient, changed: ChangedOrder): void {
  client.setQueryData<MyOrders>(
    orderKeys.mine,
    (known) => known && { ...known, orders: mergeChange(known.orders, changed) },
  );
  const queryKey = orderKeys.one(changed.order.id);
  const known = client.getQueryData<OrderDetail>(queryKey);
  if (known === undefined) return;
  const { order, isComplete } = mergeChangeIntoDetail(known, changed);
  client.setQueryData<OrderDetail>(queryKey, order);
  if (!isComplete) void client.invalidateQueries({ queryKey });
}

export function applyToOrder(client: QueryClient, update: OrderStatusUpdate): void {
  const queryKey = orderKeys.one(update.order_id);
  const known = client.getQueryData<OrderDetail>(queryKey);
  if (known === undefined) return;
  client.setQueryData<OrderDetail>(queryKey, applyUpdateToDetail(known, update));
  if (skipsVersions(known, update)) void client.invalidateQueries({ queryKey });
}

export function putOrderInCache(client: QueryClient, order: OrderDetail): void {
  client.setQueryData<OrderDetail>(orderKeys.one(order.id), (known) => newerOf(order, known));
  client.setQueryData<MyOrders>(orderKeys.mine, (known) => known && withOrder(known, order));
}
