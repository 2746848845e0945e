import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import { isStaffOf } from "@/lib/auth/model/staff";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { offerOrders, offers } from "@/lib/db/schema/dispatch";
import { users } from "@/lib/db/schema/people";
import { offerStatusSchema } from "@/lib/dispatch/model/offer";
import type { ToldOffer } from "@/lib/dispatch/model/story";
import { firstName } from "@/lib/text/first-name";

/** More riders than this are never asked for one order. */
const AT_MOST = 100;

/** The offers of an order, for the staff of its store and for admins. Null for anybody else. */
export async function listToldOffers(
  viewer: Viewer,
  order: { readonly id: string; readonly tenant_id: string },
): Promise<ToldOffer[] | null> {
  if (!isStaffOf(viewer, order.tenant_id)) return null;
  const db = await queryable();
  const rows = await db
    .select({
      id: offers.id,
      name: sql<string>`coalesce(${users.name}, split_part(${users.email}, '@', 1))`,
      status: offers.status,
      made_at: offers.made_at,
      ended_at: offers.ended_at,
    })
    .from(offerOrders)
    .innerJoin(offers, eq(offers.id, offerOrders.offer_id))
    .innerJoin(users, eq(users.id, offers.rider_id))
    .where(eq(offerOrders.order_id, order.id))
    .orderBy(asc(offers.made_at), asc(offers.id))
    .limit(AT_MOST);
  return rows.map(({ id, name, status, made_at, ended_at }) => ({
    id,
    rider_name: firstName(name),
    status: offerStatusSchema.parse(status),
    made_at: made_at.toISOString(),
    ended_at: ended_at?.toISOString() ?? null,
  }));
}
