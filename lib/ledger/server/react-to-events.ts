import "server-only";
import type { Transaction } from "@/lib/db/transaction";
import { type Entry, entriesOf } from "@/lib/ledger/model/entries";
import type { FactKind } from "@/lib/ledger/model/schema";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { orderStatusUpdate } from "@/lib/orders/model/events";
import { paymentStatus } from "@/lib/payments/model/events";
import { defineReaction } from "@/lib/reactions/define-reaction";
import { tenantRefundsChannel } from "@/lib/refunds/model/channel";
import { refundChanged } from "@/lib/refunds/model/events";
import {
  entriesOfDelivery,
  entriesOfUndo,
  type LedgerOrder,
  readCleared,
  readLedgerOrders,
} from "./order-facts";
import { post } from "./write";

async function write(
  tx: Transaction,
  { id, tenant_id, time_zone, currency }: LedgerOrder,
  fact: { source: string; kind: FactKind; at: string; entries: readonly Entry[] },
): Promise<void> {
  await post(tx, { ...fact, at: new Date(fact.at), tenant_id, time_zone, currency, order_id: id });
}

/** Writes what a delivered order's money is, and what its provider took or paid back. */
export const keepLedgerOfOrders = defineReaction({
  name: "ledger_orders",
  channels: tenantOrdersChannel.name("%"),
  onGap: "skip",
  isReplayable: true,
  events: [orderStatusUpdate, paymentStatus],
  load: (tx, events) => {
    const concerned = events.filter(({ type, data }) =>
      type === "payment_status"
        ? data.captured > 0
        : data.order_status === "Delivered" || data.previous_status === "Delivered",
    );
    return readLedgerOrders(
      tx,
      concerned.map(({ data }) => data.order_id),
    );
  },
  on: {
    order_status_update: async (tx, { data }, found) => {
      const order = found.get(data.order_id);
      if (order === undefined || order.is_test || data.order_status === data.previous_status) return;
      const { order_id, version, timestamp: at } = data;
      if (data.order_status === "Delivered")
        await write(tx, order, {
          source: `order:${order_id}:delivered:${version}`,
          kind: "order_delivered",
          at,
          entries: entriesOfDelivery(order),
        });
      else if (data.previous_status === "Delivered")
        await write(tx, order, {
          source: `order:${order_id}:undone:${version}`,
          kind: "order_undone",
          at,
          entries: await entriesOfUndo(tx, order_id, version),
        });
    },
    payment_status: async (tx, { data }, found) => {
      const order = found.get(data.order_id);
      if (order === undefined || order.is_test || data.captured === 0) return;
      const { order_id, captured, refunded, timestamp: at } = data;
      await write(tx, order, {
        source: `payment:${order_id}:captured`,
        kind: "payment_captured",
        at,
        entries: entriesOf({ kind: "payment_captured", amount: captured }),
      });
      // Told again, an event from before the last refund finds less held than it says.
      const amount = (await readCleared(tx, order_id)) - (captured - refunded);
      if (amount > 0)
        await write(tx, order, {
          source: `payment:${order_id}:refunded:${refunded}`,
          kind: "payment_refunded",
          at,
          entries: entriesOf({ kind: "payment_refunded", amount }),
        });
    },
  },
});

/** Writes who pays for a refund that was granted, and who pays after a contest that was upheld. */
export const keepLedgerOfRefunds = defineReaction({
  name: "ledger_refunds",
  channels: tenantRefundsChannel.name("%"),
  onGap: "skip",
  isReplayable: true,
  events: [refundChanged],
  load: (tx, events) =>
    readLedgerOrders(
      tx,
      events
        .filter(({ data: { change } }) => change === "granted" || change === "contest_upheld")
        .map(({ data }) => data.order_id),
    ),
  on: {
    refund_changed: async (tx, { data }, found) => {
      const order = found.get(data.order_id);
      if (order === undefined || order.is_test) return;
      const { refund_id, amount, tenant_id, timestamp: at } = data;
      if (data.change === "granted")
        await write(tx, order, {
          source: `refund:${refund_id}`,
          kind: "refund_granted",
          at,
          entries: entriesOf({
            kind: "refund_granted",
            amount,
            tenant_id,
            borne_by: data.borne_by ?? "platform",
            is_paid_back: order.payment_method === "demo_card",
          }),
        });
      if (data.change === "contest_upheld")
        await write(tx, order, {
          source: `refund:${refund_id}:contest`,
          kind: "contest_upheld",
          at,
          entries: entriesOf({ kind: "contest_upheld", amount, tenant_id }),
        });
    },
  },
});
