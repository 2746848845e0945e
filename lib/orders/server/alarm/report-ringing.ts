import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import type * as z from "zod/mini";
import { refuseWithout } from "@/lib/auth/server/refuse-without";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, success } from "@/lib/commands/result";
import { orderAlarms, orders } from "@/lib/db/schema/orders";
import { storeDevices } from "@/lib/db/schema/stores";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { reportRingingSchema } from "@/lib/orders/model/alarm";
import { errorText } from "@/lib/text/error-text";
import { hasRoomFor } from "./note-silenced";

/** A report may arrive as much after the alarm's end; one that comes later says nothing about when it rang. */
const LATE_SECONDS = 15;

type Report = z.output<typeof reportRingingSchema>;

async function isDeviceOfStore(tx: Transaction, { tenant_id, device_id }: Report): Promise<boolean> {
  const [device] = await tx
    .select({ id: storeDevices.id })
    .from(storeDevices)
    .where(and(eq(storeDevices.tenant_id, tenant_id), eq(storeDevices.id, device_id)));
  return device !== undefined;
}

/**
 * Returns whether all of them are the store's. Locks them by ascending id before an alarm is written, as whoever silences
 * them does: on the same device at the same time, one waits, and not each for the other.
 */
async function lockOrdersOfStore(
  tx: Transaction,
  tenantId: string,
  ids: readonly string[],
): Promise<boolean> {
  const found = await tx
    .select({ id: orders.id })
    .from(orders)
    .where(and(sql`${orders.id} = any(${sql.param([...ids])}::uuid[])`, eq(orders.tenant_id, tenantId)))
    .orderBy(asc(orders.id))
    .for("key share");
  return found.length === ids.length;
}

/** The first report of an order and a device counts. An alarm rings no longer than until its end. */
async function noteRinging(tx: Transaction, ids: readonly string[], deviceId: string): Promise<void> {
  const now = sql`${new Date().toISOString()}::timestamptz`;
  const end = sql`coalesce(${orders.acknowledged_at}, ${orders.cancelled_at})`;
  await tx.execute(sql`
    insert into ${orderAlarms} (order_id, device_id, device_name, rang_at)
    select ${orders.id}, ${storeDevices.id}, ${storeDevices.name}, least(${now}, ${end})
    from ${orders}
    join ${storeDevices} on ${storeDevices.tenant_id} = ${orders.tenant_id} and ${storeDevices.id} = ${deviceId}::uuid
    where ${orders.id} = any(${sql.param([...ids])}::uuid[])
      and coalesce(${end} > ${now} - make_interval(secs => ${LATE_SECONDS}), ${orders.order_status} = 'Order Received')
      and ${hasRoomFor(deviceId)}
    order by ${orders.id}
    on conflict (order_id, device_id) do update set rang_at = excluded.rang_at
    where ${orderAlarms.rang_at} is null`);
}

/**
 * Records which orders ring on a device of the store, by the server's clock. Repeated, it changes nothing. It concerns no
 * screen but the order's record, so it is no event.
 */
export const reportRingingCommand = defineCommand({
  name: "report_ringing",
  scope: null,
  limit: "presence",
  isRecorded: false,
  input: reportRingingSchema,
  authorise: ({ viewer, input }) => refuseWithout("orders", viewer, input.tenant_id),
  run: ({ input }) =>
    transaction(async (tx) => {
      const ids = [...new Set(input.order_ids)];
      if (!(await isDeviceOfStore(tx, input))) return failure<never>("not_found", errorText("device_gone"));
      if (!(await lockOrdersOfStore(tx, input.tenant_id, ids)))
        return failure<never>("not_found", errorText("order_not_found"));
      await noteRinging(tx, ids, input.device_id);
      return success<null>(null);
    }),
});
