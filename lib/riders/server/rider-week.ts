import "server-only";
import { and, asc, eq, gt, gte, isNotNull, isNull, lt, or, sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/client";
import { riderShifts, trips } from "@/lib/db/schema/riders";
import { toWire } from "@/lib/db/wire";
import { earnedTripSchema, type RiderWeek, toWeek, weekBounds } from "@/lib/riders/model/week";

const TRIPS_AT_MOST = 1_000;
const SHIFTS_AT_MOST = 200;

/** A rider's own week. `week` as in `weekSchema`; `now` ends a shift that is still on. */
export async function readRiderWeek(
  db: Queryable,
  riderId: string,
  week: string,
  now: number,
): Promise<RiderWeek> {
  const { from, to } = weekBounds(week);
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
    week,
    rows.map((row) => toWire(earnedTripSchema, row)),
    shifts.map((shift) => ({ from: shift.from.getTime(), to: shift.to?.getTime() ?? now })),
  );
}
