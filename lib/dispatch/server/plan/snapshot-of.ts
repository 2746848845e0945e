import "server-only";
import { type FinishedOrder, type Readiness, readyTimesAt } from "@/lib/dispatch/model/readiness/estimate";
import { type ReadyTimes, readySince, saidToBe } from "@/lib/dispatch/model/readiness/ready-times";
import { DEFAULT_SETTINGS, MINUTE } from "@/lib/dispatch/model/settings";
import type { OpenOrder, Rider, Snapshot } from "@/lib/dispatch/model/snapshot";
import type { Place } from "@/lib/dispatch/model/travel/distance";
import type { Travel } from "@/lib/dispatch/model/travel/embedded";
import type { Vehicle } from "@/lib/orders/model/delivery";
import { mayBring } from "./area";
import type { AreaOrder, AreaRider, AreaState } from "./read-area";

/** Longest time from ready to the door. */
const FRESH_MS = 25 * MINUTE;
/** Orders of usual size that fit: see `loadOf`. */
const CAPACITY: Record<Vehicle, number> = { foot: 2, bicycle: 3, "e-bike": 3, scooter: 4, car: 6 };
/** Dishes that make an order twice as large. No vehicle is too small for one order. */
const LARGE = 8;
const LEAST_SHIFT_HOURS = 0.5;

const loadOf = ({ total_qty }: AreaOrder) => (total_qty > LARGE ? 2 : 1);

/** Returns the hour of the day, 0 to 23, in a time zone. */
export function hourIn(timeZone: string, instant: Date): number {
  const hour = new Intl.DateTimeFormat("en", { hour: "numeric", hourCycle: "h23", timeZone }).format(instant);
  return Number(hour);
}

export function kindOfOrder(order: AreaOrder): Omit<FinishedOrder, "tookMs"> {
  const { store, total_qty, accepted_at, created_at } = order;
  return { storeId: store.id, hour: hourIn(store.time_zone, accepted_at ?? created_at), dishes: total_qty };
}

export function readyTimesOfOrder(order: AreaOrder, readiness: Readiness, now: number): ReadyTimes {
  const { ready_at, accepted_at, created_at, promised_at, store } = order;
  if (ready_at !== null) return readySince(ready_at.getTime());
  const learned = readyTimesAt(readiness(kindOfOrder(order)), (accepted_at ?? created_at).getTime(), now);
  if (promised_at === null) return learned;
  // The kitchen's own word: the promise moves with the minutes of an acceptance and with every delay.
  return saidToBe(promised_at.getTime() - store.delivery_minutes * MINUTE, learned);
}

/** Tells whether the food is still in the kitchen or on its counter, and who brings it may still be planned. */
export const isPlannable = ({ status, rider_state }: AreaOrder) =>
  status === "Preparing" &&
  (rider_state === "none" || rider_state === "accepted" || rider_state === "at_store");

/** The riders on shift who may bring an order. */
export const ridersFor = ({ store }: AreaOrder, riders: readonly AreaRider[]) =>
  riders.filter(({ fleet }) => mayBring(fleet, store));

/** Why an order is not in the plan, although it has no rider. */
export type Left = "no_place" | "nobody_on_shift";

export interface Planned {
  readonly snapshot: Snapshot;
  /** Orders that are offered to all riders at once, instead of by the plan. */
  readonly broadcast: readonly AreaOrder[];
  readonly left: readonly { readonly order: AreaOrder; readonly why: Left }[];
}

interface Facts {
  readonly readiness: Readiness;
  readonly travel: Travel;
}

function placeOfRider({ position, stops }: AreaRider, stores: readonly Place[]): Place {
  // A rider who has sent no position yet begins at the next stop, or at a store: nothing better is known.
  return position ?? stops.find(({ place }) => place !== null)?.place ?? stores[0] ?? { lat: 0, lng: 0 };
}

/** Earnings of each rider per hour, divided by the mean of all. */
function earningsOf(riders: readonly AreaRider[], now: number): Map<string, number> {
  const perHour = riders.map(({ id, earned, started_at }) => {
    const hours = Math.max(LEAST_SHIFT_HOURS, (now - started_at.getTime()) / (60 * MINUTE));
    return { id, rate: earned / hours };
  });
  const mean = perHour.reduce((sum, { rate }) => sum + rate, 0) / Math.max(1, perHour.length);
  return new Map(perHour.map(({ id, rate }) => [id, mean > 0 ? rate / mean : 1]));
}

interface Placed {
  readonly order: AreaOrder;
  readonly store: Place;
  readonly door: Place;
}

function openOrderOf(
  { order, store, door }: Placed,
  { readiness }: Facts,
  { riders, now }: AreaState,
): OpenOrder {
  const { offers, store: shop } = order;
  const [offer] = offers;
  const riderId = order.rider_id ?? offer?.rider_id ?? null;
  const readyAt = readyTimesOfOrder(order, readiness, now.getTime());
  const strangers = riders.filter(({ fleet }) => !mayBring(fleet, shop)).map(({ id }) => id);
  const promised = order.promised_at ?? new Date(readyAt[2] + shop.delivery_minutes * MINUTE);
  const isOnShift = riders.some(({ id }) => id === order.pinnedTo);
  return {
    id: order.id,
    store: { id: shop.id, place: store },
    door,
    placedAt: order.created_at.getTime(),
    promisedAt: promised.getTime(),
    readyAt,
    freshMs: FRESH_MS,
    load: loadOf(order),
    riderId,
    // One move for an order. Nobody is sent away from a counter.
    mayMove:
      offers.length === 0 &&
      order.rider_moves === 0 &&
      order.rider_state !== "at_store" &&
      shop.dispatch_mode === "automatic",
    // A pin on somebody who has gone holds nobody up.
    pinnedTo: isOnShift ? order.pinnedTo : null,
    declinedBy: [...order.refusedBy, ...order.takenFrom, ...strangers],
  };
}

/** Builds the engine's snapshot. Orders of a trip under way are stops of its rider, and no orders, from the first pick-up on. */
export function snapshotOf(state: AreaState, facts: Facts): Planned {
  const { riders, now } = state;
  const left: { order: AreaOrder; why: Left }[] = [];
  const broadcast: AreaOrder[] = [];
  const placed: Placed[] = [];
  const known = new Map(riders.map((rider) => [rider.id, rider]));
  for (const order of state.orders) {
    if (!isPlannable(order)) continue;
    const owner = order.rider_id ?? order.offers[0]?.rider_id ?? null;
    // Whoever has accepted it or is asked brings it, also after the shift: it is not planned for anybody else.
    const rider = owner === null ? undefined : known.get(owner);
    if (owner !== null && (rider === undefined || rider.trip?.hasLeft === true)) continue;
    const { door } = order;
    const store = order.store.place;
    const isAnybodyThere = ridersFor(order, riders).length > 0;
    if (owner === null && !isAnybodyThere) {
      if (order.delivery_by === "riders") left.push({ order, why: "nobody_on_shift" });
    } else if (door === null || store === null) {
      if (owner === null) left.push({ order, why: "no_place" });
    } else if (order.store.dispatch_mode === "broadcast" && order.rider_id === null) {
      if (order.pinnedTo === null) broadcast.push(order);
      else placed.push({ order, store, door });
    } else placed.push({ order, store, door });
  }
  const stores = placed.map(({ store }) => store);
  const earnings = earningsOf(riders, now.getTime());
  return {
    left,
    broadcast,
    snapshot: {
      now: now.getTime(),
      orders: placed.map((one) => openOrderOf(one, facts, state)),
      riders: riders.map(
        (rider): Rider => ({
          id: rider.id,
          place: placeOfRider(rider, stores),
          vehicle: rider.vehicle,
          capacity: CAPACITY[rider.vehicle],
          shiftEndsAt: rider.ends_at.getTime(),
          stopsLeft: rider.trip?.hasLeft ? rider.stops.flatMap(({ place }) => place ?? []) : [],
          isAnswering: rider.isAnswering,
          earnings: earnings.get(rider.id) ?? 1,
        }),
      ),
      travel: facts.travel,
      settings: DEFAULT_SETTINGS,
    },
  };
}
