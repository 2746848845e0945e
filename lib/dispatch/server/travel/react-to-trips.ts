import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { travelCorrections, tripStops } from "@/lib/db/schema/dispatch";
import { addresses, orders } from "@/lib/db/schema/orders";
import { trips } from "@/lib/db/schema/riders";
import { tenants } from "@/lib/db/schema/stores";
import type { Transaction } from "@/lib/db/transaction";
import { tripFinished } from "@/lib/dispatch/model/events";
import { withLeg } from "@/lib/dispatch/model/travel/correction";
import { embeddedTravel } from "@/lib/dispatch/model/travel/embedded";
import { hourIn } from "@/lib/dispatch/server/plan/snapshot-of";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { vehicleSchema } from "@/lib/orders/model/delivery";
import { defineReaction } from "@/lib/reactions/define-reaction";

const plain = embeddedTravel();

async function readStops(tx: Transaction, tripId: string) {
  return tx
    .select({
      order_id: tripStops.order_id,
      kind: tripStops.kind,
      arrived_at: tripStops.arrived_at,
      done_at: tripStops.done_at,
      vehicle: trips.vehicle,
      tenant_id: tenants.id,
      time_zone: tenants.time_zone,
      store_lat: tenants.lat,
      store_lng: tenants.lng,
      door_lat: addresses.lat,
      door_lng: addresses.lng,
    })
    .from(tripStops)
    .innerJoin(trips, eq(trips.id, tripStops.trip_id))
    .innerJoin(orders, eq(orders.id, tripStops.order_id))
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .innerJoin(addresses, eq(addresses.id, orders.address_id))
    .where(eq(tripStops.trip_id, tripId))
    .orderBy(asc(tripStops.position));
}
type Stop = Awaited<ReturnType<typeof readStops>>[number];

function placeOf({ kind, store_lat, store_lng, door_lat, door_lng }: Stop) {
  const [lat, lng] = kind === "pick_up" ? [store_lat, store_lng] : [door_lat, door_lng];
  return lat === null || lng === null ? null : { lat, lng };
}

/** The ride to a door: from the stop that was done last before it. Null where a press is missing. */
function legTo(door: Stop, stops: readonly Stop[]) {
  const arrived = door.arrived_at;
  if (arrived === null) return null;
  const before = stops.filter(({ done_at }) => done_at !== null && done_at < arrived);
  const from = before
    .toSorted((one, other) => (one.done_at?.getTime() ?? 0) - (other.done_at?.getTime() ?? 0))
    .at(-1);
  const [start, end] = [from && placeOf(from), placeOf(door)];
  if (from?.done_at == null || start == null || end === null) return null;
  return {
    startedAt: from.done_at,
    measuredMs: arrived.getTime() - from.done_at.getTime(),
    computedMs: plain(vehicleSchema.parse(door.vehicle), start, end),
  };
}

/** Learns from each delivery how long the ride took, for the estimates of the same store and hour. */
export const learnTravelTimes = defineReaction({
  name: "learn_travel_times",
  channels: tenantOrdersChannel.name("%"),
  events: [tripFinished],
  onGap: "skip",
  on: {
    trip_finished: async (tx, { data: { trip_id, order_id, outcome } }) => {
      if (outcome !== "done") return;
      const stops = await readStops(tx, trip_id);
      const door = stops.find((stop) => stop.order_id === order_id && stop.kind === "drop_off");
      const leg = door === undefined ? null : legTo(door, stops);
      if (door === undefined || leg === null) return;
      const hour = hourIn(door.time_zone, leg.startedAt);
      const isCell = and(eq(travelCorrections.tenant_id, door.tenant_id), eq(travelCorrections.hour, hour));
      // The events of a store are handled one after another, and so nobody else changes the row meanwhile.
      const [row] = await tx.select().from(travelCorrections).where(isCell);
      const known = {
        measuredMs: row?.measured_ms ?? 0,
        computedMs: row?.computed_ms ?? 0,
        legs: row?.legs ?? 0,
      };
      const after = withLeg(known, leg.measuredMs, leg.computedMs);
      if (after === null) return;
      const values = {
        measured_ms: after.measuredMs,
        computed_ms: after.computedMs,
        legs: after.legs,
      };
      await tx
        .insert(travelCorrections)
        .values({ tenant_id: door.tenant_id, hour, ...values })
        .onConflictDoUpdate({ target: [travelCorrections.tenant_id, travelCorrections.hour], set: values });
    },
  },
});
