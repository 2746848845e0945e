import "server-only";
import type { Transaction } from "@/lib/db/transaction";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { type OrderStatusUpdate, orderStatusUpdate } from "@/lib/orders/model/events";
import { isFinal } from "@/lib/orders/model/lifecycle";
import { defineReaction } from "@/lib/reactions/define-reaction";
import { causeOf, withdrawOffersFor } from "./offers";
import { publishDispatchChanged, publishOrderChanged, publishTripFinished } from "./riding/announce";
import { touchTrip } from "./riding/finish-trip";
import {
  isFree,
  isHeld,
  type LockedOrder,
  lockOffers,
  lockOrders,
  lockRiders,
  lockTrip,
} from "./riding/locks";
import { changeStop, readStopsOfOrders } from "./riding/stops";
import { leaveTripOf } from "./trips";

/** The rider's own steps change the trip themselves, and riders are shown no estimates. */
const concernsTrip = ({ entry }: OrderStatusUpdate) =>
  entry.actor_kind !== "rider" && entry.action !== "set_eta";
/** Nobody may be asked for it, or be under way with it, any more. */
const mayEndTrip = (update: OrderStatusUpdate) =>
  concernsTrip(update) && (isFinal(update.order_status) || update.order_status === "Out for Delivery");

/** In the order of `riding/locks.ts`: a batch may be about several orders. */
async function lockAll(
  tx: Transaction,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, LockedOrder>> {
  if (orderIds.length === 0) return new Map();
  const locked = await lockOrders(tx, orderIds);
  await lockOffers(tx, orderIds);
  const stops = await readStopsOfOrders(tx, orderIds);
  await lockRiders(
    tx,
    stops.map(({ rider_id }) => rider_id),
  );
  return new Map(locked.map((order) => [order.id, order]));
}

/** Looks at the order as it is now, so a late run changes nothing. */
async function settle(tx: Transaction, order: LockedOrder): Promise<void> {
  const now = new Date();
  // An order that a rider has may be offered to another one, who would bring it sooner.
  if (!isFree(order) && !isHeld(order)) await withdrawOffersFor(tx, [order.id], now, null, causeOf([order]));
  const stops = await readStopsOfOrders(tx, [order.id]);
  const [ahead] = stops.filter(({ outcome }) => outcome === null);
  if (ahead === undefined) return;
  const isPickedUp = stops.some(({ kind, outcome }) => kind === "pick_up" && outcome === "done");
  if (order.order_status === "Delivered" && isPickedUp) {
    // An admin has confirmed what the rider could not.
    const { trip, rider } = await lockTrip(tx, ahead.trip_id);
    await changeStop(tx, trip.id, ahead, { done_at: now, outcome: "done" });
    await touchTrip(tx, trip, now);
    publishTripFinished(tx, { tripId: trip.id, order, rider, now }, "done");
    publishDispatchChanged(tx, [order], [rider], now);
  } else if (isFinal(order.order_status) || order.trip_id !== ahead.trip_id)
    await leaveTripOf(tx, order, now);
}

/** What the rider reads on the ticket, or waits for. */
function tellRider(tx: Transaction, { order_id: id, changes, entry, ...update }: OrderStatusUpdate): void {
  const { rider_id, rider_name: name, rider_vehicle: vehicle, trip_id: tripId } = changes;
  if (
    rider_id == null ||
    name == null ||
    vehicle == null ||
    tripId == null ||
    entry.action === "assign_rider"
  )
    return;
  const order = { id, order_code: update.order_code, tenant_id: update.tenant_id };
  publishOrderChanged(tx, { tripId, order, rider: { id: rider_id, name, vehicle }, now: new Date(entry.at) });
}

/**
 * Takes an order that is over, or that its store brings itself, out of its rider's trip and offers, and tells riders about other
 * changes of their orders.
 */
export const followOrdersOnTrips = defineReaction({
  name: "follow_orders_on_trips",
  channels: tenantOrdersChannel.name("%"),
  events: [orderStatusUpdate],
  onGap: "skip",
  isReplayable: true,
  load: (tx, events) =>
    lockAll(
      tx,
      events.filter(({ data }) => mayEndTrip(data)).map(({ data }) => data.order_id),
    ),
  on: {
    order_status_update: async (tx, { data }, locked) => {
      if (!concernsTrip(data)) return;
      const order = locked.get(data.order_id);
      if (mayEndTrip(data) && order !== undefined) await settle(tx, order);
      else tellRider(tx, data);
    },
  },
});
