import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { orders } from "@/lib/db/schema/orders";
import { tenants } from "@/lib/db/schema/stores";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { decide } from "@/lib/orders/model/decide";
import type { ChangedOrder, OrderSummary } from "@/lib/orders/model/schema";
import { publishDrafts } from "@/lib/realtime/publish/publish";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";
import { type OrderViewer, rolesFor } from "./access";
import { noteSilenced } from "./alarm/note-silenced";
import { eventsOfChange } from "./announce";
import { historyOfChanged } from "./history";
import { refusalText } from "./refusal-text";
import { summaryColumns, toSummary } from "./rows";

/** More than a board ever shows at once. */
const ORDERS_AT_MOST = 500;

const isOneOf = (ids: readonly string[]) => sql`${orders.id} = any(${sql.param([...ids])}::uuid[])`;

/** Locks by ascending id, so that concurrent commands cannot deadlock. */
async function lockOrders(tx: Transaction, ids: readonly string[]): Promise<OrderSummary[]> {
  const rows = await tx
    .select(summaryColumns)
    .from(orders)
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .where(isOneOf(ids))
    .orderBy(asc(orders.id))
    .for("update", { of: orders });
  return rows.map(toSummary);
}

type Acknowledged = Result<ChangedOrder[]>;

/** Leaves orders that no longer wait as they are. Fails as a whole with `not_found` or `forbidden`. */
export function acknowledgeOrders(
  viewer: OrderViewer & { name: string },
  orderIds: readonly string[],
  /** The device that silences them, for their records. One that never was on shift at the store leaves no trace. */
  deviceId?: string,
): Promise<Acknowledged> {
  const ids = [...new Set(orderIds)];
  return transaction<Acknowledged>(async (tx) => {
    const found = await lockOrders(tx, ids);
    const isTheirs = (order: OrderSummary) => rolesFor(viewer, order).length > 0;
    if (found.length < ids.length || !found.every(isTheirs))
      return failure("not_found", errorText("order_not_found"));
    const now = new Date();
    const decided = found.map((order) => {
      const actor = { roles: rolesFor(viewer, order), name: viewer.name };
      return { order, decision: decide(order, { name: "acknowledge" }, actor, now) };
    });
    if (decided.some(({ decision }) => !decision.ok && decision.code === "forbidden"))
      return failure("forbidden", refusalText("not_yours_to_do"));
    const changed = decided.flatMap(({ order, decision }) =>
      decision.ok ? [{ before: order, order: { ...order, ...decision.changes }, entry: decision.entry }] : [],
    );
    const [first] = changed;
    if (first === undefined) return success([]);
    const update = tx
      .update(orders)
      .set({ acknowledged_at: now, updated_at: now, version: sql`${orders.version} + 1` })
      .where(isOneOf(changed.map(({ order }) => order.id)))
      .returning({ id: orders.id, version: orders.version });
    // The entries differ only in order and version, which come from the changed rows.
    await tx.execute(
      sql`with changed as (${update.getSQL()}) ${historyOfChanged(viewer.userId, first.entry)}`,
    );
    if (deviceId !== undefined)
      await noteSilenced(tx, {
        orderIds: changed.map(({ order }) => order.id),
        deviceId,
        at: first.entry.at,
      });
    publishDrafts(
      tx,
      changed.flatMap(({ before, order, entry }) => eventsOfChange(order, before.order_status, entry)),
    );
    return success(changed.map(({ order, entry }) => ({ order, entries: [entry] })));
  });
}

export const acknowledgeOrdersCommand = defineCommand({
  name: "acknowledge_orders",
  scope: "orders:write",
  limit: "write",
  input: z.object({
    order_ids: z.array(idSchema).check(z.minLength(1), z.maxLength(ORDERS_AT_MOST)),
    /** The device of the store on which they are silenced. */
    device_id: z.optional(idSchema),
  }),
  authorise: authorisedByRun,
  run: ({ viewer, input }) => acknowledgeOrders(viewer, input.order_ids, input.device_id),
});
