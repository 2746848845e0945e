import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { printers, printJobs } from "@/lib/db/schema/printing";
import type { Transaction } from "@/lib/db/transaction";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { type OrderStatusUpdate, orderStatusUpdate } from "@/lib/orders/model/events";
import { defineReaction } from "@/lib/reactions/define-reaction";
import { announceJobs } from "./announce";
import { toPrintJob } from "./rows";

const isAccepted = ({ entry }: OrderStatusUpdate) => entry.action === "accept";
/** The customer, their wish or the end of their time decided what becomes of a sold-out dish. */
const isOtherDishes = ({ changes, entry }: OrderStatusUpdate) =>
  changes.unavailable?.some(({ decided_at }) => decided_at === entry.at) ?? false;
/** A paper that was printed meanwhile says that the dish is not to be made yet. */
const isFoundAfterAll = ({ entry }: OrderStatusUpdate) => entry.action === "mark_available";
const needsPaper = (update: OrderStatusUpdate) =>
  isAccepted(update) || isOtherDishes(update) || isFoundAfterAll(update);
/** There is nothing to cook any more, or not yet. */
const isOff = ({ order_status }: OrderStatusUpdate) => order_status !== "Preparing";

async function readAutomatic(tx: Transaction, tenantIds: readonly string[]) {
  const rows = await tx
    .select({ id: printers.id, tenant_id: printers.tenant_id })
    .from(printers)
    .where(and(inArray(printers.tenant_id, [...new Set(tenantIds)]), eq(printers.prints_orders, true)))
    .orderBy(asc(printers.id));
  return Map.groupBy(rows, ({ tenant_id }) => tenant_id);
}

/** The paper that has come out, or is coming out now, stays: see also `withdrawOld`. */
async function withdraw(tx: Transaction, orderId: string): Promise<void> {
  const rows = await tx
    .delete(printJobs)
    .where(
      and(eq(printJobs.order_id, orderId), eq(printJobs.state, "waiting"), eq(printJobs.cause, "accepted")),
    )
    .returning();
  announceJobs(tx, "withdrawn", rows.map(toPrintJob), new Date());
}

/**
 * Gives the ticket of each accepted order to the printers of its store that print automatically: to each of them once for
 * each acceptance, as an order that is accepted again has another time, and again when sold-out dishes of it were decided or
 * are there after all.
 */
export const printAccepted = defineReaction({
  name: "print_accepted",
  channels: tenantOrdersChannel.name("%"),
  // Orders older than the log are being eaten.
  onGap: "skip",
  events: [orderStatusUpdate],
  load: async (tx, events) => {
    const printed = events.filter(({ data }) => needsPaper(data));
    return printed.length === 0
      ? new Map<string, { id: string }[]>()
      : readAutomatic(
          tx,
          printed.map(({ data }) => data.tenant_id),
        );
  },
  on: {
    order_status_update: async (tx, { data }, automatic) => {
      if (isOff(data)) return withdraw(tx, data.order_id);
      const own = needsPaper(data) ? (automatic.get(data.tenant_id) ?? []) : [];
      if (own.length === 0) return;
      const { tenant_id, order_id, timestamp, version } = data;
      // From the event: after an outage the paper would be too old.
      const created_at = new Date(timestamp);
      const rows = await tx
        .insert(printJobs)
        .values(
          own.map((printer) => ({
            id: newId(),
            tenant_id,
            order_id,
            printer_id: printer.id,
            cause: "accepted",
            accepted_version: version,
            state: "waiting",
            created_at,
          })),
        )
        .onConflictDoNothing()
        .returning();
      announceJobs(tx, "waiting", rows.map(toPrintJob), new Date());
    },
  },
});
