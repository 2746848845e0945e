import "server-only";
import { and, eq, isNull, notExists, sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/client";
import { riderShifts, riders, trips } from "@/lib/db/schema/riders";
import type { Transaction } from "@/lib/db/transaction";
import { withdrawOffersOf } from "@/lib/dispatch/server/commands";
import { publishRiderChanged } from "./fleet-news";

export const isOpenShift = isNull(riderShifts.ended_at);

export async function hasOpenTrip(db: Queryable, riderId: string): Promise<boolean> {
  const [open] = await db
    .select({ id: trips.id })
    .from(trips)
    .where(and(eq(trips.rider_id, riderId), isNull(trips.finished_at)));
  return open !== undefined;
}

/**
 * Locks a rider's open shift. A trip refers to its shift, so one cannot begin until the transaction ends: a trip that begins at
 * the same time is there already, or finds the shift as it is afterwards.
 */
export async function lockOpenShift(tx: Transaction, riderId: string) {
  const [shift] = await tx
    .select()
    .from(riderShifts)
    .where(and(eq(riderShifts.rider_id, riderId), isOpenShift))
    .for("update");
  return shift;
}

/** Ends a rider's shift, with its token and open offers, and forgets the position. Returns false when none was open. */
export async function endShift(
  tx: Transaction,
  rider: { id: string; tenant_id: string | null },
): Promise<boolean> {
  const ended = await tx
    .update(riderShifts)
    .set({ ended_at: sql`now()`, position: null })
    .where(and(eq(riderShifts.rider_id, rider.id), isOpenShift))
    .returning({ id: riderShifts.id });
  if (ended.length === 0) return false;
  await withdrawOffersOf(tx, rider.id, new Date());
  publishRiderChanged(tx, rider.tenant_id, rider.id);
  return true;
}

/** A rider who was not removed. The row stays locked until the transaction ends. */
export async function lockRider(tx: Transaction, riderId: string) {
  const [rider] = await tx
    .select()
    .from(riders)
    .where(and(eq(riders.id, riderId), isNull(riders.removed_at)))
    .for("no key update");
  return rider;
}

export const withoutOpenTrip = (db: Queryable) =>
  notExists(
    db
      .select({ id: trips.id })
      .from(trips)
      .where(and(eq(trips.rider_id, riderShifts.rider_id), isNull(trips.finished_at))),
  );
