import "server-only";
import { inArray } from "drizzle-orm";
import { userChannel } from "@/lib/auth/model/channels";
import { payments } from "@/lib/db/schema/payments";
import type { Transaction } from "@/lib/db/transaction";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { type OrderStatusUpdate, orderStatusUpdate } from "@/lib/orders/model/events";
import { UNDO_SECONDS } from "@/lib/orders/model/terms";
import { paymentStatus } from "@/lib/payments/model/events";
import { defineReaction } from "@/lib/reactions/define-reaction";
import { tenantRefundsChannel } from "@/lib/refunds/model/channel";
import { refundChanged } from "@/lib/refunds/model/events";
import { settleLater } from "./settle";

interface Concerned {
  readonly id: string;
  readonly order_id: string;
  readonly tenant_id: string;
  readonly expires_at: Date;
}

async function readPayments(tx: Transaction, orderIds: readonly string[]): Promise<Map<string, Concerned>> {
  if (orderIds.length === 0) return new Map();
  const rows = await tx
    .select({
      id: payments.id,
      order_id: payments.order_id,
      tenant_id: payments.tenant_id,
      expires_at: payments.expires_at,
    })
    .from(payments)
    .where(inArray(payments.order_id, [...new Set(orderIds)]));
  return new Map(rows.map((row) => [row.order_id, row]));
}

const afterUndo = (acceptedAt: string) => new Date(Date.parse(acceptedAt) + UNDO_SECONDS.accepted * 1_000);

/** Null: the money stays as it is. */
function dueAt({ entry, order_status, changes }: OrderStatusUpdate): Date | "now" | null {
  if (order_status === "Cancelled") return "now";
  if (entry.action === "accept" && changes.accepted_at !== null) return afterUndo(changes.accepted_at);
  // Dishes that were sold out are paid back.
  if ((changes.refunded_amount ?? 0) > 0) return "now";
  return order_status === "Delivered" ? "now" : null;
}

/** Takes the money of accepted orders, lets go of it for cancelled ones, and pays back what was sold out. */
export const settleOrders = defineReaction({
  name: "settle_payments",
  channels: tenantOrdersChannel.name("%"),
  // The reconciliation finds what was missed.
  onGap: "skip",
  isReplayable: true,
  events: [orderStatusUpdate],
  load: (tx, events) =>
    readPayments(
      tx,
      events.filter(({ data }) => dueAt(data) !== null).map(({ data }) => data.order_id),
    ),
  on: {
    order_status_update: async (tx, { data }, concerned) => {
      const due = dueAt(data);
      const payment = concerned.get(data.order_id);
      if (due === null || payment === undefined) return;
      await settleLater(tx, payment, due === "now" ? undefined : due);
    },
  },
});

/** Pays granted refunds back to the card. */
export const settleRefunds = defineReaction({
  name: "settle_refunds",
  channels: tenantRefundsChannel.name("%"),
  // The reconciliation finds what was missed.
  onGap: "skip",
  isReplayable: true,
  events: [refundChanged],
  load: (tx, events) =>
    readPayments(
      tx,
      events.filter(({ data }) => data.status === "processing").map(({ data }) => data.order_id),
    ),
  on: {
    refund_changed: async (tx, { data }, concerned) => {
      const payment = concerned.get(data.order_id);
      if (data.change !== "granted" || payment === undefined) return;
      await settleLater(tx, payment);
    },
  },
});

/** Has a new payment created at its provider, and given up when it is not paid in time. */
export const startPayments = defineReaction({
  name: "start_payments",
  channels: userChannel.name("%"),
  onGap: "skip",
  isReplayable: true,
  events: [paymentStatus],
  load: (tx, events) =>
    readPayments(
      tx,
      events.filter(({ data }) => data.version === 1).map(({ data }) => data.order_id),
    ),
  on: {
    payment_status: async (tx, { data }, concerned) => {
      const payment = concerned.get(data.order_id);
      if (data.version !== 1 || payment === undefined) return;
      await settleLater(tx, payment);
      await settleLater(tx, payment, payment.expires_at);
    },
  },
});
