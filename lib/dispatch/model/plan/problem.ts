import { MEDIAN } from "../readiness/ready-times";
import { MINUTE } from "../settings";
import type { OpenOrder, Rider, Snapshot } from "../snapshot";
import type { Place } from "../travel/distance";
import { type Companions, companionsIn } from "./companions";
import { minutePriceOf } from "./minute-price";
import { mayCarry, type Route, routeAlong, startOf } from "./route";
import { type Sequence, sequencesOf } from "./sequences";

/** A snapshot, prepared for a search: orders and riders are numbers, and each price is computed once. */
export interface Problem {
  readonly snapshot: Snapshot;
  /** Cost of a rider's best route with these orders, which must rise; Infinity where a rule forbids it, 0 without orders. */
  readonly price: (rider: number, orders: readonly number[]) => number;
  /** The route that has this price. */
  readonly route: (rider: number, orders: readonly number[]) => Route | null;
  /** Cost of leaving each order to a later plan. */
  readonly postponed: readonly number[];
  /** For each order the riders who suit it, best first. */
  readonly candidates: readonly (readonly number[])[];
  readonly areCompanions: Companions;
  /** For each order those that may be on a route with it. */
  readonly companions: readonly (readonly number[])[];
}

/** The number of riders that are looked at for an order: of those who may carry it, those who could be at the store first. */
const CANDIDATES = 50;
/** An order that a rider has accepted is never left without one. */
const ABANDONED = 10_000;

function postponedCost(order: OpenOrder, { now, travel, settings }: Snapshot): number {
  const { weights, storeMs, postponedMs } = settings;
  const readyAt = Math.max(now, order.readyAt[MEDIAN]);
  const doorAt = readyAt + storeMs + postponedMs + travel("bicycle", order.store.place, order.door);
  const lateMs = Math.max(0, doorAt - order.promisedAt);
  const staleMs = Math.max(0, doorAt - order.readyAt[MEDIAN] - order.freshMs);
  const oldMs = Math.max(0, doorAt - order.placedAt - settings.oldMs);
  const minutes =
    (weights.waiting * (doorAt - order.placedAt) +
      weights.old * oldMs +
      weights.late * lateMs +
      weights.stale * staleMs) /
    MINUTE;
  return order.riderId === null ? minutes : minutes + ABANDONED;
}

export function prepare(snapshot: Snapshot): Problem {
  const { orders, riders } = snapshot;
  const areCompanions = companionsIn(snapshot);
  const starts = riders.map((rider) => startOf(rider, snapshot));
  const minutePrice = minutePriceOf(snapshot, starts);
  const sequences = new Map<string, Map<number, Sequence[]>>();
  const prices = riders.map(() => new Map<number, number>());

  function keyOf(set: readonly number[]): number {
    let key = 0;
    for (const order of set) key = key * (orders.length + 1) + order + 1;
    return key;
  }
  const ordersOf = (set: readonly number[]) => set.flatMap((order) => orders[order] ?? []);
  const isBundle = (set: readonly number[]) =>
    set.every((one, n) => set.every((other, m) => m <= n || areCompanions(one, other)));

  function sequencesFor(set: readonly number[], { vehicle }: Rider): Sequence[] {
    const known = sequences.get(vehicle) ?? new Map<number, Sequence[]>();
    sequences.set(vehicle, known);
    const key = keyOf(set);
    const found = known.get(key) ?? sequencesOf(ordersOf(set), vehicle, snapshot);
    known.set(key, found);
    return found;
  }

  function route(at: number, set: readonly number[]): Route | null {
    const [rider, start] = [riders[at], starts[at]];
    if (rider === undefined || start === undefined || set.length === 0) return null;
    if (!isBundle(set) || !mayCarry(rider, ordersOf(set), snapshot)) return null;
    let best: Route | null = null;
    for (const sequence of sequencesFor(set, rider)) {
      const one = routeAlong(sequence, rider, start, minutePrice, snapshot);
      if (one !== null && (best === null || one.cost < best.cost)) best = one;
    }
    return best;
  }

  function price(rider: number, set: readonly number[]): number {
    if (set.length === 0) return 0;
    const known = prices[rider];
    const key = keyOf(set);
    const found = known?.get(key) ?? route(rider, set)?.cost ?? Number.POSITIVE_INFINITY;
    known?.set(key, found);
    return found;
  }

  const arrival = (rider: Rider, at: number, store: Place) => {
    const start = starts[at] ?? { at: 0, place: rider.place };
    return start.at + snapshot.travel(rider.vehicle, start.place, store);
  };
  const candidates = orders.map((one, order) => {
    const { riderId, store, pinnedTo } = one;
    const first = riders
      .flatMap((rider, n) =>
        mayCarry(rider, [one], snapshot)
          ? [{ id: rider.id, rider: n, at: arrival(rider, n, store.place) }]
          : [],
      )
      .sort((left, right) => left.at - right.at || left.rider - right.rider)
      .filter(({ id }, rank) => rank < CANDIDATES || id === riderId || id === pinnedTo)
      .map(({ rider }) => ({ rider, cost: price(rider, [order]) }));
    return first
      .filter(({ cost }) => cost < Number.POSITIVE_INFINITY)
      .sort((one, other) => one.cost - other.cost)
      .map(({ rider }) => rider);
  });
  const companions = orders.map((_, one) =>
    orders.flatMap((_other, other) => (other !== one && areCompanions(one, other) ? [other] : [])),
  );
  const postponed = orders.map((order) => postponedCost(order, snapshot));
  return { snapshot, price, route, postponed, candidates, areCompanions, companions };
}
