import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { offers } from "@/lib/db/schema/dispatch";
import type { Transaction } from "@/lib/db/transaction";
import { isAhead, leave } from "./leave-trip";
import { endOffers } from "./offers";
import { lockOpenTrip, lockOrders, lockRiders } from "./riding/locks";
import { readOpenTripId } from "./riding/read-trip";
import { readStops } from "./riding/stops";

/**
 * Withdraws the open offers of a rider whose shift ends. One that is being answered in this moment is left to the answer, which
 * finds the rider off shift: so nothing is waited for here, and the rider may be locked already.
 */
export async function withdrawOffersOf(tx: Transaction, riderId: string, now: Date): Promise<void> {
  const open = await tx
    .select({ id: offers.id })
    .from(offers)
    .where(and(eq(offers.rider_id, riderId), sql`${offers.status} = 'open'`))
    .orderBy(offers.id)
    .for("no key update", { skipLocked: true });
  await endOffers(
    tx,
    open.map(({ id }) => id),
    "withdrawn",
    now,
    "dispatch",
  );
}

/**
 * Ends the open trip of a rider who is taken out of the fleet, as if the rider had left it: what is not picked up is free again,
 * and an admin decides about the rest. Locks the orders, then the rider. Returns false when another order has come to the trip
 * meanwhile: the transaction must be rolled back and may be tried again.
 */
export async function stopRiding(tx: Transaction, riderId: string, note: string): Promise<boolean> {
  const tripId = await readOpenTripId(tx, riderId);
  const ahead = tripId === null ? [] : (await readStops(tx, tripId)).filter(isAhead);
  const locked = new Set(ahead.map(({ order_id }) => order_id));
  await lockOrders(tx, [...locked]);
  await lockRiders(tx, [riderId]);
  const trip = await lockOpenTrip(tx, riderId);
  if (trip === null) return true;
  const stops = (await readStops(tx, trip.id)).filter(isAhead);
  if (!stops.every(({ order_id }) => locked.has(order_id))) return false;
  await leave(tx, trip.id, note);
  return true;
}
