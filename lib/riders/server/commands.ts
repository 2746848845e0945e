import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { riders } from "@/lib/db/schema/riders";
import type { Transaction } from "@/lib/db/transaction";
import { stopRiding } from "@/lib/dispatch/server/commands";
import { publishRiderChanged } from "./fleet-news";
import { endShift, lockOpenShift, lockRider } from "./shift-rows";

/**
 * Ends the trip and the shift of a rider who may not ride any longer, and returns the rider's row, which stays locked. Orders of the
 * trip that are not picked up are free again; food that the rider has waits for an admin's decision. Returns `undefined` for a
 * person who does not ride, and `again` when an order was given to the rider meanwhile: roll back and try again.
 */
export async function standDown(tx: Transaction, riderId: string, note: string) {
  const [known] = await tx
    .select({ id: riders.id })
    .from(riders)
    .where(and(eq(riders.id, riderId), isNull(riders.removed_at)));
  if (known === undefined) return undefined;
  // Orders are locked before their rider.
  if (!(await stopRiding(tx, riderId, note))) return "again";
  const rider = await lockRider(tx, riderId);
  if (rider === undefined) return undefined;
  await lockOpenShift(tx, rider.id);
  if (!(await endShift(tx, rider))) publishRiderChanged(tx, rider.tenant_id, rider.id);
  return rider;
}
