import "server-only";
import { and, desc, eq, gt, isNotNull, sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/client";
import { travelCorrections } from "@/lib/db/schema/dispatch";
import { orders } from "@/lib/db/schema/orders";
import { tenants } from "@/lib/db/schema/stores";
import { learnReadiness, type Readiness } from "@/lib/dispatch/model/readiness/estimate";
import { type Area, isStoreOf } from "./area";
import { hourIn } from "./snapshot-of";

const WEEKS = 4;
const ORDERS_AT_MOST = 20_000;
const HOUR_MS = 3_600_000;
/** Longer is a ticket that nobody marked, not a kitchen. */
const LONGEST_MS = 3 * HOUR_MS;

interface Learnt {
  readonly hour: number;
  readonly readiness: Promise<Readiness>;
}

declare global {
  // Next gives route handlers, pages and instrumentation separate module states; globalThis is shared.
  var platewireReadiness: Map<Area, Learnt> | undefined;
}

async function learn(db: Queryable, area: Area, now: Date): Promise<Readiness> {
  const since = new Date(now.getTime() - WEEKS * 7 * 24 * HOUR_MS);
  const rows = await db
    .select({
      storeId: orders.tenant_id,
      zone: tenants.time_zone,
      dishes: orders.total_qty,
      accepted_at: orders.accepted_at,
      ready_at: orders.ready_at,
    })
    .from(orders)
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .where(
      and(
        sql`${orders.order_status} in ('Delivered', 'Cancelled')`,
        sql`coalesce(${orders.delivered_at}, ${orders.cancelled_at}) > ${since.toISOString()}::timestamptz`,
        gt(orders.ready_at, orders.accepted_at),
        isNotNull(orders.accepted_at),
        eq(orders.is_test, false),
        isStoreOf(area),
      ),
    )
    .orderBy(desc(orders.created_at))
    .limit(ORDERS_AT_MOST);
  const finished = rows.flatMap(({ storeId, zone, dishes, accepted_at, ready_at }) => {
    if (accepted_at === null || ready_at === null) return [];
    const tookMs = ready_at.getTime() - accepted_at.getTime();
    return tookMs > LONGEST_MS ? [] : [{ storeId, hour: hourIn(zone, accepted_at), dishes, tookMs }];
  });
  return learnReadiness(finished);
}

/** Returns what the kitchens of an area have taken in the last four weeks. This process learns it once an hour. */
export function readReadiness(db: Queryable, area: Area, now: Date): Promise<Readiness> {
  globalThis.platewireReadiness ??= new Map();
  const known = globalThis.platewireReadiness;
  const hour = Math.floor(now.getTime() / HOUR_MS);
  const found = known.get(area);
  if (found?.hour === hour) return found.readiness;
  const readiness = learn(db, area, now);
  known.set(area, { hour, readiness });
  readiness.catch(() => known.delete(area));
  return readiness;
}

/** Fewer rides say little. */
const LEGS_AT_LEAST = 5;

/** Returns by store how much longer, as a factor, rides take at this hour of its day than the distance says. */
export async function readCorrections(
  db: Queryable,
  stores: readonly { readonly id: string; readonly time_zone: string }[],
  now: Date,
): Promise<Map<string, number>> {
  if (stores.length === 0) return new Map();
  const hours = new Map(stores.map(({ id, time_zone }) => [id, hourIn(time_zone, now)]));
  const rows = await db
    .select()
    .from(travelCorrections)
    .where(sql`${travelCorrections.tenant_id} = any(${sql.param([...hours.keys()])}::uuid[])`);
  return new Map(
    rows.flatMap(({ tenant_id, hour, measured_ms, computed_ms, legs }) =>
      hours.get(tenant_id) === hour && legs >= LEGS_AT_LEAST && computed_ms > 0
        ? [[tenant_id, measured_ms / computed_ms] as const]
        : [],
    ),
  );
}
