import fc from "fast-check";
import { readySince, readyTimesOf } from "@/lib/dispatch/model/readiness/ready-times";
import { DEFAULT_SETTINGS, MINUTE } from "@/lib/dispatch/model/settings";
import type { OpenOrder, Rider, Snapshot } from "@/lib/dispatch/model/snapshot";
import { embeddedTravel } from "@/lib/dispatch/model/travel/embedded";
import { VEHICLES } from "@/lib/orders/model/delivery";

/** Moments of a small town: some stores in one street, some elsewhere, orders that are fresh, late, accepted or pinned. */

const NOW = Date.parse("2026-11-26T19:00:00Z");
const CENTRE = { lat: 54.32, lng: 10.13 };
/** About 650 m north. */
const BLOCK = 0.006;
const STORES = [
  CENTRE,
  { lat: CENTRE.lat + BLOCK / 3, lng: CENTRE.lng },
  { lat: CENTRE.lat - 3 * BLOCK, lng: CENTRE.lng + BLOCK },
].map((place, n) => ({ id: `store ${n}`, place }));

export const somePlace = fc.record({
  lat: fc.double({ min: CENTRE.lat - 4 * BLOCK, max: CENTRE.lat + 4 * BLOCK, noNaN: true }),
  lng: fc.double({ min: CENTRE.lng - 6 * BLOCK, max: CENTRE.lng + 6 * BLOCK, noNaN: true }),
});

export const anOrder = (n: number, values: Partial<OpenOrder> = {}): OpenOrder => ({
  id: `order ${n}`,
  store: STORES[0] ?? { id: "store", place: CENTRE },
  door: { lat: CENTRE.lat + BLOCK * 2, lng: CENTRE.lng + BLOCK },
  placedAt: NOW - 15 * MINUTE,
  promisedAt: NOW + 25 * MINUTE,
  readyAt: readySince(NOW),
  freshMs: 25 * MINUTE,
  load: 1,
  riderId: null,
  mayMove: true,
  pinnedTo: null,
  declinedBy: [],
  ...values,
});

export const aRider = (n: number, values: Partial<Rider> = {}): Rider => ({
  id: `rider ${n}`,
  place: CENTRE,
  vehicle: "bicycle",
  capacity: 3,
  shiftEndsAt: NOW + 120 * MINUTE,
  stopsLeft: [],
  isAnswering: false,
  earnings: 1,
  ...values,
});

export const aSnapshot = (orders: OpenOrder[], riders: Rider[]): Snapshot => ({
  now: NOW,
  orders,
  riders,
  travel: embeddedTravel(),
  settings: DEFAULT_SETTINGS,
});

const someRider = (n: number) =>
  fc
    .record({
      place: somePlace,
      vehicle: fc.constantFrom(...VEHICLES),
      capacity: fc.integer({ min: 1, max: 4 }),
      shiftEndsAt: fc.integer({ min: 20, max: 180 }).map((minutes) => NOW + minutes * MINUTE),
      stopsLeft: fc.array(somePlace, { maxLength: 2 }),
      isAnswering: fc.boolean(),
      earnings: fc.double({ min: 0, max: 3, noNaN: true }),
    })
    .map((values) => aRider(n, values));

const someReadiness = fc
  .tuple(fc.integer({ min: -20, max: 25 }), fc.integer({ min: 0, max: 15 }))
  .map(([from, width]) => readyTimesOf((share) => NOW + (from + width * share) * MINUTE));

const someOrder = (n: number, riders: number) => {
  const rider = fc.nat(riders - 1).map((which) => `rider ${which}`);
  const perhaps = fc.option(rider, { freq: 4 });
  return fc
    .record({
      store: fc.constantFrom(...STORES),
      door: somePlace,
      placedAt: fc.integer({ min: 0, max: 40 }).map((minutes) => NOW - minutes * MINUTE),
      promisedAt: fc.integer({ min: -10, max: 60 }).map((minutes) => NOW + minutes * MINUTE),
      readyAt: someReadiness,
      freshMs: fc.integer({ min: 12, max: 30 }).map((minutes) => minutes * MINUTE),
      load: fc.integer({ min: 1, max: 2 }),
      riderId: perhaps,
      mayMove: fc.boolean(),
      pinnedTo: fc.option(rider, { freq: 8 }),
      declinedBy: fc.array(rider, { maxLength: 1 }),
    })
    .map((values) => anOrder(n, values));
};

export const someSnapshot = fc
  .tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 5 }))
  .chain(([orders, riders]) =>
    fc.tuple(
      fc.tuple(...Array.from({ length: orders }, (_, n) => someOrder(n, riders))),
      fc.tuple(...Array.from({ length: riders }, (_, n) => someRider(n))),
    ),
  )
  .map(([orders, riders]) => aSnapshot(orders, riders));

/** A budget of so many steps of the search. */
export function steps(limit: number) {
  let taken = 0;
  return { elapsed: () => taken++, limit };
}
