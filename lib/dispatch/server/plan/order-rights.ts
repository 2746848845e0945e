import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Viewer } from "@/lib/auth/server/viewer";
import type { Queryable } from "@/lib/db/client";
import { offerOrders, offers } from "@/lib/db/schema/dispatch";
import { orders } from "@/lib/db/schema/orders";
import { users } from "@/lib/db/schema/people";
import { riderShifts, riders } from "@/lib/db/schema/riders";
import { tenants } from "@/lib/db/schema/stores";
import { anyOf } from "@/lib/dispatch/server/riding/locks";
import { firstName } from "@/lib/text/first-name";
import { mayChoose } from "./rights";

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
  readonly isOnShift: boolean;
}

/** Returns null for somebody who is no rider, or no longer one. */
export async function readKnownRider(db: Queryable, riderId: string): Promise<KnownRider | null> {
  const [row] = await db
    .select({
      id: riders.id,
      tenantId: riders.tenant_id,
      removed_at: riders.removed_at,
      shift_id: riderShifts.id,
      name: sql<string>`coalesce(${users.name}, split_part(${users.email}, '@', 1))`,
    })
    .from(riders)
    .innerJoin(users, eq(users.id, riders.id))
    .leftJoin(riderShifts, and(eq(riderShifts.rider_id, riders.id), isNull(riderShifts.ended_at)))
    .where(eq(riders.id, riderId));
  if (row === undefined || row.removed_at !== null) return null;
  return { id: row.id, tenantId: row.tenantId, name: firstName(row.name), isOnShift: row.shift_id !== null };
}

/**
 * Tells whether somebody may take orders from the riders who have them or are asked for them. The staff of a store that also has
 * the platform's riders take nothing from those.
 */
export async function mayTakeFrom(
  db: Queryable,
  viewer: Pick<Viewer, "isAdmin" | "tenantIds">,
  found: readonly OrderStore[],
): Promise<boolean> {
  if (viewer.isAdmin) return true;
  const asked = await db
    .select({ order_id: offerOrders.order_id, tenant_id: riders.tenant_id })
    .from(offerOrders)
    .innerJoin(offers, eq(offers.id, offerOrders.offer_id))
    .innerJoin(riders, eq(riders.id, offers.rider_id))
    .where(
      and(sql`${offerOrders.order_id} = ${anyOf(found.map(({ id }) => id))}`, sql`${offers.status} = 'open'`),
    );
  const present = await db
    .select({ id: riders.id, tenant_id: riders.tenant_id })
    .from(riders)
    .where(sql`${riders.id} = ${anyOf(found.flatMap(({ rider_id }) => rider_id ?? []))}`);
  return found.every((order) =>
    [
      ...asked.filter(({ order_id }) => order_id === order.id),
      ...present.filter(({ id }) => id === order.rider_id),
    ].every(({ tenant_id }) => mayChoose(viewer, order, tenant_id)),
  );
}
