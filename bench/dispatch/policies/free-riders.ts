import type { OpenOrder, Rider, Snapshot } from "@/lib/dispatch/model/snapshot";

/** Orders that nobody has, the oldest first. */
export const openOrders = ({ orders }: Snapshot) =>
  orders
    .flatMap((order, index) => (order.riderId === null ? [{ order, index }] : []))
    .sort((one, other) => one.order.placedAt - other.order.placedAt);

/** Riders who have nothing to do, neither a trip nor an offer. */
export function freeRiders({ riders, orders }: Snapshot): { rider: Rider; index: number }[] {
  const taken = new Set(orders.map(({ riderId }: OpenOrder) => riderId));
  return riders.flatMap((rider, index) =>
    rider.isAnswering || rider.stopsLeft.length > 0 || taken.has(rider.id) ? [] : [{ rider, index }],
  );
}
