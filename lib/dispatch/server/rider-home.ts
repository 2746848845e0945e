import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Viewer } from "@/lib/auth/server/viewer";
import { type Queryable, queryable } from "@/lib/db/client";
import { riderShifts, riders, trips } from "@/lib/db/schema/riders";
import { tenants } from "@/lib/db/schema/stores";
import { toWire } from "@/lib/db/wire";
import { type RiderHome, riderHomeSchema } from "@/lib/dispatch/model/rider-home";
import { TOWN_CURRENCY, TOWN_TIME_ZONE } from "@/lib/riders/model/town";
import { firstName } from "@/lib/text/first-name";
import { endOverdueOffers, readOpenOffers } from "./offers";
import { readOpenTripId, readTrip } from "./riding/read-trip";

async function readShift(db: Queryable, riderId: string) {
  const [shift] = await db
    .select()
    .from(riderShifts)
    .where(and(eq(riderShifts.rider_id, riderId), isNull(riderShifts.ended_at)));
  if (shift === undefined) return null;
  const sums = await db
    .select({
      trips: sql<number>`count(*)::int`,
      earned: sql<number>`coalesce(sum(
        ${trips.pay_base} + ${trips.pay_distance} + ${trips.pay_waiting} + ${trips.tip}
      ), 0)::int`,
      currency: trips.currency,
    })
    .from(trips)
    .where(and(eq(trips.shift_id, shift.id), sql`${trips.finished_at} is not null`))
    .groupBy(trips.currency)
    .orderBy(trips.currency);
  return {
    started_at: shift.started_at.toISOString(),
    ends_at: shift.ends_at.toISOString(),
    vehicle: shift.vehicle,
    position: shift.position,
    trips: sums.reduce((all, { trips: some }) => all + some, 0),
    earned:
      sums.length === 0
        ? [{ currency: TOWN_CURRENCY, amount: 0 }]
        : sums.map(({ currency, earned: amount }) => ({ currency, amount })),
  };
}

async function readHome(db: Queryable, viewer: Viewer, now: Date): Promise<RiderHome | null> {
  const [rider] = await db
    .select({
      id: riders.id,
      vehicle: riders.vehicle,
      fleet_name: tenants.name,
      time_zone: sql<string>`coalesce(${tenants.time_zone}, ${TOWN_TIME_ZONE})`,
    })
    .from(riders)
    .leftJoin(tenants, eq(tenants.id, riders.tenant_id))
    .where(eq(riders.id, viewer.userId));
  if (rider === undefined) return null;
  const shift = await readShift(db, rider.id);
  const tripId = await readOpenTripId(db, rider.id);
  return toWire(riderHomeSchema, {
    rider: { ...rider, name: firstName(viewer.name), vehicle: shift?.vehicle ?? rider.vehicle },
    shift,
    offers: await readOpenOffers(db, rider.id, now),
    trip: tripId === null ? null : await readTrip(db, tripId),
  });
}

/** Returns what the viewer's own page as a rider shows; null for everybody who is no rider. */
export async function readRiderHome(viewer: Viewer): Promise<RiderHome | null> {
  if (viewer.riderFleet === null) return null;
  const now = new Date();
  const db = await queryable();
  await endOverdueOffers(db, now, viewer.userId);
  return readHome(db, viewer, now);
}
