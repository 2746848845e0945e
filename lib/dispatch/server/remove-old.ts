import "server-only";
import { sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import type { Queryable } from "@/lib/db/client";
import { dispatchDecisionOrders, dispatchDecisions, offerOrders, offers } from "@/lib/db/schema/dispatch";
import { orders } from "@/lib/db/schema/orders";
import { RETENTION } from "@/lib/platform/model/retention";

/** As long as somebody may ask why an order came as it did. */
const KEPT_DAYS = RETENTION.offers.days;

const keptSince = () => new Date(Date.now() - KEPT_DAYS * 86_400_000);

/** An order that nothing has changed since then is over. */
const hasChangedSince = (orderId: ReturnType<typeof sql>, since: Date) =>
  sql`exists (select from ${orders} o where o.id = ${orderId} and o.updated_at >= ${since.toISOString()}::timestamptz)`;

/** Removes decisions about orders that ended a while ago, the oldest first. Returns their number. */
export async function removeOldDecisions(db: Queryable, atMost: number): Promise<number> {
  const since = keptSince();
  const removed = await db
    .delete(dispatchDecisions)
    .where(
      sql`${dispatchDecisions.id} = any(array(
        select d.id from ${dispatchDecisions} d
        where d.at < ${since.toISOString()}::timestamptz and not exists (
          select from ${dispatchDecisionOrders} about
          where about.decision_id = d.id and ${hasChangedSince(sql`about.order_id`, since)}
        )
        order by d.at
        limit ${atMost}
      ))`,
    )
    .returning({ id: dispatchDecisions.id });
  return removed.length;
}

/** Removes offers of orders that ended a while ago, the oldest first: their ids begin with their time. Returns their number. */
export async function removeOldOffers(db: Queryable, atMost: number): Promise<number> {
  const since = keptSince();
  const first = newId({ msecs: since.getTime(), random: new Uint8Array(16), seq: 0 });
  const removed = await db
    .delete(offers)
    .where(
      sql`${offers.id} = any(array(
        select f.id from ${offers} f
        where f.id < ${first}::uuid and f.status <> 'open' and not exists (
          select from ${offerOrders} about
          where about.offer_id = f.id and ${hasChangedSince(sql`about.order_id`, since)}
        )
        order by f.id
        limit ${atMost}
      ))`,
    )
    .returning({ id: offers.id });
  return removed.length;
}
