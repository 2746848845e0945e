import type { Vehicle } from "@/lib/orders/model/delivery";
import { laterOf, type ReadyTimes } from "../readiness/ready-times";
import type { OpenOrder, Snapshot } from "../snapshot";
import type { Place } from "../travel/distance";

/** A store of a route. */
export interface PickUp {
  readonly place: Place;
  readonly orders: readonly OpenOrder[];
  /** When all food for the route is ready there. */
  readonly readyAt: ReadyTimes;
  /** From the store before; 0 for the first one. */
  readonly rideMs: number;
}

export interface DropOff {
  readonly order: OpenOrder;
  /** From leaving the last store to arriving at the door. */
  readonly afterMs: number;
}

/** The stops of a route in order: all pick-ups, then all drop-offs. */
export interface Sequence {
  readonly pickUps: readonly PickUp[];
  readonly dropOffs: readonly DropOff[];
}

/** Longer routes are made by people alone, and are ridden in the order in which they were made. */
const MOST_PERMUTED = 4;

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length <= 1 || items.length > MOST_PERMUTED) return [[...items]];
  return items.flatMap((first, n) => permutations(items.toSpliced(n, 1)).map((rest) => [first, ...rest]));
}

function pickUpsOf(orders: readonly OpenOrder[]): Omit<PickUp, "rideMs">[] {
  const stores = [...new Set(orders.map(({ store }) => store.id))];
  return stores.flatMap((id) => {
    const [first, ...others] = orders.filter(({ store }) => store.id === id);
    if (first === undefined) return [];
    const readyAt = others.reduce((times, order) => laterOf(times, order.readyAt), first.readyAt);
    return [{ place: first.store.place, orders: [first, ...others], readyAt }];
  });
}

const lengthOf = (pickUps: readonly PickUp[]) => pickUps.reduce((sum, { rideMs }) => sum + rideMs, 0);

/** Returns for each store the shortest way through all stores that begins there. */
function waysThroughStores(
  orders: readonly OpenOrder[],
  rideMs: (from: Place, to: Place) => number,
): PickUp[][] {
  const shortest = new Map<Place, PickUp[]>();
  for (const order of permutations(pickUpsOf(orders))) {
    const way = order.map((pickUp, n) => {
      const before = order[n - 1];
      return { ...pickUp, rideMs: before === undefined ? 0 : rideMs(before.place, pickUp.place) };
    });
    const [first] = way;
    if (first === undefined) continue;
    const known = shortest.get(first.place);
    if (known === undefined || lengthOf(way) < lengthOf(known)) shortest.set(first.place, way);
  }
  return [...shortest.values()];
}

function dropOffsFrom(
  from: Place,
  orders: readonly OpenOrder[],
  rideMs: (from: Place, to: Place) => number,
  doorMs: number,
): DropOff[] {
  let [place, afterMs] = [from, 0];
  return orders.map((order) => {
    afterMs += rideMs(place, order.door) + (place === from ? 0 : doorMs);
    place = order.door;
    return { order, afterMs };
  });
}

/** True where the ways end at different doors and another one is at every door earlier. */
function isWorse(way: readonly DropOff[], other: readonly DropOff[]): boolean {
  const arrival = (order: OpenOrder) =>
    other.find((stop) => stop.order === order)?.afterMs ?? Number.POSITIVE_INFINITY;
  return other !== way && way.every(({ order, afterMs }) => arrival(order) < afterMs);
}

/** Returns the sequences worth looking at for a vehicle. */
export function sequencesOf(
  orders: readonly OpenOrder[],
  vehicle: Vehicle,
  { travel, settings }: Snapshot,
): Sequence[] {
  const rideMs = (from: Place, to: Place) => travel(vehicle, from, to);
  return waysThroughStores(orders, rideMs).flatMap((pickUps) => {
    const last = pickUps.at(-1);
    if (last === undefined) return [];
    const ways = permutations(orders).map((order) =>
      dropOffsFrom(last.place, order, rideMs, settings.doorMs),
    );
    return ways
      .filter((way) => !ways.some((other) => isWorse(way, other)))
      .map((dropOffs) => ({ pickUps, dropOffs }));
  });
}
