import "server-only";
import { and, asc, desc, eq, gt, sql } from "drizzle-orm";
import { isStaffOf } from "@/lib/auth/model/staff";
import { queryable } from "@/lib/db/client";
import { auditLog } from "@/lib/db/schema/platform";
import { storeDevices, tenants } from "@/lib/db/schema/stores";
import { toWire } from "@/lib/db/wire";
import { takingStoreSchema } from "@/lib/stores/model/status/schema";
import { statusAt } from "@/lib/stores/model/status/status";
import { hasPayout } from "@/lib/stores/server/queries";
import { idSchema } from "@/lib/text/id";
import { readOpenPause } from "../queries";
import { readReliabilities, readReliability } from "./reliability";

const PAGE_SIZE = 25;
const AT_MOST = 50;
/** A device that sent nothing for so long (s) is shown as lost. */
const SEEN_SECONDS = 90;

const columns = {
  id: tenants.id,
  slug: tenants.slug,
  name: tenants.name,
  city: tenants.city,
  time_zone: tenants.time_zone,
  hours: tenants.hours,
  intake: tenants.intake,
  commission_bp: tenants.commission_bp,
  // Written out: Drizzle leaves out the table of a column, which then is one of the subquery's.
  devices: sql<number>`(
    select count(*)::int from store_devices device where device.tenant_id = tenants.id and device.ended_at is null
      and device.seen_at > now() - make_interval(secs => ${SEEN_SECONDS})
  )`,
  // One row of an index.
  last_order_at: sql<unknown>`(
    select newest.created_at from orders newest where newest.tenant_id = tenants.id
    order by newest.created_at desc nulls last limit 1
  )`.mapWith((value) => (value === null ? null : new Date(String(value)).toISOString())),
  open_orders: sql<number>`(
    select count(*)::int from orders active where active.tenant_id = tenants.id
      and active.status in ('Order Received', 'Preparing', 'Out for Delivery') and not active.is_test
  )`,
  timeouts: sql<number>`(
    select count(*)::int from orders missed where missed.tenant_id = tenants.id
      and missed.created_at >= now() - interval '7 days' and missed.cancel_reason = 'PARTNER_TIMEOUT'
      and not missed.is_test
  )`,
};

function withStatus<Row extends { hours: object; intake: object; time_zone: string }>(row: Row) {
  const { hours: _, intake: __, ...store } = row;
  const facts = toWire(takingStoreSchema, row);
  return { ...store, status: statusAt(facts, Date.now()).mode, isHeld: facts.intake.cause === "platform" };
}

/**
 * Lists stores by name, 25 at once, with their state. `after` is the name of the last one of the page before. Null for anyone
 * but an admin.
 */
export async function listStores(
  viewer: { readonly isAdmin: boolean },
  { search = "", after }: { search?: string | undefined; after?: string | undefined },
) {
  if (!viewer.isAdmin) return null;
  const db = await queryable();
  const pattern = `%${search.toLowerCase().replaceAll(/[\\%_]/g, "\\$&")}%`;
  const rows = await db
    .select(columns)
    .from(tenants)
    .where(
      and(
        // There are few stores: no index.
        search === ""
          ? undefined
          : sql`lower(${tenants.name} || ' ' || ${tenants.slug} || ' ' || ${tenants.city}) like ${pattern}`,
        after === undefined ? undefined : gt(tenants.slug, after),
      ),
    )
    .orderBy(asc(tenants.slug))
    .limit(PAGE_SIZE + 1);
  const shown = rows.slice(0, PAGE_SIZE);
  const reliabilities = await readReliabilities(
    db,
    shown.map(({ id }) => id),
  );
  return {
    stores: shown.map((row) => ({ ...withStatus(row), reliability: reliabilities.get(row.id) ?? null })),
    next_cursor: rows.length > PAGE_SIZE ? (shown.at(-1)?.slug ?? null) : null,
  };
}

/** Reads what admins may see of a store. Null when there is none, and for anyone but an admin. */
export async function readStoreForAdmins(
  viewer: { readonly isAdmin: boolean; readonly tenantIds: readonly string[] },
  given: string,
) {
  const { data: id } = idSchema.safeParse(given);
  if (!viewer.isAdmin || id === undefined) return null;
  const db = await queryable();
  const [row] = await db.select(columns).from(tenants).where(eq(tenants.id, id));
  if (row === undefined) return null;
  const [devices, pause, audit, reliability, payout] = await Promise.all([
    db
      .select({
        id: storeDevices.id,
        name: storeDevices.name,
        is_sound_on: storeDevices.is_sound_on,
        seen_at: storeDevices.seen_at,
        ended_at: storeDevices.ended_at,
      })
      .from(storeDevices)
      .where(eq(storeDevices.tenant_id, id))
      .orderBy(desc(storeDevices.seen_at))
      .limit(AT_MOST),
    readPause(viewer, id),
    db
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.target_kind, "tenant"), eq(auditLog.target_id, id)))
      .orderBy(sql`${auditLog.at} desc nulls last`, sql`${auditLog.id} desc nulls last`)
      .limit(AT_MOST),
    readReliability(viewer, id),
    hasPayout(db, id),
  ]);
  return { ...withStatus(row), deviceList: devices, pause, audit, reliability, has_payout: payout };
}

/** The statement of reasons of a store that the platform has paused; null when it has not, and for others than its staff. */
export async function readPause(
  viewer: { readonly isAdmin: boolean; readonly tenantIds: readonly string[] },
  tenantId: string,
) {
  if (!isStaffOf(viewer, tenantId)) return null;
  return readOpenPause(await queryable(), tenantId);
}
