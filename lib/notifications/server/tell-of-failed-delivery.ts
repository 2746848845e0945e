import "server-only";
import { and, eq } from "drizzle-orm";
import { orders } from "@/lib/db/schema/orders";
import { riders } from "@/lib/db/schema/riders";
import { tenants } from "@/lib/db/schema/stores";
import type { Transaction } from "@/lib/db/transaction";
import type { Notice } from "@/lib/notifications/model/schema";
import { readStaff } from "@/lib/stores/server/queries";
import { addNotification } from "./add";
import { listAdmins } from "./list-admins";

type Source = Parameters<typeof addNotification>[2]["event"];

/** A delivery that failed, and about which nobody has decided. Null: there is none. */
export async function readFailedDelivery(tx: Transaction, orderId: string) {
  const [order] = await tx
    .select({
      id: orders.id,
      code: orders.order_code,
      tenant_id: orders.tenant_id,
      store: tenants.name,
      slug: tenants.slug,
      rider: orders.rider_name,
      fleet: riders.tenant_id,
    })
    .from(orders)
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .leftJoin(riders, eq(riders.id, orders.rider_id))
    .where(
      and(
        eq(orders.id, orderId),
        eq(orders.order_status, "Out for Delivery"),
        eq(orders.rider_state, "failed"),
      ),
    );
  return order ?? null;
}
export type FailedDelivery = NonNullable<Awaited<ReturnType<typeof readFailedDelivery>>>;

/** Notifies whoever decides: the admins, and the staff of the store whose rider it was. */
export async function tellOfFailedDelivery(
  tx: Transaction,
  { id, tenant_id: tenantId, fleet }: FailedDelivery,
  { event, at, notice }: { event: Source; at: string; notice: Notice },
): Promise<number> {
  const admins = await listAdmins(tx);
  const shared = { event, at, notice, topic: `failed:${id}`, tenantId };
  for (const userId of admins) addNotification(tx, userId, { ...shared, kind: "delivery_failed" });
  const staff = fleet === tenantId ? await readStaff(tx, tenantId) : [];
  const others = staff.filter(({ user_id }) => !admins.includes(user_id));
  for (const { user_id } of others) addNotification(tx, user_id, { ...shared, kind: "order_waiting" });
  return admins.length + others.length;
}
