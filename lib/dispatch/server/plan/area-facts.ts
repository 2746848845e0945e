import "server-only";
import type { Queryable } from "@/lib/db/client";
import type { Readiness } from "@/lib/dispatch/model/readiness/estimate";
import { correctedTravel, type TravelTimes, travelTimes } from "@/lib/dispatch/server/travel/travel-times";
import type { Area } from "./area";
import { readCorrections, readReadiness } from "./learn";
import { type AreaState, readArea } from "./read-area";
import { type Planned, snapshotOf } from "./snapshot-of";

/** What is known of an area, as the engine needs it. */
export interface AreaFacts {
  readonly state: AreaState;
  readonly readiness: Readiness;
  readonly times: TravelTimes;
  readonly planned: Planned;
}

export async function readFacts(db: Queryable, area: Area, now: Date): Promise<AreaFacts> {
  const state = await readArea(db, area, now);
  const stores = [...new Map(state.orders.map(({ store }) => [store.id, store])).values()];
  const placed = stores.flatMap(({ id, place }) => (place === null ? [] : [{ id, place }]));
  const readiness = await readReadiness(db, area, now);
  const embedded = correctedTravel(await readCorrections(db, stores, now), placed);
  const times = await travelTimes({
    now: now.getTime(),
    vehicles: ["bicycle", ...state.riders.map(({ vehicle }) => vehicle)],
    places: [
      ...placed.map(({ place }) => place),
      ...state.orders.flatMap(({ door }) => door ?? []),
      ...state.riders.flatMap(({ position }) => position ?? []),
    ],
    embedded,
  });
  return { state, readiness, times, planned: snapshotOf(state, { readiness, travel: times.travel }) };
}

interface Reading {
  readonly present: Promise<AreaFacts>;
  /** For everybody who asked since the present one began. */
  next: Promise<AreaFacts> | null;
}

declare global {
  // Next gives route handlers, pages and instrumentation separate module states; globalThis is shared.
  var platewireAreaReadings: Map<Area, Reading> | undefined;
}

/**
 * Reads the facts for showing. This process reads an area once at a time, and everybody who asks meanwhile shares the next reading:
 * however many pages read again after an event, none is shown what was read before it.
 */
export function readSharedFacts(db: Queryable, area: Area): Promise<AreaFacts> {
  globalThis.platewireAreaReadings ??= new Map();
  const readings = globalThis.platewireAreaReadings;
  const begin = (): Promise<AreaFacts> => {
    const reading: Reading = { present: readFacts(db, area, new Date()), next: null };
    readings.set(area, reading);
    const end = () => {
      if (reading.next === null) readings.delete(area);
    };
    reading.present.then(end, end);
    return reading.present;
  };
  const running = readings.get(area);
  if (running === undefined) return begin();
  running.next ??= running.present.then(begin, begin);
  return running.next;
}
