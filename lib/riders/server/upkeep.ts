import "server-only";
import { and, inArray, lt, sql } from "drizzle-orm";
import { type Queryable, queryable } from "@/lib/db/client";
import { riderShifts, riders, tripPoints, trips } from "@/lib/db/schema/riders";
import { transaction } from "@/lib/db/transaction";
import { OVERRUN_HOURS } from "@/lib/riders/model/requests";
import { endShift, isOpenShift, lockOpenShift, withoutOpenTrip } from "./shift-rows";

const HOUR_MS = 3_600_000;

/** Ends shifts that their riders have forgotten, but none with a trip. Returns their number. */
export async function endForgottenShifts(atMost: number): Promise<number> {
  const db = await queryable();
  const before = new Date(Date.now() - OVERRUN_HOURS * HOUR_MS);
  const forgotten = await db
    .select({ id: riders.id, tenant_id: riders.tenant_id })
    .from(riders)
    .where(
      inArray(
        riders.id,
        db
          .select({ id: riderShifts.rider_id })
          .from(riderShifts)
          .where(and(isOpenShift, lt(riderShifts.ends_at, before), withoutOpenTrip(db)))
          .limit(atMost),
      ),
    );
  for (const rider of forgotten)
    await transaction(async (tx) => {
      const shift = await lockOpenShift(tx, rider.id);
      const [ends] = await tx
        .select({ id: riderShifts.id })
        .from(riderShifts)
        .where(and(inArray(riderShifts.id, shift === undefined ? [] : [shift.id]), withoutOpenTrip(tx)));
      // The rider may have extended it, or taken an offer, since it was read.
      if (ends !== undefined && shift !== undefined && shift.ends_at < before) await endShift(tx, rider);
    });
  return forgotten.length;
}

const POINTS_HOURS = 24;

/** Removes the points of trips that ended a day ago. Returns their number. */
export async function removeOldTripPoints(db: Queryable, atMost: number): Promise<number> {
  const removed = await db
    .delete(tripPoints)
    .where(
      sql`${tripPoints.id} = any(array(
        select p.id from ${trips} t join ${tripPoints} p on p.trip_id = t.id
        where t.finished_at < now() - make_interval(hours => ${POINTS_HOURS})
        limit ${atMost}
      ))`,
    )
    .returning({ id: tripPoints.id });
  return removed.length;
}
