import "server-only";
import { and, asc, eq, gt, not, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { standstillEnd } from "@/lib/broadcasts/model/standstill";
import { readWindows, stoodStillSince } from "@/lib/broadcasts/server/queries";
import { queryable } from "@/lib/db/client";
import { orderHistory, orders } from "@/lib/db/schema/orders";
import { memberships, tenants } from "@/lib/db/schema/stores";
import { defineJob, type OnProgress } from "@/lib/jobs/define-job";
import { connectedAmong } from "@/lib/realtime/presence/presence";
import { logger } from "@/lib/server/logger";
import { takingStoreSchema } from "@/lib/stores/model/status/schema";
import { mayConfirm } from "@/lib/stores/model/status/status";
import { acceptAutomatically } from "./commands";

/** Older orders wait for a person: an outage left them behind. */
const NEW_FOR_MS = 2 * 60_000;
const BATCH = 200;

/** A person who took an acceptance back wants to decide. */
const isUndone = sql`coalesce((
  select bool_or(${orderHistory.action} = 'undo') from ${orderHistory} where ${orderHistory.order_id} = ${orders.id}
), false)`;

/** Time that stood still makes an order neither older nor overdue. */
async function readCandidates(steadySince: Date) {
  const db = await queryable();
  const now = new Date();
  const stood = stoodStillSince(sql`${orders.created_at}`, now);
  const newSince = new Date(now.getTime() - NEW_FOR_MS);
  return (
    db
      .select({
        id: orders.id,
        version: orders.version,
        tenantId: orders.tenant_id,
        hours: tenants.hours,
        intake: tenants.intake,
        time_zone: tenants.time_zone,
      })
      .from(orders)
      .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
      // A constant, so that a prepared plan uses the index of waiting orders. Overdue orders belong to auto-cancel.
      .where(
        and(
          sql`${orders.order_status} = 'Order Received'`,
          gt(orders.created_at, steadySince),
          sql`${orders.accept_by} + ${stood} > ${now.toISOString()}::timestamptz`,
          sql`${orders.created_at} + ${stood} > ${newSince.toISOString()}::timestamptz`,
          eq(tenants.auto_confirm, true),
          not(isUndone),
        ),
      )
      .orderBy(asc(orders.created_at))
      .limit(BATCH)
  );
}

async function withLiveDevice(tenantIds: readonly string[]): Promise<Set<string>> {
  const db = await queryable();
  const staff = await db
    .select()
    .from(memberships)
    .where(sql`${memberships.tenant_id} = any(${sql.param([...new Set(tenantIds)])}::uuid[])`);
  const connected = await connectedAmong(staff.map(({ user_id }) => user_id));
  return new Set(staff.filter(({ user_id }) => connected.has(user_id)).map(({ tenant_id }) => tenant_id));
}

/**
 * Accepts orders that are at most two minutes old and placed since `steadySince`, but none during maintenance: people could not
 * cook what they do not see. Returns the number accepted.
 */
export async function confirmNewOrders(steadySince: Date, onProgress?: OnProgress): Promise<number> {
  const now = new Date();
  if (standstillEnd(now.getTime(), await readWindows(await queryable(), now)) !== null) return 0;
  const candidates = await readCandidates(steadySince);
  const open = candidates.filter((store) => mayConfirm(z.parse(takingStoreSchema, store), Date.now()));
  if (open.length === 0) return 0;
  const live = await withLiveDevice(open.map(({ tenantId }) => tenantId));
  let accepted = 0;
  for (const [done, { id, version, tenantId }] of open.entries()) {
    onProgress?.(done, open.length);
    if (!live.has(tenantId)) continue;
    try {
      if (await acceptAutomatically(id, version)) accepted += 1;
    } catch (error) {
      logger.error(
        { error, order_id: id },
        "A new order could not be accepted automatically; it waits for a person",
      );
    }
  }
  return accepted;
}

export const autoConfirm = defineJob({
  name: "order:auto_confirm",
  input: z.object({}),
  schedule: { cron: "* * * * *", everyMinutes: 1 },
  retry: null,
  timeoutSeconds: 50,
  run: (_, { steadySince, progress }) => confirmNewOrders(steadySince, progress),
});
