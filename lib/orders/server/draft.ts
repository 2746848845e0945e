import "server-only";
import { v7 as newId } from "uuid";
import type { addresses, orderItems, orders } from "@/lib/db/schema/orders";
import type { PricedLine } from "@/lib/menu/model/pricing";
import type { Quote, Tenant } from "@/lib/menu/model/schema";
import type { Offer } from "@/lib/menu/server/queries";
import { newOrderCode } from "@/lib/orders/model/code";
import type { Address, BoardOrder, PlaceOrder } from "@/lib/orders/model/schema";
import { toBoardOrder, toSummary } from "./rows";

/** An order before it is written: its rows, and what everybody will see of it. No I/O. */

export interface Customer {
  id: string;
  name: string | null;
  /** Of the address the order goes to, when it was written down before. */
  addressId: string | null;
}

interface Draft {
  row: typeof orders.$inferSelect;
  items: (typeof orderItems.$inferSelect)[];
  newAddress: typeof addresses.$inferInsert | null;
}

export function draftOrder(
  customer: Customer,
  input: PlaceOrder,
  { offer, quote, lines }: { offer: Offer; quote: Quote; lines: readonly PricedLine[] },
  now: Date,
): Draft {
  const { tenant } = offer.menu;
  const { line1, city, postal_code: postalCode, note } = input.address;
  const orderId = newId();
  const addressId = customer.addressId ?? newId();
  return {
    row: {
      id: orderId,
      order_code: newOrderCode(),
      tenant_id: tenant.id,
      user_id: customer.id,
      address_id: addressId,
      order_status: "Order Received",
      version: 1,
      note: input.note,
      payment_method: input.payment_method,
      payment_status: input.payment_method === "cash" ? "due_on_delivery" : "authorized",
      currency: tenant.currency,
      items_total: quote.items_total,
      delivery_fee: quote.delivery_fee,
      final_amount: quote.total,
      total_qty: lines.reduce((sum, line) => sum + line.quantity, 0),
      accept_by: new Date(now.getTime() + offer.acceptMinutes * 60_000),
      acknowledged_at: null,
      accepted_at: null,
      prep_minutes: null,
      promised_at: null,
      ready_at: null,
      dispatched_at: null,
      delivered_at: null,
      cancelled_at: null,
      cancelled_by: null,
      cancel_reason: null,
      cancel_note: null,
      created_at: now,
      updated_at: now,
    },
    items: lines.map((line, position) => ({
      id: newId(),
      order_id: orderId,
      menu_item_id: line.item.id,
      name: line.item.name,
      quantity: line.quantity,
      unit_price: line.unitPrice,
      options: line.options.map(({ id, name, price }) => ({ id, name, price })),
      allergens: line.item.allergens,
      note: line.note,
      position,
    })),
    newAddress:
      customer.addressId === null
        ? { id: addressId, user_id: customer.id, line1, city, postal_code: postalCode, note }
        : null,
  };
}

/** The order as it will be read: the same as reading it back. */
export function boardOrderOf(
  { row, items }: Draft,
  customer: Customer,
  address: Address,
  tenant: Tenant,
): BoardOrder {
  const summary = toSummary({
    ...row,
    tenant_slug: tenant.slug,
    tenant_name: tenant.name,
    time_zone: tenant.time_zone,
    delivery_minutes: tenant.delivery_minutes,
    default_prep_minutes: tenant.default_prep_minutes,
  });
  return toBoardOrder(summary, { customerName: customer.name, address }, items);
}
