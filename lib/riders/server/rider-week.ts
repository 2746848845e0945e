import "server-only";
import { and, asc, eq, gt, gte, isNotNull, isNull, lt, or, sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/client";
import { riderShifts, riders, trips } from "@/lib/db/schema/riders";
import { tenants } from "@/lib/db/schema/stores";
import { toWire } from "@/lib/db/wire";
import { TOWN_TIME_ZONE } from "@/lib/riders/model/town";
import { earnedTripSchema, type RiderWeek, toWeek, weekAt, weekBounds } from "@/lib/riders/model/week";

const TRIPS_AT_MOST = 1_000;
const SHIFTS_AT_MOST = 200;

/** By whose clock the rider's weeks begin: the store's of the fleet, or the town's. */
async function readTimeZone(db: Queryable, riderId: string): Promise<string> {
  const [rider] = await db
    .select({ time_zone: tenants.time_zone })
    .from(riders)
    .innerJoin(tenants, eq(tenants.id, riders.tenant_id))
    .where(eq(riders.id, riderId));
  return rider?.time_zone ?? TOWN_TIME_ZONE;
}

/** A rider's own week. `week` as in `weekSchema`, otherwise the present one; `now` ends a shift that is still on. */
export async function readRiderWeek(
  db: Queryable,
  riderId: string,
  week: string | undefined,
  now: number,
): Promise<RiderWeek> {
  const timeZone = await readTimeZone(db, riderId);
  const chosen = week ?? weekAt(now, timeZone);
  const { from, to } = weekBounds(chosen, timeZone);
  const [first, next] = [new Date(from), new Date(to)];
  const rows = await db
    .select({
      id: trips.id,
      accepted_at: trips.accepted_at,
      finished_at: trips.finished_at,
      orders: sql<number>`(
        select count(*)::int from trip_stops s
        where s.trip_id = ${trips.id} and s.kind = 'drop_off' and s.outcome in ('done', 'failed')
      )`,
      metres: sql<number>`coalesce(${trips.ridden_metres}, ${trips.metres})`,
      waited_seconds: trips.waited_seconds,
      currency: trips.currency,
      base: trips.pay_base,
      distance: trips.pay_distance,
      waiting: trips.pay_waiting,
      tip: trips.tip,
    })
    .from(trips)
    .where(
      and(
        eq(trips.rider_id, riderId),
        isNotNull(trips.finished_at),
        gte(trips.accepted_at, first),
        lt(trips.accepted_at, next),
      ),
    )
    .orderBy(asc(trips.accepted_at))
    .limit(TRIPS_AT_MOST);
  const shifts = await db
    .select({ from: riderShifts.started_at, to: riderShifts.ended_at })
    .from(riderShifts)
    .where(
      and(
        eq(riderShifts.rider_id, riderId),
        lt(riderShifts.started_at, next),
        or(isNull(riderShifts.ended_at), gt(riderShifts.ended_at, first)),
      ),
    )
    .limit(SHIFTS_AT_MOST);
  return toWeek(
    chosen,
    rows.map((row) => toWire(earnedTripSchema, row)),
    shifts.map((shift) => ({ from: shift.from.getTime(), to: shift.to?.getTime() ?? now })),
    timeZone,
  );
}
