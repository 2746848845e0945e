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
