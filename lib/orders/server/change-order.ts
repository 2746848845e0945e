import "server-only";
import { and, asc, eq, gt } from "drizzle-orm";
import * as z from "zod/mini";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { success } from "@/lib/commands/result";
import { queryable } from "@/lib/db/client";
import { orderHistory } from "@/lib/db/schema/orders";
import { toWire } from "@/lib/db/wire";
import { orderActionSchema } from "@/lib/orders/model/actions/schema";
import { positiveSchema } from "@/lib/orders/model/changing-fields";
import { type ChangedOrder, type TimelineEntry, timelineEntrySchema } from "@/lib/orders/model/schema";
import { idSchema } from "@/lib/text/id";
import { changeOrder } from "./commands";

async function readEntriesSince(orderId: string, version: number): Promise<TimelineEntry[]> {
  const db = await queryable();
  const rows = await db
    .select()
    .from(orderHistory)
    .where(and(eq(orderHistory.order_id, orderId), gt(orderHistory.version, version)))
    .orderBy(asc(orderHistory.version));
  return rows.map((row) => toWire(timelineEntrySchema, row));
}

/** Failures carry the current order; a version conflict also the entries since the version that the person saw. */
export const changeOrderCommand = defineCommand({
  name: "change_order",
  scope: "orders:write",
  limit: "write",
  input: z.object({
    order_id: idSchema,
    action: orderActionSchema,
    /** Another version is a conflict. */
    expected_version: z.optional(positiveSchema),
  }),
  authorise: authorisedByRun,
  run: async ({ viewer, input, idempotencyKey }) => {
    const { order_id, action, expected_version } = input;
    const options = { expectedVersion: expected_version, idempotencyKey };
    const changed = await changeOrder(viewer, order_id, action, options);
    if (changed.ok) {
      const { order, entry } = changed.data;
      return success<ChangedOrder>({ order, entries: entry === null ? [] : [entry] });
    }
    const { current: order, ...failed } = changed;
    if (order === undefined) return failed;
    const mustExplain = failed.code === "conflict" && expected_version !== undefined;
    const entries = mustExplain ? await readEntriesSince(order_id, expected_version) : [];
    return { ...failed, current: { order, entries } };
  },
});
