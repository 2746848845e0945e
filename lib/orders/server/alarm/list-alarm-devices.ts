import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { isStaffOf } from "@/lib/auth/model/staff";
import { queryable } from "@/lib/db/client";
import { orderAlarms, orders } from "@/lib/db/schema/orders";
import { toWire } from "@/lib/db/wire";
import { ALARM_DEVICES_AT_MOST, type AlarmDevice, alarmDeviceSchema } from "@/lib/orders/model/alarm";
import type { OrderViewer } from "@/lib/orders/server/access";

/** Returns what became of an order's alarm on each device, those that rang first; null unless the viewer is the store's staff. */
export async function listAlarmDevices(
  viewer: OrderViewer,
  { id, tenant_id }: { id: string; tenant_id: string },
): Promise<AlarmDevice[] | null> {
  if (!isStaffOf(viewer, tenant_id)) return null;
  const db = await queryable();
  const rows = await db
    .select({
      device_id: orderAlarms.device_id,
      device_name: orderAlarms.device_name,
      rang_at: orderAlarms.rang_at,
      silenced_at: orderAlarms.silenced_at,
    })
    .from(orderAlarms)
    // The store that the caller names may not be the order's.
    .innerJoin(orders, and(eq(orders.id, orderAlarms.order_id), eq(orders.tenant_id, tenant_id)))
    .where(eq(orderAlarms.order_id, id))
    .orderBy(asc(orderAlarms.rang_at), asc(orderAlarms.device_id))
    .limit(ALARM_DEVICES_AT_MOST);
  return rows.map((row) => toWire(alarmDeviceSchema, row));
}
