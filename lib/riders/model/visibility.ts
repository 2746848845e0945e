import { metresBetween, type Place } from "@/lib/dispatch/model/travel/distance";
import type { RiderState } from "@/lib/orders/model/delivery";

/** Who may see where a rider is. One place decides it, for what is published and for what is read later. */

/** A stop of the rider's trip, with what decides who sees the rider on the way to it. */
export interface SeenStop {
  readonly order_id: string;
  readonly kind: "pick_up" | "drop_off";
  /** Null while it is ahead. */
  readonly outcome: "done" | "failed" | "released" | null;
  readonly tenant_id: string;
  readonly customer_id: string;
  readonly rider_state: RiderState;
  /** The store's setting. */
  readonly sees_riders: boolean;
  /** The door. */
  readonly door: Place | null;
}

/** How a person comes to an order: their own, one of their store's, or one whose rider they dispatch. */
export type LocationRole = "customer" | "store" | "dispatcher";

/**
 * The words for where an order's rider is: `to_store`, `at_store`; `other_first` while another stop comes first; `on_the_way`,
 * `at_door`; `none` when no rider has the order, or it has ended.
 */
export const LOCATION_STATES = [
  "none",
  "to_store",
  "at_store",
  "other_first",
  "on_the_way",
  "at_door",
] as const;
export type LocationState = (typeof LOCATION_STATES)[number];

/** A rider who is no farther from a door has just left it (metres). */
export const DOOR_METRES = 150;

const isAhead = ({ outcome }: SeenStop) => outcome === null;

const doorOf = (stops: readonly SeenStop[], orderId: string) =>
  stops.find(({ order_id, kind }) => order_id === orderId && kind === "drop_off");

/** Doors of others that come before the order's own. `stops` are in their order. */
export function doorsBefore(stops: readonly SeenStop[], orderId: string): number {
  const ahead = stops.filter(isAhead);
  const own = ahead.findIndex(({ order_id, kind }) => order_id === orderId && kind === "drop_off");
  return ahead.slice(0, Math.max(0, own)).filter(({ kind }) => kind === "drop_off").length;
}

function isNext(stops: readonly SeenStop[], orderId: string): boolean {
  const next = stops.find(isAhead);
  return next?.order_id === orderId && next.kind === "drop_off";
}

export function locationState(stops: readonly SeenStop[], orderId: string): LocationState {
  const stop = doorOf(stops, orderId);
  if (stop === undefined || !isAhead(stop)) return "none";
  if (stop.rider_state === "accepted") return "to_store";
  if (stop.rider_state === "at_store") return "at_store";
  if (stop.rider_state === "at_door") return "at_door";
  if (stop.rider_state !== "picked_up") return "none";
  return isNext(stops, orderId) ? "on_the_way" : "other_first";
}

/** True where the rider has just been at the door of somebody else: the position would show it. */
function isAtOtherDoor(stops: readonly SeenStop[], orderId: string, position: Place): boolean {
  return stops.some(
    ({ order_id, kind, outcome, door }) =>
      order_id !== orderId &&
      kind === "drop_off" &&
      outcome !== null &&
      door !== null &&
      metresBetween(door, position) < DOOR_METRES,
  );
}

/**
 * Decides whether somebody with `role` at an order sees the position of its rider, who is on shift. Customers see it from the
 * pick-up and only while theirs is the next stop, and never beside the door of somebody else; stores from the acceptance to the
 * pick-up, where their setting allows it; dispatchers always. `stops` are those of the rider's open trip, in their order.
 */
export function visibleTo(
  role: LocationRole,
  stops: readonly SeenStop[],
  orderId: string,
  position: Place,
): boolean {
  const stop = doorOf(stops, orderId);
  if (role === "dispatcher") return true;
  if (stop === undefined || !isAhead(stop)) return false;
  if (role === "store")
    return stop.sees_riders && (stop.rider_state === "accepted" || stop.rider_state === "at_store");
  return (
    (stop.rider_state === "picked_up" || stop.rider_state === "at_door") &&
    isNext(stops, orderId) &&
    !isAtOtherDoor(stops, orderId, position)
  );
}
