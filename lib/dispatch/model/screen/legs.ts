import type { DispatchOrder, DispatchRider } from "../dispatch-view";
import { chosenRider } from "./possible";

type Place = NonNullable<DispatchOrder["door_place"]>;

export interface Leg {
  readonly from: Place;
  readonly to: Place;
  /** Whether the order is on board. */
  readonly hasFood: boolean;
}

/** The places between the rider and the order's door, in their sequence: those of the rider's stops, or else the store's. */
function placesOf(
  order: DispatchOrder,
  rider: DispatchRider | undefined,
): { place: Place; isStore: boolean }[] {
  const stops = rider?.stops ?? [];
  const last = stops.findIndex(({ order_id, kind }) => order_id === order.id && kind === "drop_off");
  if (last !== -1)
    return stops
      .slice(0, last + 1)
      .flatMap(({ place, order_id, kind }) =>
        place === null ? [] : [{ place, isStore: order_id === order.id && kind === "pick_up" }],
      );
  return [
    ...(order.store_place === null ? [] : [{ place: order.store_place, isStore: true }]),
    ...(order.door_place === null ? [] : [{ place: order.door_place, isStore: false }]),
  ];
}

/** The way of an order from its rider, or from its store when nobody is meant to have it. */
export function legsOf(order: DispatchOrder, riders: readonly DispatchRider[]): Leg[] {
  const chosen = chosenRider(order);
  const rider = riders.find(({ id }) => id === chosen);
  const position = rider?.position ?? null;
  const places = placesOf(order, rider);
  const hasStore = places.some(({ isStore }) => isStore);
  const [first] = places;
  let from = position === null ? first?.place : { lat: position.lat, lng: position.lng };
  let hasFood = !hasStore;
  const legs: Leg[] = [];
  for (const { place, isStore } of position === null ? places.slice(1) : places) {
    if (position === null && legs.length === 0) hasFood ||= first?.isStore === true;
    if (from !== undefined) legs.push({ from, to: place, hasFood });
    hasFood ||= isStore;
    from = place;
  }
  return legs;
}
