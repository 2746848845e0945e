import "server-only";
import { sql } from "drizzle-orm";
import { orderAlarms, orders } from "@/lib/db/schema/orders";
import { storeDevices } from "@/lib/db/schema/stores";
import type { Transaction } from "@/lib/db/transaction";
import { ALARM_DEVICES_AT_MOST } from "@/lib/orders/model/alarm";

/** True for an order whose record has room for a device, or names it already. */
export const hasRoomFor = (deviceId: string) => sql`(
  exists (
    select from ${orderAlarms} known where known.order_id = ${orders.id} and known.device_id = ${deviceId}::uuid
  ) or (
    select count(*) from ${orderAlarms} known where known.order_id = ${orders.id}
  ) < ${ALARM_DEVICES_AT_MOST}
)`;

interface Silenced {
  readonly orderIds: readonly string[];
  readonly deviceId: string;
  /** ISO 8601. The same as in their history, by which a record joins the two. */
  readonly at: string;
}

/** Notes on which device orders are silenced, in the transaction that does it. Nothing for a device that the store does not know. */
export async function noteSilenced(tx: Transaction, { orderIds, deviceId, at }: Silenced): Promise<void> {
  await tx.execute(sql`
    insert into ${orderAlarms} (order_id, device_id, device_name, silenced_at)
    select ${orders.id}, ${storeDevices.id}, ${storeDevices.name}, ${at}::timestamptz
    from ${orders}
    join ${storeDevices} on ${storeDevices.tenant_id} = ${orders.tenant_id} and ${storeDevices.id} = ${deviceId}::uuid
    where ${orders.id} = any(${sql.param([...orderIds])}::uuid[]) and ${hasRoomFor(deviceId)}
    on conflict (order_id, device_id) do update set silenced_at = excluded.silenced_at`);
}
