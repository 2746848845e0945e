import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { PLATFORM_FLEET } from "@/lib/auth/model/fleet";
import { queryable } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { expireOffers, withdrawOffer } from "@/lib/dispatch/server/offers";
import { lockOrders } from "@/lib/dispatch/server/riding/locks";
import { idSchema } from "@/lib/text/id";
import type { Area } from "./area";

const lapsedRows = z.object({
  rows: z.array(z.object({ id: idSchema, order_ids: z.array(idSchema).max(10) })).max(200),
});

/**
 * Ends offers that nobody answered in time, and withdraws those of which an order is no longer to be had (cancelled, or handed
 * over by its store) or the rider is off shift. Returns the number of ended offers.
 */
export async function withdrawLapsed(area: Area, now: Date): Promise<number> {
  const expired = await expireOffers(now);
  const db = await queryable();
  const ofArea = area === PLATFORM_FLEET ? sql`tenant.rider_fleet <> 'own'` : sql`tenant.id = ${area}::uuid`;
  const found = await db.execute(sql`
    select offer.id, array_agg(about.order_id::text) as order_ids
    from offers offer
    join offer_orders about on about.offer_id = offer.id
    join orders on orders.id = about.order_id
    join tenants tenant on tenant.id = orders.tenant_id
    where offer.status = 'open' and ${ofArea}
    group by offer.id
    having bool_or(orders.status <> 'Preparing' or orders.delivery_by = 'store') or not exists (
      select from rider_shifts shift where shift.rider_id = offer.rider_id and shift.ended_at is null)
    order by offer.id limit 200`);
  let withdrawn = 0;
  for (const { id, order_ids } of lapsedRows.parse(found).rows)
    await transaction(async (tx) => {
      await lockOrders(tx, order_ids);
      if ((await withdrawOffer(tx, id, now)) !== null) withdrawn += 1;
    });
  return expired.length + withdrawn;
}
