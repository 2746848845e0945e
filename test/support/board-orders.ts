import { changesOf } from "@/lib/orders/model/changing-fields";
import type { OrderStatusUpdate } from "@/lib/orders/model/events";
import { newOrder } from "@/lib/orders/model/new-order";
import type { BoardOrder, OrderItem } from "@/lib/orders/model/schema";

const uuid = (n: number) => `019a0000-0000-7000-8000-${String(n).padStart(12, "0")}`;

/** Returns a time in UTC; the store's clock shows one hour more. */
export const at = (hour: number, minute = 0) => new Date(Date.UTC(2026, 10, 21, hour, minute)).toISOString();

export function item(name: string, more: Partial<OrderItem> = {}): OrderItem {
  return {
    id: uuid(500),
    menu_item_id: uuid(600),
    name,
    quantity: 1,
    unit_price: 1290,
    options: [],
    allergens: [],
    note: "",
    vat_bp: null,
    ...more,
  };
}

/** Returns an order placed at 18:00 UTC with 20 minutes to prepare and 15 to deliver. */
export function boardOrder(n: number, more: Partial<BoardOrder> = {}): BoardOrder {
  return newOrder({
    id: uuid(n),
    order_code: `ORD-${n}`,
    tenant_id: uuid(900),
    tenant_slug: "sushi-bar",
    tenant_name: "Sushi Bar",
    time_zone: "Europe/Berlin",
    user_id: uuid(901),
    address_id: uuid(902),
    total_qty: 1,
    if_sold_out: "ask",
    unavailable: [],
    refunded_amount: 0,
    delivery_by: "store",
    rider_state: "none",
    leave_at_door: false,
    items_total: 1290,
    delivery_fee: 250,
    service_fee: 0,
    discount: 0,
    tip: 0,
    vat: [],
    final_amount: 1540,
    currency: "EUR",
    payment_method: "cash",
    note: "",
    delivery_minutes: 15,
    default_prep_minutes: 20,
    created_at: at(18),
    order_status: "Order Received",
    version: 1,
    payment_status: "due_on_delivery",
    accept_by: at(18, 8),
    updated_at: at(18),
    customer_name: "Lena Moreau",
    address: { line1: "Harbour St 1", city: "Hamburg", postal_code: "20457", note: "" },
    items: [item("Salmon nigiri set")],
    ...more,
  });
}

/** Returns an order accepted at 18:00 with 20 minutes: ready at 18:20, delivered at 18:35. */
export function acceptedOrder(n: number, more: Partial<BoardOrder> = {}): BoardOrder {
  return boardOrder(n, {
    order_status: "Preparing",
    version: 2,
    acknowledged_at: at(18),
    accepted_at: at(18),
    prep_minutes: 20,
    promised_at: at(18, 35),
    ...more,
  });
}

export function updateTo(order: BoardOrder): OrderStatusUpdate {
  return {
    order_id: order.id,
    order_code: order.order_code,
    tenant_id: order.tenant_id,
    timestamp: order.updated_at,
    step: 2,
    total_steps: 5,
    order_status: order.order_status,
    previous_status: "Order Received",
    version: order.version,
    estimated_delivery: null,
    changes: changesOf(order),
    entry: {
      version: order.version,
      at: order.updated_at,
      action: "accept",
      from_status: "Order Received",
      to_status: order.order_status,
      actor_kind: "partner",
      actor_name: "Ana Ito",
      reason: null,
      note: null,
      minutes: 20,
    },
  };
}
