import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { addresses, orderItems, orders } from "@/lib/db/schema/orders";
import { insertRows } from "@/lib/db/write-rows";
import type { Place } from "@/lib/geo/model/place";
import type { PricedLine } from "@/lib/menu/model/pricing";
import type { Quote } from "@/lib/menu/model/schema";
import type { Offer } from "@/lib/menu/server/queries";
import { newOrderCode } from "@/lib/orders/model/code";
import { newOrder } from "@/lib/orders/model/new-order";
import type { BoardOrder, PlaceOrder } from "@/lib/orders/model/schema";
import { searchTextOf } from "@/lib/orders/model/search";
import { prepMinutes } from "@/lib/stores/model/delivery-time";
import { tenantFields } from "./rows";

export interface Customer {
  id: string;
  name: string | null;
  /** Null when the address is new. */
  addressId: string | null;
  /** Where the address is; null: not known. */
  place: Place | null;
}

/** Equals the order that is read back after `insertsOf`. */
export function draftOrder(
  customer: Customer,
  input: PlaceOrder,
  { offer, quote, lines }: { offer: Offer; quote: Quote; lines: readonly PricedLine[] },
  now: Date,
): BoardOrder {
  const { tenant } = offer.menu;
  const at = now.toISOString();
  return newOrder({
    id: newId(),
    order_code: newOrderCode(),
    tenant_id: tenant.id,
    ...tenantFields(tenant),
    default_prep_minutes: prepMinutes(tenant, offer.status),
    user_id: customer.id,
    customer_name: customer.name ?? "",
    address_id: customer.addressId ?? newId(),
    address: input.address,
    order_status: "Order Received",
    version: 1,
    note: input.note,
    payment_method: input.payment_method,
    payment_status: input.payment_method === "cash" ? "due_on_delivery" : "authorized",
    currency: tenant.currency,
    if_sold_out: input.if_sold_out ?? "ask",
    unavailable: [],
    refunded_amount: 0,
    items_total: quote.items_total,
    delivery_fee: quote.delivery_fee,
    service_fee: quote.service_fee,
    discount: quote.discount,
    ...(quote.voucher !== null && {
      voucher_code: quote.voucher.code,
      discount_by: quote.voucher.by,
      discount_kind: quote.voucher.kind,
      discount_bp: quote.voucher.percent_bp,
    }),
    tip: quote.tip,
    tip_to: quote.tip_to,
    vat: quote.vat,
    final_amount: quote.total,
    points: offer.points,
    delivery_by: tenant.delivery_by,
    rider_state: "none",
    leave_at_door: input.leave_at_door ?? false,
    is_test: false,
    total_qty: lines.reduce((sum, line) => sum + line.quantity, 0),
    accept_by: new Date(now.getTime() + offer.acceptMinutes * 60_000).toISOString(),
    created_at: at,
    updated_at: at,
    items: lines.map((line) => ({
      id: newId(),
      menu_item_id: line.item.id,
      name: line.item.name,
      quantity: line.quantity,
      unit_price: line.unitPrice,
      options: line.options.map(({ id, name, price }) => ({ id, name, price })),
      allergens: line.item.allergens,
      note: line.note,
      vat_bp: line.vatBp,
    })),
  });
}

/**
 * `pin` is not part of the order, because everybody who may see an order may see all of it. With `isRedeeming`, the statement
 * must have the step `redeemed`, and nothing is written when that returned no row.
 */
export function insertsOf(
  order: BoardOrder,
  customer: Customer,
  pin: string,
  isRedeeming = false,
): { order: SQL; items: SQL; address?: SQL } {
  const [first, ...rest] = order.items.map((item, position) => ({ ...item, order_id: order.id, position }));
  if (first === undefined) throw new Error(`Order ${order.id} has no items`);
  const only = (insert: SQL, step: string) =>
    isRedeeming ? sql`${insert} where exists (select from ${sql.identifier(step)})` : insert;
  return {
    order: only(
      insertRows(orders, [{ ...order, search_text: searchTextOf(order), delivery_pin: pin }]),
      "redeemed",
    ),
    items: only(insertRows(orderItems, [first, ...rest]), "changed"),
    ...(customer.addressId === null && {
      address: only(
        insertRows(addresses, [
          { ...order.address, ...customer.place, id: order.address_id, user_id: customer.id },
        ]),
        "changed",
      ),
    }),
  };
}
