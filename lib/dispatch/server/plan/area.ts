import "server-only";
import { eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { fleetOf, PLATFORM_FLEET } from "@/lib/auth/model/fleet";
import { riders } from "@/lib/db/schema/riders";
import { tenants } from "@/lib/db/schema/stores";

/**
 * Riders and stores that one plan is about. The riders of the platform's fleet serve many stores, so all of these are one
 * area, named `platform`, together with the own riders of stores that have both. A store with its own riders alone is an
 * area with its id.
 */
export type Area = string;

export const areaOfStore = ({ id, rider_fleet }: { id: string; rider_fleet: string }): Area =>
  rider_fleet === "own" ? id : PLATFORM_FLEET;

export const isStoreOf = (area: Area): SQL | undefined =>
  area === PLATFORM_FLEET ? sql`${tenants.rider_fleet} <> 'own'` : eq(tenants.id, area);

/** Needs `tenants` joined to the riders' fleet. */
export const isRiderOf = (area: Area): SQL | undefined =>
  area === PLATFORM_FLEET
    ? or(isNull(riders.tenant_id), sql`${tenants.rider_fleet} = 'both'`)
    : eq(riders.tenant_id, area);

/** The fleets whose riders may bring a store's orders. */
export function fleetsOfStore({ id, rider_fleet }: { id: string; rider_fleet: string }): string[] {
  if (rider_fleet === "own") return [fleetOf(id)];
  return rider_fleet === "both" ? [PLATFORM_FLEET, id] : [PLATFORM_FLEET];
}

/** Tells whether a rider of `fleet` may bring the orders of a store. */
export const mayBring = (fleet: string, store: { id: string; rider_fleet: string }) =>
  fleetsOfStore(store).includes(fleet);
