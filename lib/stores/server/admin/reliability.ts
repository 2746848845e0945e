import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { isStaffOf } from "@/lib/auth/model/staff";
import { type Queryable, queryable } from "@/lib/db/client";
import {
  type EndedOrders,
  endOfOrder,
  RELIABILITY,
  type Reliability,
  reliabilityOf,
} from "@/lib/stores/model/reliability";

const groupRows = z.object({
  rows: z.array(
    z.object({
      tenant_id: z.string(),
      status: z.string(),
      cancelled_by: z.string().nullable(),
      cancel_reason: z.string().nullable(),
      recent: z.coerce.number(),
      all: z.coerce.number(),
    }),
  ),
});

const [RECENT_DAYS, ALL_DAYS] = RELIABILITY.days;
const none: EndedOrders = { delivered: 0, ownFault: 0, otherFault: 0, byCustomer: 0 };

export interface StoreReliability {
  /** Over the last 30 and 90 days in which orders were placed. */
  readonly recent: Reliability;
  readonly all: Reliability;
}

/** Not authorised. Stores without orders are not in the answer. */
export async function readReliabilities(
  db: Queryable,
  tenantIds: readonly string[],
): Promise<Map<string, StoreReliability>> {
  const { rows } = groupRows.parse(
    await db.execute(sql`
      select tenant_id, status, cancelled_by, cancel_reason, count(*) as all,
        count(*) filter (where created_at >= now() - make_interval(days => ${RECENT_DAYS})) as recent
      from orders
      where tenant_id = any(${sql.param([...tenantIds])}::uuid[])
        and created_at >= now() - make_interval(days => ${ALL_DAYS}) and not is_test
      group by 1, 2, 3, 4`),
  );
  const sums = new Map<string, { recent: EndedOrders; all: EndedOrders }>();
  for (const row of rows) {
    const end = endOfOrder(row);
    if (end === null) continue;
    const { recent, all } = sums.get(row.tenant_id) ?? { recent: none, all: none };
    sums.set(row.tenant_id, {
      recent: { ...recent, [end]: recent[end] + row.recent },
      all: { ...all, [end]: all[end] + row.all },
    });
  }
  return new Map(
    [...sums].map(([id, { recent, all }]) => [
      id,
      { recent: reliabilityOf(recent), all: reliabilityOf(all) },
    ]),
  );
}

const nothing = reliabilityOf(none);

/** Null unless the viewer is the store's staff. */
export async function readReliability(
  viewer: { isAdmin: boolean; tenantIds: readonly string[] },
  tenantId: string,
): Promise<StoreReliability | null> {
  if (!isStaffOf(viewer, tenantId)) return null;
  const all = await readReliabilities(await queryable(), [tenantId]);
  return all.get(tenantId) ?? { recent: nothing, all: nothing };
}
