import "server-only";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { dispatchDecisions } from "@/lib/db/schema/dispatch";
import { orders } from "@/lib/db/schema/orders";
import { riderShifts, riders, trips } from "@/lib/db/schema/riders";
import type { PersonalDataPart } from "@/lib/privacy/server/part";

/** Shown to customers of a rider whose account was erased. */
const SOME_RIDER = "Rider";

/** Trips stay, because pay was computed from them, under an id that names nobody any more. */
export const ridingPart: PersonalDataPart = {
  name: "riding",
  read: async (db, { userId }) => {
    const [rider] = await db
      .select({ vehicle: riders.vehicle, created_at: riders.created_at, removed_at: riders.removed_at })
      .from(riders)
      .where(eq(riders.id, userId));
    if (rider === undefined) return null;
    return {
      ...rider,
      shifts: await db
        .select({
          vehicle: riderShifts.vehicle,
          started_at: riderShifts.started_at,
          ended_at: riderShifts.ended_at,
          position: riderShifts.position,
        })
        .from(riderShifts)
        .where(eq(riderShifts.rider_id, userId))
        .orderBy(desc(riderShifts.started_at)),
      trips: await db
        .select({
          accepted_at: trips.accepted_at,
          finished_at: trips.finished_at,
          metres: trips.metres,
          ridden_metres: trips.ridden_metres,
          currency: trips.currency,
          pay_base: trips.pay_base,
          pay_distance: trips.pay_distance,
          pay_waiting: trips.pay_waiting,
          tip: trips.tip,
        })
        .from(trips)
        .where(eq(trips.rider_id, userId))
        .orderBy(desc(trips.accepted_at)),
    };
  },
  erase: async (tx, { userId }) => {
    await tx.update(orders).set({ rider_name: SOME_RIDER }).where(eq(orders.rider_id, userId));
    await tx.update(riderShifts).set({ position: null }).where(eq(riderShifts.rider_id, userId));
    // Decisions of dispatch show first names: of the rider who got the order, and of those who did not.
    const { reason, candidates } = dispatchDecisions;
    await tx
      .update(dispatchDecisions)
      .set({
        reason: sql`case when ${reason} #> '{values,rider}' is null then ${reason}
          else jsonb_set(${reason}, '{values,rider}', to_jsonb(${SOME_RIDER}::text)) end`,
      })
      .where(eq(dispatchDecisions.rider_id, userId));
    await tx
      .update(dispatchDecisions)
      .set({ note: null })
      .where(and(eq(dispatchDecisions.rider_id, userId), isNull(dispatchDecisions.actor_id)));
    await tx
      .update(dispatchDecisions)
      .set({
        candidates: sql`(
          select jsonb_agg(
            case when one ->> 'rider_id' = ${userId} then one || jsonb_build_object('rider_name', ${SOME_RIDER}::text) else one end
            order by place
          ) from jsonb_array_elements(${candidates}) with ordinality as each(one, place)
        )`,
      })
      // Nobody is considered before the first shift, which bounds what is read.
      .where(
        sql`${dispatchDecisions.at} >= coalesce(
            (select min(${riderShifts.started_at}) from ${riderShifts} where ${riderShifts.rider_id} = ${userId}), '-infinity'
          )
          and ${candidates} @> ${JSON.stringify([{ rider_id: userId }])}::jsonb`,
      );
    await tx
      .update(riders)
      .set({ removed_at: new Date(), is_on_leaderboard: false })
      .where(eq(riders.id, userId));
  },
};
