import { MEDIAN, OUTCOMES, readyWith } from "../readiness/ready-times";
import { MINUTE, type Settings } from "../settings";
import type { OpenOrder, Rider, Snapshot } from "../snapshot";
import type { Place } from "../travel/distance";
import type { Sequence } from "./sequences";

/** When and where a rider is free for the next route. */
export interface Start {
  readonly at: number;
  readonly place: Place;
}

export function startOf(rider: Rider, { now, travel, settings }: Snapshot): Start {
  return rider.stopsLeft.reduce<Start>(
    ({ at, place }, door) => ({ at: at + travel(rider.vehicle, place, door) + settings.doorMs, place: door }),
    { at: now, place: rider.place },
  );
}

/** The parts of a route's cost, in minutes of a customer's time, already weighed. */
export interface Terms {
  readonly waiting: number;
  readonly late: number;
  readonly stale: number;
  readonly riding: number;
  /** The rider's waiting at the counter. */
  readonly counter: number;
  readonly fairness: number;
  readonly moving: number;
}

export interface Route {
  readonly riderId: string;
  readonly sequence: Sequence;
  /** The best moment to leave: later, food would wait too long, and earlier, the rider. */
  readonly leaveAt: number;
  /** At the first store. */
  readonly arriveAt: number;
  /** At the first counter, in the middle outcome. */
  readonly waitsMs: number;
  /** At each door of the sequence, in the middle outcome. */
  readonly doorsAt: readonly number[];
  readonly terms: Terms;
  readonly cost: number;
}

const sum = (terms: Terms) =>
  terms.waiting + terms.late + terms.stale + terms.riding + terms.counter + terms.fairness + terms.moving;

/** Tells whether the rider would give up nothing by this route: all of its orders are accepted already. */
const isOwn = (rider: Rider, orders: readonly OpenOrder[]) =>
  orders.every(({ riderId }) => riderId === rider.id);

/** Orders that change their rider cost what the change has to save. */
const movingCost = (rider: Rider, orders: readonly OpenOrder[], minutes: number) =>
  orders.filter(({ riderId }) => riderId !== null && riderId !== rider.id).length * minutes;

/** Tells whether the rider may carry these orders at all. A dispatcher's choice stands above a rider's earlier no. */
export function mayCarry(rider: Rider, orders: readonly OpenOrder[], { settings }: Snapshot): boolean {
  const load = orders.reduce((all, order) => all + order.load, 0);
  const fits = orders.length <= settings.ordersOnRoute && load <= rider.capacity;
  if (!fits && !isOwn(rider, orders)) return false;
  return orders.every((order) => {
    const only = order.pinnedTo ?? (order.mayMove ? null : order.riderId);
    return only === null ? !order.declinedBy.includes(rider.id) : only === rider.id;
  });
}

/** Returns what a minute of all customers of a route weighs about the time when they get their food. */
function urgencyOf({ pickUps: [first], dropOffs }: Sequence, { weights, oldMs }: Settings): number {
  const readyAt = first?.readyAt[MEDIAN] ?? 0;
  return dropOffs.reduce((sum, { order, afterMs }) => {
    const isOld = readyAt + afterMs - order.placedAt > oldMs;
    return sum + weights.waiting + (isOld ? weights.old : 0);
  }, 0);
}

/** Adds up the milliseconds of all outcomes; `middle` is when the rider leaves the last store in the middle one. */
function sumsOver({ pickUps, dropOffs }: Sequence, arriveAt: number, { storeMs, oldMs }: Settings) {
  let [waiting, old, late, stale, counter, middle] = [0, 0, 0, 0, 0, 0];
  for (let outcome = 0; outcome < OUTCOMES; outcome += 1) {
    let at = arriveAt;
    for (const pickUp of pickUps) {
      const inStore = at + pickUp.rideMs + storeMs;
      at = Math.max(inStore, pickUp.readyAt[outcome] ?? inStore);
      counter += at - inStore;
    }
    if (outcome === MEDIAN) middle = at;
    for (const { order, afterMs } of dropOffs) {
      const doorAt = at + afterMs;
      waiting += doorAt - order.placedAt;
      old += Math.max(0, doorAt - order.placedAt - oldMs);
      late += Math.max(0, doorAt - order.promisedAt);
      stale += Math.max(0, doorAt - (order.readyAt[outcome] ?? doorAt) - order.freshMs);
    }
  }
  return { waiting, old, late, stale, counter, middle };
}

/**
 * Returns the rider's route along a sequence, or null where it breaks a rule: food that is too old at a door, or an end after
 * the shift. A single order, and orders that the rider has accepted, are never refused for their age: nobody else would be
 * faster for being asked later, so their age is a cost.
 */
export function routeAlong(
  sequence: Sequence,
  rider: Rider,
  start: Start,
  minutePrice: number,
  snapshot: Snapshot,
): Route | null {
  const { travel, settings } = snapshot;
  const { weights } = settings;
  const { pickUps, dropOffs } = sequence;
  const [first] = pickUps;
  const last = dropOffs.at(-1);
  if (first === undefined || last === undefined) return null;

  const rideMs = travel(rider.vehicle, start.place, first.place);
  // Food waits at the cost of its customers, a rider at the price of a rider's minute: this share balances both.
  const share = minutePrice / (minutePrice + urgencyOf(sequence, settings));
  const meetAt = readyWith(first.readyAt, share) - settings.storeMs;
  const leaveAt = Math.max(start.at, meetAt - rideMs);
  const arriveAt = leaveAt + rideMs;

  const { waiting, old, late, stale, counter, middle } = sumsOver(sequence, arriveAt, settings);
  const orders = dropOffs.map(({ order }) => order);
  const isFree = orders.length > 1 && !isOwn(rider, orders);
  const isStale = ({ order, afterMs }: (typeof dropOffs)[number]) =>
    middle + afterMs - order.readyAt[MEDIAN] > order.freshMs;
  if (isFree && dropOffs.some(isStale)) return null;
  const endsAt = middle + last.afterMs + settings.doorMs;
  if (endsAt > rider.shiftEndsAt + settings.overtimeMs && !isOwn(rider, orders)) return null;

  const ridingMs =
    rideMs +
    pickUps.reduce((all, pickUp) => all + pickUp.rideMs + settings.storeMs, 0) +
    last.afterMs +
    settings.doorMs;
  const mean = OUTCOMES * MINUTE;
  const terms: Terms = {
    waiting: (weights.waiting * waiting + weights.old * old) / mean,
    late: (weights.late * late) / mean,
    stale: (weights.stale * stale) / mean,
    riding: ((weights.road + minutePrice) * ridingMs) / MINUTE,
    counter: (minutePrice * counter) / mean,
    fairness: weights.fairness * (Math.min(rider.earnings, 2) - 1),
    moving: movingCost(rider, orders, settings.moveMinutes),
  };
  const waitsMs = Math.max(0, first.readyAt[MEDIAN] - arriveAt - settings.storeMs);
  const doorsAt = dropOffs.map(({ afterMs }) => middle + afterMs);
  return { riderId: rider.id, sequence, leaveAt, arriveAt, waitsMs, doorsAt, terms, cost: sum(terms) };
}
