import "server-only";
import { v7 as newId } from "uuid";
import type { addresses, orderItems, orders } from "@/lib/db/schema";
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
      code: newOrderCode(),
      tenantId: tenant.id,
      userId: customer.id,
      addressId,
      status: "Order Received",
      version: 1,
      note: input.note,
      paymentMethod: input.payment_method,
      paymentStatus: input.payment_method === "cash" ? "due_on_delivery" : "authorized",
      currency: tenant.currency,
      itemsTotal: quote.items_total,
      deliveryFee: quote.delivery_fee,
      finalAmount: quote.total,
      totalQty: lines.reduce((sum, line) => sum + line.quantity, 0),
      acceptBy: new Date(now.getTime() + offer.acceptMinutes * 60_000),
      acknowledgedAt: null,
      acceptedAt: null,
      prepMinutes: null,
      promisedAt: null,
      readyAt: null,
      dispatchedAt: null,
      deliveredAt: null,
      cancelledAt: null,
      cancelledBy: null,
      cancelReason: null,
      cancelNote: null,
      createdAt: now,
      updatedAt: now,
    },
    items: lines.map((line, position) => ({
      id: newId(),
      orderId,
      menuItemId: line.item.id,
      name: line.item.name,
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      options: line.options.map(({ id, name, price }) => ({ id, name, price })),
      allergens: line.item.allergens,
      note: line.note,
      position,
    })),
    newAddress:
      customer.addressId === null
        ? { id: addressId, userId: customer.id, line1, city, postalCode, note }
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
    tenantSlug: tenant.slug,
    tenantName: tenant.name,
    timeZone: tenant.time_zone,
    deliveryMinutes: tenant.delivery_minutes,
    defaultPrepMinutes: tenant.default_prep_minutes,
  });
  return toBoardOrder(summary, { customerName: customer.name, address }, items);
}
