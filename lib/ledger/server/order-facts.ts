import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { ledgerEntries, ledgerTransactions } from "@/lib/db/schema/ledger";
import { orders } from "@/lib/db/schema/orders";
import { riders } from "@/lib/db/schema/riders";
import { tenants } from "@/lib/db/schema/stores";
import type { Transaction } from "@/lib/db/transaction";
import { toWire } from "@/lib/db/wire";
import { type Entry, entriesOf, reversed } from "@/lib/ledger/model/entries";
import { accountSchema } from "@/lib/ledger/model/schema";
import { discountBySchema, discountKindSchema, tipToSchema } from "@/lib/money/model/schema";
import { shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

const orderSchema = z.object({
  id: idSchema,
  tenant_id: idSchema,
  time_zone: shortTextSchema,
  currency: shortTextSchema,
  is_test: z.boolean(),
  payment_method: shortTextSchema,
  items_total: z.int(),
  delivery_fee: z.int(),
  service_fee: z.int(),
  discount: z.int(),
  discount_by: z.nullable(discountBySchema),
  discount_kind: z.nullable(discountKindSchema),
  tip: z.int(),
  tip_to: z.nullable(tipToSchema),
  final_amount: z.int(),
  rider_id: z.nullable(idSchema),
  is_store_delivery: z.boolean(),
  commission_bp: z.int(),
  fee_vat_bp: z.int(),
});
export type LedgerOrder = z.infer<typeof orderSchema>;

/** Not authorised. By their ids; those that are not there are left out. */
export async function readLedgerOrders(
  tx: Transaction,
  ids: readonly string[],
): Promise<Map<string, LedgerOrder>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({
      id: orders.id,
      tenant_id: orders.tenant_id,
      time_zone: tenants.time_zone,
      currency: orders.currency,
      is_test: orders.is_test,
      payment_method: orders.payment_method,
      items_total: orders.items_total,
      delivery_fee: orders.delivery_fee,
      service_fee: orders.service_fee,
      discount: orders.discount,
      discount_by: orders.discount_by,
      discount_kind: orders.discount_kind,
      tip: orders.tip,
      tip_to: orders.tip_to,
      final_amount: orders.final_amount,
      rider_id: orders.rider_id,
      is_store_delivery: sql`${orders.rider_id} is null or ${riders.tenant_id} is not distinct from ${orders.tenant_id}`,
      commission_bp: tenants.commission_bp,
      fee_vat_bp: tenants.fee_vat_bp,
    })
    .from(orders)
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .leftJoin(riders, eq(riders.id, orders.rider_id))
    .where(inArray(orders.id, [...new Set(ids)]));
  return new Map(rows.map((row) => [row.id, toWire(orderSchema, row)]));
}

/** The entries of a delivery, with those of its cash or of the card of the demo. */
export function entriesOfDelivery(order: LedgerOrder): Entry[] {
  const { tenant_id, rider_id, is_store_delivery, final_amount: amount, payment_method } = order;
  const method = payment_method === "cash" || payment_method === "demo_card" ? payment_method : null;
  return [
    ...entriesOf({ kind: "order_delivered", ...order }),
    ...(method === null
      ? []
      : entriesOf({ kind: "order_paid", method, amount, tenant_id, rider_id, is_store_delivery })),
  ];
}

const versionOf = (source: string) => Number(source.slice(source.lastIndexOf(":") + 1));

/** Returns what undoes the last delivery of an order before a version; empty when none was written. */
export async function entriesOfUndo(tx: Transaction, orderId: string, version: number): Promise<Entry[]> {
  const rows = await tx
    .select({
      source: ledgerTransactions.source,
      account: ledgerEntries.account,
      holder: ledgerEntries.holder,
      amount: ledgerEntries.amount,
    })
    .from(ledgerTransactions)
    .innerJoin(ledgerEntries, eq(ledgerEntries.transaction_id, ledgerTransactions.id))
    .where(and(eq(ledgerTransactions.order_id, orderId), eq(ledgerTransactions.kind, "order_delivered")));
  const earlier = rows.map(({ source }) => versionOf(source)).filter((delivered) => delivered < version);
  const last = Math.max(...earlier);
  return reversed(
    rows
      .filter(({ source }) => versionOf(source) === last)
      .map(({ account, holder, amount }) => ({ account: z.parse(accountSchema, account), holder, amount })),
  );
}

/** Returns what the provider holds of an order's payment, as the ledger has it: captured and not paid back. */
export async function readCleared(tx: Transaction, orderId: string): Promise<number> {
  const [row] = await tx
    .select({ amount: sql<string>`coalesce(-sum(${ledgerEntries.amount}), 0)` })
    .from(ledgerTransactions)
    .innerJoin(ledgerEntries, eq(ledgerEntries.transaction_id, ledgerTransactions.id))
    .where(
      and(
        eq(ledgerTransactions.order_id, orderId),
        inArray(ledgerTransactions.kind, ["payment_captured", "payment_refunded"]),
        eq(ledgerEntries.account, "provider_clearing"),
      ),
    );
  return Number(row?.amount ?? 0);
}
