import "server-only";
import { inArray, lt, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { type Queryable, queryable } from "@/lib/db/client";
import { demoMail } from "@/lib/db/schema/demo";
import { tripStops } from "@/lib/db/schema/dispatch";
import { orders } from "@/lib/db/schema/orders";
import { payments } from "@/lib/db/schema/payments";
import { auditLog } from "@/lib/db/schema/platform";
import { personalExports } from "@/lib/db/schema/privacy";
import { incidents } from "@/lib/db/schema/status";
import { transaction } from "@/lib/db/transaction";
import { defineJob, type JobContext } from "@/lib/jobs/define-job";
import { RETENTION } from "@/lib/platform/model/retention";

const BATCH = 500;
/** Longest time of a run (ms); the next run removes the rest. */
const AT_MOST_MS = 20_000;

const before = (days: number) => new Date(Date.now() - days * 86_400_000);

async function removeExports(db: Queryable): Promise<number> {
  const removed = await db
    .delete(personalExports)
    .where(lt(personalExports.asked_at, before(RETENTION.personal_exports.days)))
    .returning({ id: personalExports.id });
  return removed.length;
}

/** Its trigger refuses to remove younger entries. Nulls first: so the index is ordered, read from its end. */
async function removeAuditEntries(db: Queryable): Promise<number> {
  const removed = await db
    .delete(auditLog)
    .where(
      sql`${auditLog.id} = any(array(
        select id from audit_log where at < ${before(RETENTION.audit_log.days).toISOString()} order by at nulls first limit ${BATCH}
      ))`,
    )
    .returning({ id: auditLog.id });
  return removed.length;
}

/** With their updates. */
async function removeIncidents(db: Queryable): Promise<number> {
  const removed = await db
    .delete(incidents)
    .where(lt(incidents.resolved_at, before(RETENTION.incidents.days)))
    .returning({ id: incidents.id });
  return removed.length;
}

async function removeDemoMail(db: Queryable): Promise<number> {
  const removed = await db
    .delete(demoMail)
    .where(lt(demoMail.created_at, before(RETENTION.demo_mail.days)))
    .returning({ id: demoMail.id });
  return removed.length;
}

/** Store by store, because the orders of each are in an index by their time. */
async function removeOrders(): Promise<number> {
  return transaction(async (tx) => {
    const found = await tx
      .select({ id: orders.id })
      .from(orders)
      .where(
        sql`${orders.id} in (
          select old.id from tenants cross join lateral (
            select id from orders
            where tenant_id = tenants.id and created_at < ${before(RETENTION.orders.days).toISOString()}
              and status in ('Delivered', 'Cancelled')
            order by created_at limit ${BATCH}
          ) as old limit ${BATCH}
        )`,
      );
    const ids = found.map(({ id }) => id);
    if (ids.length === 0) return 0;
    // What dispatch decided is removed long before.
    await tx.delete(tripStops).where(inArray(tripStops.order_id, ids));
    await tx.delete(payments).where(inArray(payments.order_id, ids));
    await tx.delete(orders).where(inArray(orders.id, ids));
    return ids.length;
  });
}

async function removeAll({ signal, progress }: JobContext): Promise<number> {
  const until = Date.now() + AT_MOST_MS;
  const db = await queryable();
  let sum = 0;
  for (const remove of [removeExports, removeAuditEntries, removeIncidents, removeDemoMail, removeOrders])
    for (let removed = 1; removed > 0 && !signal.aborted && Date.now() < until; sum += removed) {
      progress(sum);
      removed = await remove(db);
    }
  return sum;
}

/** Removes what is older than the list says and no other job removes. */
export const enforceRetention = defineJob({
  name: "platform:retention",
  input: z.object({}),
  schedule: { cron: "10 4 * * *", everyMinutes: 24 * 60 },
  retry: null,
  run: (_, context) => removeAll(context),
});
