import "server-only";
import { and, inArray, lt, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { type Queryable, queryable } from "@/lib/db/client";
import { invitations } from "@/lib/db/schema/invitations";
import { riderShifts, riders, tripPoints, trips } from "@/lib/db/schema/riders";
import { transaction } from "@/lib/db/transaction";
import { RETENTION } from "@/lib/platform/model/retention";
import { OVERRUN_HOURS } from "@/lib/riders/model/requests";
import { endShift, isOpenShift, lockOpenShift, lockRider, withoutOpenTrip } from "./shift-rows";

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
      // An offer that is being accepted holds the rider: its trip is seen below.
      await lockRider(tx, rider.id);
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

/**
 * Removes the points of trips that ended a day ago. Returns their number. Ids begin with their time, so the points of
 * the last day are not looked at: a trip that ended before has none among them.
 */
export async function removeOldTripPoints(db: Queryable, atMost: number): Promise<number> {
  const before = Date.now() - POINTS_HOURS * HOUR_MS;
  const first = newId({ msecs: before, random: new Uint8Array(16), seq: 0 });
  const removed = await db
    .delete(tripPoints)
    .where(
      sql`${tripPoints.id} = any(array(
        select p.id from ${tripPoints} p
        where p.id < ${first}::uuid
          and (select t.finished_at from ${trips} t where t.id = p.trip_id) < ${new Date(before).toISOString()}::timestamptz
        order by p.id
        limit ${atMost}
      ))`,
    )
    .returning({ id: tripPoints.id });
  return removed.length;
}

const INVITATION_DAYS = RETENTION.rider_invitations.days;

/** Removes the addresses of people who were invited a while ago, whatever became of it. Returns their number. */
export async function removeOldInvitations(db: Queryable, atMost: number): Promise<number> {
  const removed = await db
    .delete(invitations)
    .where(
      sql`${invitations.id} = any(array(
        select i.id from ${invitations} i
        where coalesce(i.accepted_at, i.withdrawn_at, i.expires_at) < now() - make_interval(days => ${INVITATION_DAYS})
        limit ${atMost}
      ))`,
    )
    .returning({ id: invitations.id });
  return removed.length;
}
