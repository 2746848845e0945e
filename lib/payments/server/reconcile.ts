import "server-only";
import { and, asc, eq, inArray, isNotNull, isNull, lt, notInArray, or, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { queryable } from "@/lib/db/client";
import { orders } from "@/lib/db/schema/orders";
import { paymentAttempts, paymentFindings, payments } from "@/lib/db/schema/payments";
import { transaction } from "@/lib/db/transaction";
import { defineJob } from "@/lib/jobs/define-job";
import { logger } from "@/lib/server/logger";
import { settleLater } from "./settle";

const AT_ONCE = 200;
/** Webhooks mostly come within seconds. */
const POLL_AFTER_SECONDS = 60;
/** A settle job that still runs is not doubled. */
const PENDING_SECONDS = 120;
/** Where a reaction or a job was lost. */
const HELD_SECONDS = 300;
/** Older ones were looked at before. */
const LOOK_BACK_DAYS = 14;
const UNPAID_DAYS = 30;
/** The rows of one payment are written in one transaction; this is for clocks that differ. */
const MARGIN_SECONDS = 60;

const ago = (seconds: number) => sql`now() - make_interval(secs => ${seconds})`;

const concerned = { id: payments.id, tenant_id: payments.tenant_id };

/** Payments that wait for a webhook which may never come, or that are to be given up. */
async function findWaiting() {
  return (await queryable())
    .select(concerned)
    .from(payments)
    .where(
      and(
        isNull(payments.placed_at),
        isNull(payments.ended_at),
        lt(payments.created_at, ago(POLL_AFTER_SECONDS)),
        or(
          isNull(payments.checked_at),
          lt(payments.checked_at, ago(POLL_AFTER_SECONDS)),
          lt(payments.expires_at, sql`now()`),
        ),
      ),
    )
    .orderBy(asc(payments.expires_at))
    .limit(AT_ONCE);
}

/** Calls whose outcome nobody wrote down, because the process died or the bank takes its time. */
async function findPending() {
  return (await queryable())
    .select(concerned)
    .from(paymentAttempts)
    .innerJoin(payments, eq(payments.id, paymentAttempts.payment_id))
    .where(and(eq(paymentAttempts.outcome, "pending"), lt(paymentAttempts.at, ago(PENDING_SECONDS))))
    .limit(AT_ONCE);
}

/** Money that is held although its order was accepted or cancelled a while ago. */
async function findHeld() {
  const db = await queryable();
  return db
    .select(concerned)
    .from(payments)
    .innerJoin(orders, eq(orders.id, payments.order_id))
    .where(
      and(
        eq(payments.status, "authorized"),
        isNotNull(payments.placed_at),
        notInArray(orders.order_status, ["Order Received"]),
        lt(orders.updated_at, ago(HELD_SECONDS)),
        isNull(payments.stuck_since),
      ),
    )
    .limit(AT_ONCE);
}

/** Marks what does not belong together for admins, and takes back marks that are no longer true. Returns the number of new marks. */
async function markFindings(): Promise<number> {
  const db = await queryable();
  const found = await db.execute(sql`
    with finding as (
      select ${orders.id} as order_id, 'order_without_payment' as kind from ${orders}
      where ${orders.payment_method} = 'card' and ${orders.final_amount} > 0
        and ${orders.created_at} > now() - make_interval(days => ${LOOK_BACK_DAYS})
        and ${orders.created_at} < ${ago(MARGIN_SECONDS)}
        and not exists (select from ${payments} where ${payments.order_id} = ${orders.id})
      union all
      select ${payments.order_id}, 'payment_without_order' from ${payments}
      where ${payments.created_at} > now() - make_interval(days => ${LOOK_BACK_DAYS})
        and ${payments.placed_at} < ${ago(MARGIN_SECONDS)}
        and not exists (select from ${orders} where ${orders.id} = ${payments.order_id})
    ), over as (
      delete from ${paymentFindings} as known
      where not exists (
        select from finding where finding.order_id = known.order_id and finding.kind = known.kind
      ) and known.found_at > now() - make_interval(days => ${LOOK_BACK_DAYS})
    )
    insert into ${paymentFindings} (order_id, kind, found_at)
    select order_id, kind, now() from finding limit ${AT_ONCE}
    on conflict (order_id, kind) do nothing returning order_id, kind`);
  const { rows } = z.parse(
    z.object({ rows: z.array(z.object({ order_id: z.string(), kind: z.string() })) }),
    found,
  );
  for (const row of rows) logger.error(row, "An order and its payment do not belong together");
  return rows.length;
}

/** Orders that were never paid, with the addresses in them. */
async function removeUnpaid(): Promise<void> {
  const db = await queryable();
  const old = db
    .select({ id: payments.id })
    .from(payments)
    .where(and(isNull(payments.placed_at), lt(payments.ended_at, ago(UNPAID_DAYS * 86_400))))
    .limit(AT_ONCE);
  await db.delete(payments).where(inArray(payments.id, old));
}

/** Returns the number of payments that were sent to be settled, and of new findings. */
export async function reconcilePayments(onProgress?: (done: number) => void): Promise<number> {
  const due = new Map(
    [...(await findWaiting()), ...(await findPending()), ...(await findHeld())].map((each) => [
      each.id,
      each,
    ]),
  );
  for (const [done, payment] of [...due.values()].entries()) {
    onProgress?.(done);
    await transaction((tx) => settleLater(tx, payment));
  }
  await removeUnpaid();
  return due.size + (await markFindings());
}

export const reconcile = defineJob({
  name: "payment:reconcile",
  input: z.object({}),
  schedule: { cron: "* * * * *", everyMinutes: 1 },
  retry: null,
  run: (_, { progress }) => reconcilePayments(progress),
});
