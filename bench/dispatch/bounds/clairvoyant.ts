import { DEFAULT_SETTINGS } from "@/lib/dispatch/model/settings";
import type { Place } from "@/lib/dispatch/model/travel/distance";
import { embeddedTravel } from "@/lib/dispatch/model/travel/embedded";
import type { TownOrder, TownRider } from "../town/town";

/** The best that a platform could do that knows all orders and all ready times beforehand, on a few orders and riders. */

/** A rider's state after some trips: no other state with the same orders is both earlier and cheaper at the same door. */
interface State {
  readonly place: Place;
  readonly at: number;
  /** Sum of click to door. */
  readonly cost: number;
}
interface Trip {
  /** Bits of its orders. */
  readonly set: number;
  readonly orders: readonly TownOrder[];
}

const travel = embeddedTravel();
const { storeMs, doorMs, ordersOnRoute } = DEFAULT_SETTINGS;

/** Lists all ways to carry one to three orders of one store, in every sequence of doors. */
function tripsOf(orders: readonly TownOrder[], size: number): Trip[] {
  if (size === 0) return [{ set: 0, orders: [] }];
  return tripsOf(orders, size - 1).flatMap((trip) =>
    orders.flatMap((order, n) =>
      (trip.set & (1 << n)) === 0 && (trip.orders[0]?.store ?? order.store) === order.store
        ? [{ set: trip.set | (1 << n), orders: [...trip.orders, order] }]
        : [],
    ),
  );
}

function after({ place, at, cost }: State, { vehicle }: TownRider, { orders }: Trip): State {
  const [first] = orders;
  if (first === undefined) return { place, at, cost };
  const inStore = at + travel(vehicle, place, first.store.place) + storeMs;
  let state = {
    place: first.store.place,
    at: Math.max(inStore, ...orders.map(({ readyAt }) => readyAt)),
    cost,
  };
  for (const order of orders) {
    const doorAt = state.at + travel(vehicle, state.place, order.door);
    state = { place: order.door, at: doorAt + doorMs, cost: state.cost + doorAt - order.placedAt };
  }
  return state;
}

const isNeeded = (state: State, others: readonly State[]) =>
  !others.some((one) => one.place === state.place && one.at <= state.at && one.cost <= state.cost);

/** Returns for each set of orders the least cost at which a rider delivers exactly these. */
function costsOf(rider: TownRider, sets: number, trips: readonly Trip[]): number[] {
  const states: State[][] = Array.from({ length: sets }, () => []);
  states[0] = [{ place: rider.place, at: rider.from, cost: 0 }];
  for (let set = 0; set < sets; set += 1)
    for (const trip of trips)
      if ((set & trip.set) === 0)
        for (const state of states[set] ?? []) {
          const target = states[set | trip.set] ?? [];
          const next = after(state, rider, trip);
          if (isNeeded(next, target)) target.push(next);
        }
  return states.map((all) => Math.min(...all.map(({ cost }) => cost)));
}

/** Returns the least mean of click to door (ms). Routes across stores are left out, so it is not quite a bound for those. */
export function clairvoyantMean(orders: readonly TownOrder[], riders: readonly TownRider[]): number {
  const sets = 1 << orders.length;
  const trips = Array.from({ length: ordersOnRoute }, (_, n) => tripsOf(orders, n + 1)).flat();
  let best: number[] = Array.from({ length: sets }, (_, set) => (set === 0 ? 0 : Number.POSITIVE_INFINITY));
  for (const rider of riders) {
    const own = costsOf(rider, sets, trips);
    best = best.map((_, set) => {
      let least = Number.POSITIVE_INFINITY;
      // All subsets of the set: this rider delivers `part`, those before deliver the rest.
      for (let part = set; ; part = (part - 1) & set) {
        least = Math.min(least, (own[part] ?? 0) + (best[set ^ part] ?? 0));
        if (part === 0) return least;
      }
    });
  }
  return (best[sets - 1] ?? Number.NaN) / orders.length;
}
