import "server-only";
import { eq, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import type { Result } from "@/lib/commands/result";
import { dispatchDecisionOrders, dispatchDecisions, offers } from "@/lib/db/schema/dispatch";
import { orders as orderRows } from "@/lib/db/schema/orders";
import type { Transaction } from "@/lib/db/transaction";
import { ENGINE } from "./plan/commit-intent";
import { anyOf, isFree, isHeld, lockOrders } from "./riding/locks";
import { releaseOrder, type Taking, takeOrders, whyNotTake } from "./trips";

/** The decision of an offer explains the move, too: both riders are told its reason. */
async function recordMove(
  tx: Transaction,
  offerId: string,
  orderIds: readonly string[],
  now: Date,
): Promise<void> {
  const [offered] = await tx
    .select({ decision: dispatchDecisions })
    .from(offers)
    .innerJoin(dispatchDecisions, eq(dispatchDecisions.id, offers.decision_id))
    .where(eq(offers.id, offerId));
  if (offered === undefined) throw new Error(`Offer ${offerId} has no decision`);
  const id = newId();
  await tx.insert(dispatchDecisions).values({ ...offered.decision, id, at: now, kind: "move" });
  await tx.insert(dispatchDecisionOrders).values(orderIds.map((order_id) => ({ decision_id: id, order_id })));
}

/**
 * Gives the orders of an accepted offer to its rider. Those that a plan moves have stayed with their first rider until now, so that
 * they had one all the time; they are taken from that rider here. Returns the trip's id; a conflict, with nothing changed, when the
 * rider cannot take them. The first riders must be locked, too.
 */
export async function takeOffered(
  tx: Transaction,
  offerId: string,
  taking: Taking,
): Promise<Result<string, never>> {
  const { orders, now } = taking;
  const held = orders.filter((order) => !isFree(order) && isHeld(order)).map(({ id }) => id);
  if (held.length === 0) return takeOrders(tx, taking);
  const refused = await whyNotTake(tx, taking);
  if (refused !== null) return refused;
  for (const id of held) {
    const released = await releaseOrder(tx, id, ENGINE, now);
    if (!released.ok) throw new Error(`Order ${id} could not be released: ${released.message}`);
  }
  await tx
    .update(orderRows)
    .set({ rider_moves: sql`${orderRows.rider_moves} + 1` })
    .where(sql`${orderRows.id} = ${anyOf(held)}`);
  await recordMove(tx, offerId, held, now);
  const free = await lockOrders(
    tx,
    orders.map(({ id }) => id),
  );
  const taken = await takeOrders(tx, { ...taking, orders: free });
  // The releases before it must not stay.
  if (!taken.ok) throw new Error(`The orders could not be moved: ${taken.message}`);
  return taken;
}
