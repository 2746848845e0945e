import { sql } from "drizzle-orm";
import {
  bigserial,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns";
import { users } from "./people";
import { tenants } from "./stores";

/** Money is in minor units of the store's currency. */

export const addresses = pgTable(
  "addresses",
  {
    id: uuid("id").primaryKey(),
    user_id: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    line1: text("line1").notNull(),
    city: text("city").notNull(),
    postal_code: text("postal_code").notNull(),
    note: text("note").notNull().default(""),
    /** Null: nobody has said where it is. */
    lat: doublePrecision("lat"),
    lng: doublePrecision("lng"),
    created_at: createdAt(),
  },
  (table) => [
    // Led by the person, so it also finds all of theirs.
    // One text may be at two places: a pin that was put elsewhere. No place is none of the earth's.
    uniqueIndex("addresses_once").on(
      table.user_id,
      table.line1,
      table.city,
      table.postal_code,
      table.note,
      sql`coalesce(lat, 999)`,
      sql`coalesce(lng, 999)`,
    ),
  ],
);

export const orders = pgTable(
  "orders",
  {
    id: uuid("id").primaryKey(),
    /** `ORD-` and six unambiguous characters. */
    order_code: text("code").notNull().unique(),
    tenant_id: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id),
    user_id: uuid("user_id")
      .notNull()
      .references(() => users.id),
    address_id: uuid("address_id")
      .notNull()
      .references(() => addresses.id),
    order_status: text("status").notNull(),
    /** 1 when placed, one more with every change. Updates compare and set it. */
    version: integer("version").notNull(),
    note: text("note").notNull().default(""),
    /** Placed by staff to hear the alarm: it is in no figures, and no customer waits for it. */
    is_test: boolean("is_test").notNull().default(false),
    payment_method: text("payment_method").notNull(),
    payment_status: text("payment_status").notNull(),
    currency: text("currency").notNull(),
    items_total: integer("items_total").notNull(),
    delivery_fee: integer("delivery_fee").notNull(),
    service_fee: integer("service_fee").notNull().default(0),
    /** Taken off by a voucher. */
    discount: integer("discount").notNull().default(0),
    voucher_code: text("voucher_code"),
    /** Who bears the discount: `platform` or `store`. */
    discount_by: text("discount_by"),
    /** lib/money/model/schema.ts: `amount`, `percent` or `free_delivery`. */
    discount_kind: text("discount_kind"),
    /** The share of the dishes that a `percent` voucher takes off, in basis points. */
    discount_bp: integer("discount_bp"),
    tip: integer("tip").notNull().default(0),
    /** Who gets the tip: `rider` or `kitchen`. */
    tip_to: text("tip_to"),
    /** lib/money/model/schema.ts. Empty: not known; only orders older than the column. */
    vat: jsonb("vat").$type<object[]>().notNull().default([]),
    /** items_total + delivery_fee + service_fee - discount + tip. */
    final_amount: integer("final_amount").notNull(),
    total_qty: integer("total_qty").notNull(),
    /** The points that it takes of the kitchen's capacity, by the menu at placing. Null: one for each dish; only orders older than the column. */
    points: integer("points"),
    /** Taken off for dishes that were sold out. The sums above are without it. */
    refunded_amount: integer("refunded_amount").notNull().default(0),
    if_sold_out: text("if_sold_out").notNull().default("ask"),
    unavailable: jsonb("unavailable").$type<object[]>().notNull().default([]),
    /** The earliest time at which a question to the customer ends. Null: nothing is asked. */
    answer_by: instant("answer_by"),
    /** lib/orders/model/search.ts. Null until the upkeep has filled it: only for orders older than the column. */
    search_text: text("search_text"),
    /** What the customer was told when ordering, with the minutes for a busy store. Null: the store's usual ones. */
    default_prep_minutes: integer("default_prep_minutes"),
    /** From the store to the door, with the minutes of the zone. Null: the store's usual ones; only orders older than the column. */
    delivery_minutes: integer("delivery_minutes"),
    accept_by: instant("accept_by").notNull(),
    acknowledged_at: instant("acknowledged_at"),
    accepted_at: instant("accepted_at"),
    prep_minutes: integer("prep_minutes"),
    promised_at: instant("promised_at"),
    ready_at: instant("ready_at"),
    dispatched_at: instant("dispatched_at"),
    delivered_at: instant("delivered_at"),
    cancelled_at: instant("cancelled_at"),
    cancelled_by: text("cancelled_by"),
    cancel_reason: text("cancel_reason"),
    cancel_note: text("cancel_note"),
    /** Who brings it: the store's setting when it was placed. `either` becomes `store` when the store hands it over itself. */
    delivery_by: text("delivery_by").notNull().default("store"),
    /** The rider who has accepted it, with the name and vehicle that the customer is shown. */
    rider_id: uuid("rider_id").references(() => users.id),
    rider_name: text("rider_name"),
    rider_vehicle: text("rider_vehicle"),
    rider_state: text("rider_state").notNull().default("none"),
    trip_id: uuid("trip_id"),
    /** When it arrives: the 20th and the 85th percentile. Null: the promise and the store's usual span. */
    eta_from: instant("eta_from"),
    eta_to: instant("eta_to"),
    /** The customer asked to leave it at the door: a photo takes the place of the PIN. */
    leave_at_door: boolean("leave_at_door").notNull().default(false),
    /** Four digits that the customer tells the rider. For the customer alone. Null: older than the column. */
    delivery_pin: text("delivery_pin"),
    /** Wrong PINs that were tried. */
    pin_failures: integer("pin_failures").notNull().default(0),
    /** The rider whom a dispatcher chose. */
    pinned_rider_id: uuid("pinned_rider_id").references(() => users.id),
    /** How often a plan gave it to another rider after one had accepted it. */
    rider_moves: integer("rider_moves").notNull().default(0),
    created_at: createdAt(),
    updated_at: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    index("orders_user").on(table.user_id, table.created_at.desc(), table.id.desc()),
    index("orders_tenant").on(table.tenant_id, table.created_at.desc(), table.id.desc()),
    index("orders_tenant_active")
      .on(table.tenant_id)
      .where(sql`status in ('Order Received', 'Preparing', 'Out for Delivery')`),
    // Not on updated_at, although it is the same instant: indexed, it would rule out heap-only tuple updates.
    index("orders_tenant_finished")
      .on(table.tenant_id, sql`(coalesce(delivered_at, cancelled_at)) desc`)
      .where(sql`status in ('Delivered', 'Cancelled')`),
    // For the foreign key, whenever an address is removed.
    index("orders_address").on(table.address_id),
    index("orders_out").on(table.dispatched_at).where(sql`status = 'Out for Delivery'`),
    index("orders_awaiting").on(table.accept_by).where(sql`status = 'Order Received'`),
    index("orders_asked").on(table.answer_by).where(sql`answer_by is not null`),
    index("orders_rider").on(table.rider_id).where(sql`rider_id is not null`),
    index("orders_pinned_rider").on(table.pinned_rider_id).where(sql`pinned_rider_id is not null`),
    index("orders_for_riders")
      .on(table.accepted_at)
      // With those of `either`: one query of dispatch reads both.
      .where(sql`delivery_by <> 'store' and status in ('Preparing', 'Out for Delivery')`),
    // For the reconciliation of payments.
    index("orders_card").on(table.created_at).where(sql`payment_method = 'card'`),
    index("orders_without_search_text").on(table.id).where(sql`search_text is null`),
  ],
);

export const orderItems = pgTable(
  "order_items",
  {
    id: uuid("id").primaryKey(),
    order_id: uuid("order_id")
      .notNull()
      .references(() => orders.id, { onDelete: "cascade" }),
    menu_item_id: uuid("menu_item_id").notNull(),
    name: text("name").notNull(),
    quantity: integer("quantity").notNull(),
    /** Including options. */
    unit_price: integer("unit_price").notNull(),
    options: jsonb("options").$type<{ id: string; name: string; price: number }[]>().notNull(),
    allergens: text("allergens").array().notNull().default(sql`'{}'::text[]`),
    note: text("note").notNull().default(""),
    /** The rate of its VAT in basis points. Null: not known; only lines older than the column. */
    vat_bp: integer("vat_bp"),
    position: integer("position").notNull(),
  },
  (table) => [index("order_items_order").on(table.order_id)],
);

export const orderHistory = pgTable(
  "order_history",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    order_id: uuid("order_id")
      .notNull()
      .references(() => orders.id, { onDelete: "cascade" }),
    version: integer("version").notNull(),
    at: instant("at").notNull(),
    action: text("action").notNull(),
    from_status: text("from_status"),
    to_status: text("to_status").notNull(),
    actor_kind: text("actor_kind").notNull(),
    actor_id: uuid("actor_id"),
    actor_name: text("actor_name").notNull(),
    reason: text("reason"),
    note: text("note"),
    minutes: integer("minutes"),
  },
  (table) => [
    uniqueIndex("order_history_version").on(table.order_id, table.version),
    // For the erasure of an account.
    index("order_history_actor").on(table.actor_id),
  ],
);

/** On which devices the alarm of an order was heard, and on which it was silenced. For the store's staff only. */
export const orderAlarms = pgTable(
  "order_alarms",
  {
    order_id: uuid("order_id")
      .notNull()
      .references(() => orders.id, { onDelete: "cascade" }),
    /** The id in `store_devices`, whose row may be gone by then. */
    device_id: uuid("device_id").notNull(),
    /** The device's name at that time. */
    device_name: text("device_name").notNull(),
    /** When it first rang there. Null: it was silenced there without being heard. */
    rang_at: instant("rang_at"),
    /** The time of the last entry of `order_history` by which this device silenced it. */
    silenced_at: instant("silenced_at"),
  },
  (table) => [primaryKey({ columns: [table.order_id, table.device_id] })],
);
