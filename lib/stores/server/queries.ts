import "server-only";
import { and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { notFound } from "next/navigation";
import { cache } from "react";
import * as z from "zod/mini";
import { hasRight, type StoreRight } from "@/lib/auth/model/store-rights";
import { logPageRefusal } from "@/lib/auth/server/log-page-refusal";
import { requireViewer, type Viewer } from "@/lib/auth/server/viewer";
import { type Queryable, queryable } from "@/lib/db/client";
import { storePayoutAccounts } from "@/lib/db/schema/payout-accounts";
import { storePauses } from "@/lib/db/schema/store-pauses";
import { memberships, tenants } from "@/lib/db/schema/stores";
import { toWire } from "@/lib/db/wire";
import { readQueue } from "@/lib/orders/server/queries";
import { deliverySettingsSchema } from "@/lib/stores/model/delivery-settings";
import { statusWithLoad } from "@/lib/stores/model/load";
import { type Tenant, tenantSchema } from "@/lib/stores/model/schema";
import type { StoreStatus } from "@/lib/stores/model/status/schema";
import { statusAt, takesOrders } from "@/lib/stores/model/status/status";
import type { Delivery } from "@/lib/stores/model/zones/area";
import { type StoreZones, storeZonesSchema, zonesSchema } from "@/lib/stores/model/zones/schema";
import { errorText } from "@/lib/text/error-text";
import { isStorable } from "@/lib/text/storable-text";

/** Restaurants are public: no viewer is needed to read them. */

/** Those that are open to customers. Not cached: for `readLive`, whose cursor must be older than what it reads. */
export async function readTenants(): Promise<Tenant[]> {
  const db = await queryable();
  const rows = await db.select().from(tenants).where(isNotNull(tenants.opened_at)).orderBy(asc(tenants.name));
  return rows.map((row) => toWire(tenantSchema, row));
}

/** One query per request. */
export const listTenants = cache(readTenants);

/** The stores where the person works, with those in set-up; for admins all of them. */
export async function listOwnTenants(viewer: Pick<Viewer, "isAdmin" | "tenantIds">): Promise<Tenant[]> {
  if (viewer.tenantIds.length === 0 && !viewer.isAdmin) return [];
  const db = await queryable();
  const own = sql`${tenants.id} = any(${sql.param([...viewer.tenantIds])}::uuid[])`;
  const rows = await db
    .select()
    .from(tenants)
    .where(viewer.isAdmin ? undefined : own)
    .orderBy(asc(tenants.name));
  return rows.map((row) => toWire(tenantSchema, row));
}

/** Accepts any text of a URL. Not cached: for `readLive`, whose cursor must be older than what it reads. */
export async function readTenant(slug: string): Promise<Tenant | null> {
  if (!isStorable(slug)) return null;
  const db = await queryable();
  const [row] = await db.select().from(tenants).where(eq(tenants.slug, slug));
  if (row === undefined) return null;
  if (row.opened_at !== null) {
    if (ids.size >= IDS_KEPT) ids.clear();
    ids.set(slug, row.id);
  }
  return toWire(tenantSchema, row);
}

const IDS_KEPT = 10_000;
/** Of restaurants that are open to customers: they keep their slug and stay open for good, so that this process asks for each once. */
const ids = new Map<string, string>();

/** Returns whether there is a restaurant with this slug that is not in set-up. */
export async function isOpenToGuests(slug: string): Promise<boolean> {
  return ids.has(slug) || ((await readTenant(slug)) !== null && ids.has(slug));
}

/** Returns the id of a restaurant, also of one in set-up. */
export async function findTenantId(slug: string): Promise<string | null> {
  return ids.get(slug) ?? (await readTenant(slug))?.id ?? null;
}

/** One query per request. */
export const getTenant = cache(readTenant);

/**
 * Returns the status with the load of the kitchen in it, as it is for a cart of so many points. Reads the open orders of stores
 * that promise by their load.
 */
export async function presentStatus(
  db: Queryable,
  store: Tenant,
  now: number,
  points?: number,
): Promise<StoreStatus> {
  const status = statusAt(store, now);
  const followsLoad = store.slot_orders !== null || store.slot_points !== null || store.auto_busy;
  if (!followsLoad || !takesOrders(status)) return status;
  const queue = await readQueue(db, store.id);
  return statusWithLoad(status, store, queue, now, (reason) => errorText(`load.${reason}`), points);
}

const placeOf = ({ lat, lng }: { lat: number | null; lng: number | null }) =>
  lat === null || lng === null ? null : { lat, lng };

/** `zones` are those of the store's row. */
export function toDelivery(store: Tenant, zones: unknown): Delivery {
  return { by: store.delivery_by, store: placeOf(store), zones: zonesSchema.parse(zones) };
}

const storeDeliverySchema = z.extend(deliverySettingsSchema, storeZonesSchema.shape);
/** All about how a store delivers. */
export type StoreDelivery = z.infer<typeof storeDeliverySchema>;

export const toStoreDelivery = (row: typeof tenants.$inferSelect): StoreDelivery =>
  toWire(storeDeliverySchema, { ...row, place: placeOf(row) });

/** Not authorised: the page that shows it is for staff. Null: there is no such store. */
export async function readStoreDelivery(tenantId: string): Promise<StoreDelivery | null> {
  const db = await queryable();
  const [row] = await db.select().from(tenants).where(eq(tenants.id, tenantId));
  return row === undefined ? null : toStoreDelivery(row);
}

/** Not authorised: where an open store delivers is public. */
export async function readZones(tenantId: string): Promise<StoreZones | null> {
  const delivery = await readStoreDelivery(tenantId);
  return delivery === null ? null : { zones: delivery.zones, zones_version: delivery.zones_version };
}

/** Not authorised: for reactions only. */
export function readStaff(db: Queryable, tenantId: string) {
  return db
    .select({ user_id: memberships.user_id, role: memberships.role, store: tenants.name, slug: tenants.slug })
    .from(memberships)
    .innerJoin(tenants, eq(tenants.id, memberships.tenant_id))
    .where(eq(memberships.tenant_id, tenantId))
    .orderBy(asc(memberships.user_id));
}

/** Redirects a visitor to the sign-in page, which leads back to `returnTo`; others than staff with the right get "not found". */
export async function requireStaff(
  slug: string,
  returnTo = `/partner/${slug}`,
  right: StoreRight = "orders",
): Promise<{ viewer: Viewer; tenant: Tenant }> {
  const viewer = await requireViewer(returnTo);
  const tenant = await getTenant(slug);
  if (tenant === null) notFound();
  if (!hasRight(viewer, tenant.id, right)) {
    await logPageRefusal(viewer, "not_allowed", `GET ${returnTo}`);
    notFound();
  }
  return { viewer, tenant };
}

/** Not authorised: for reactions only. The platform's pause of a store, with its reasons; null when there is none. */
export async function readOpenPause(db: Queryable, tenantId: string) {
  const [pause] = await db
    .select({ reason: storePauses.reason, started_at: storePauses.started_at })
    .from(storePauses)
    .where(and(eq(storePauses.tenant_id, tenantId), isNull(storePauses.ended_at)));
  return pause ?? null;
}

/** Not authorised: whether an owner stated where payouts go. */
export async function hasPayout(db: Queryable, tenantId: string): Promise<boolean> {
  const rows = await db
    .select({ id: storePayoutAccounts.tenant_id })
    .from(storePayoutAccounts)
    .where(eq(storePayoutAccounts.tenant_id, tenantId));
  return rows.length > 0;
}
