import "server-only";
import { and, desc, eq } from "drizzle-orm";
import * as z from "zod/mini";
import { isStaffOf } from "@/lib/auth/model/staff";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { type Result, success } from "@/lib/commands/result";
import { queryable } from "@/lib/db/client";
import { orderHistory } from "@/lib/db/schema/orders";
import { riders } from "@/lib/db/schema/riders";
import { type FailedDelivery, failedDeliverySchema } from "@/lib/dispatch/model/failed-delivery";
import { FAIL_REASONS } from "@/lib/orders/model/delivery";
import { idSchema } from "@/lib/text/id";
import { noSuchOrder } from "./assign-rider";
import { readPresentDecisions } from "./decisions";
import { readOrderStores } from "./order-rights";
import { mayChoose } from "./rights";

const NOT_FAILED: FailedDelivery = { may_decide: false, may_release: false, reason: null, note: null };
const reasonSchema = z.catch(z.nullable(z.enum(FAIL_REASONS)), null);

/**
 * Tells staff and admins why a delivery failed, and what they can do about it: the order does not say whose rider it was. Changes
 * nothing; what is decided is checked again.
 */
export const readFailedDeliveryCommand = defineCommand({
  name: "read_failed_delivery",
  scope: null,
  limit: "write",
  input: z.object({ order_id: idSchema }),
  authorise: authorisedByRun,
  run: async ({ viewer, input }): Promise<Result<FailedDelivery, never>> => {
    const db = await queryable();
    const [order] = await readOrderStores(db, [input.order_id]);
    if (order === undefined || !isStaffOf(viewer, order.tenant_id)) return noSuchOrder();
    const isOpen = order.order_status === "Out for Delivery" && order.rider_state === "failed";
    if (!isOpen || order.rider_id === null) return success(NOT_FAILED);
    const [rider] = await db
      .select({ tenant_id: riders.tenant_id })
      .from(riders)
      .where(eq(riders.id, order.rider_id));
    const [entry] = await db
      .select({ reason: orderHistory.reason })
      .from(orderHistory)
      .where(and(eq(orderHistory.order_id, order.id), eq(orderHistory.action, "fail_delivery")))
      .orderBy(desc(orderHistory.version))
      .limit(1);
    const decision = (await readPresentDecisions(db, [order.id])).get(order.id);
    return success(
      failedDeliverySchema.parse({
        may_decide: viewer.isAdmin || rider?.tenant_id === order.tenant_id,
        may_release: rider !== undefined && mayChoose(viewer, order, rider.tenant_id),
        reason: reasonSchema.parse(entry?.reason ?? null),
        note: decision?.kind === "fail" ? decision.note : null,
      }),
    );
  },
});
