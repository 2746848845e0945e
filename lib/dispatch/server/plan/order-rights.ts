import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/client";
import { orders } from "@/lib/db/schema/orders";
import { users } from "@/lib/db/schema/people";
import { riders } from "@/lib/db/schema/riders";
import { tenants } from "@/lib/db/schema/stores";
import { anyOf } from "@/lib/dispatch/server/riding/locks";
import { firstName } from "@/lib/text/first-name";

/** What the rights of dispatchers depend on. */
export async function readOrderStores(db: Queryable, orderIds: readonly string[]) {
  return db
    .select({
      id: orders.id,
      tenant_id: orders.tenant_id,
      rider_id: orders.rider_id,
      rider_state: orders.rider_state,
      pinned_rider_id: orders.pinned_rider_id,
      order_status: orders.order_status,
      delivery_by: orders.delivery_by,
      rider_fleet: tenants.rider_fleet,
    })
    .from(orders)
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .where(sql`${orders.id} = ${anyOf(orderIds)}`);
}
export type OrderStore = Awaited<ReturnType<typeof readOrderStores>>[number];

export interface KnownRider {
  readonly id: string;
  readonly tenantId: string | null;
  /** First name only. */
  readonly name: string;
}

/** Returns null for somebody who is no rider, or no longer one. */
export async function readKnownRider(db: Queryable, riderId: string): Promise<KnownRider | null> {
  const [row] = await db
    .select({
      id: riders.id,
      tenantId: riders.tenant_id,
      removed_at: riders.removed_at,
      name: sql<string>`coalesce(${users.name}, split_part(${users.email}, '@', 1))`,
    })
    .from(riders)
    .innerJoin(users, eq(users.id, riders.id))
    .where(eq(riders.id, riderId));
  if (row === undefined || row.removed_at !== null) return null;
  return { id: row.id, tenantId: row.tenantId, name: firstName(row.name) };
}
