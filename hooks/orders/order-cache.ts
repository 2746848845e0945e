import type { QueryClient } from "@tanstack/react-query";
import { applyUpdateToDetail, mergeChanged, mergeChangedDetail } from "@/lib/orders/model/apply";
import type { OrderStatusUpdate } from "@/lib/orders/model/events";
import { type MyOrders, withUpdate } from "@/lib/orders/model/my-orders";
import type { BoardOrder, ChangedOrder, OrderDetail } from "@/lib/orders/model/schema";
import { orderKeys } from "./order-keys";

/** How events meet the React Query cache. By version, so that applying one twice changes nothing. */

export function knownOrders(client: QueryClient): BoardOrder[] {
  return client.getQueryData<MyOrders>(orderKeys.mine)?.orders ?? [];
}

export function applyToMyOrders(client: QueryClient, update: OrderStatusUpdate): void {
  const isKnown = knownOrders(client).some((order) => order.id === update.order_id);
  client.setQueryData<MyOrders>(orderKeys.mine, (known) => known && withUpdate(known, update));
  // Placed on another device, or in another tab: this list has to learn of it.
  if (!isKnown) void client.invalidateQueries({ queryKey: orderKeys.mine });
}

/** Brings the result of the person's own press into the cache. */
export function mergeIntoOrders(client: QueryClient, changed: ChangedOrder): void {
  client.setQueryData<MyOrders>(
    orderKeys.mine,
    (known) => known && { ...known, orders: mergeChanged(known.orders, changed) },
  );
  const queryKey = orderKeys.one(changed.order.id);
  const known = client.getQueryData<OrderDetail>(queryKey);
  if (known === undefined) return;
  const { order, isComplete } = mergeChangedDetail(known, changed);
  client.setQueryData<OrderDetail>(queryKey, order);
  if (!isComplete) void client.invalidateQueries({ queryKey });
}

export function applyToOrder(client: QueryClient, update: OrderStatusUpdate): void {
  const queryKey = orderKeys.one(update.order_id);
  const known = client.getQueryData<OrderDetail>(queryKey);
  if (known === undefined) return;
  const { order, isComplete } = applyUpdateToDetail(known, update);
  client.setQueryData<OrderDetail>(queryKey, order);
  // A version in between is missing, and its line in the history with it.
  if (!isComplete) void client.invalidateQueries({ queryKey });
}
