import "server-only";
import { desc, eq } from "drizzle-orm";
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
    await tx
      .update(riders)
      .set({ removed_at: new Date(), is_on_leaderboard: false })
      .where(eq(riders.id, userId));
  },
};
