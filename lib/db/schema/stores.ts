import { sql } from "drizzle-orm";
import {
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns";
import { users } from "./people";

const wholeDays = [1, 2, 3, 4, 5, 6, 7].map((day) => `{"day":${day},"from":"00:00","to":"00:00"}`).join();
const ALWAYS_OPEN = sql.raw(`'{"weekly":[${wholeDays}],"exceptions":[],"last_order_minutes":0}'::jsonb`);
const OPEN_INTAKE = sql.raw(
  `'{"mode":"open","extra_minutes":0,"until":null,"reason":null,"cause":"person","changed_at":"2026-01-01T00:00:00.000Z","version":1}'::jsonb`,
);

export const tenants = pgTable("tenants", {
  id: uuid("id").primaryKey(),
  slug: text("slug").notNull().unique(),
  name: text("name").notNull(),
  cuisine: text("cuisine").notNull(),
  description: text("description").notNull(),
  address_line: text("address_line").notNull(),
  city: text("city").notNull(),
  phone: text("phone"),
  currency: text("currency").notNull(),
  time_zone: text("time_zone").notNull(),
  delivery_fee: integer("delivery_fee").notNull(),
  minimum_order: integer("minimum_order").notNull().default(0),
  /** The highest total that can be paid in cash; 200.00 in most currencies by default. */
  cash_maximum: integer("cash_maximum"),
  default_prep_minutes: integer("default_prep_minutes").notNull(),
  delivery_minutes: integer("delivery_minutes").notNull(),
  accept_minutes: integer("accept_minutes").notNull().default(8),
  /** No longer read: `hours` decides. Instances of the build before still read it while a deployment is switched. */
  is_open: boolean("is_open").notNull().default(true),
  /** lib/stores/model/hours/schema.ts. By default, each day from midnight to midnight. */
  hours: jsonb("hours").$type<object>().notNull().default(ALWAYS_OPEN),
  /** lib/stores/model/status/schema.ts: open, busy or paused, and until when. */
  intake: jsonb("intake").$type<object>().notNull().default(OPEN_INTAKE),
  /** Orders that the kitchen can have ready in a quarter of an hour; null: any number. */
  slot_orders: integer("slot_orders"),
  /** Points of dishes that it can have ready in a quarter of an hour; null: any number. At most one of the two is set. */
  slot_points: integer("slot_points"),
  /** Promises get later by themselves when the kitchen is behind. */
  auto_busy: boolean("auto_busy").notNull().default(false),
  auto_confirm: boolean("auto_confirm").notNull().default(false),
  /** One more with every change of the menu. Its row is locked by who changes the menu. */
  menu_version: integer("menu_version").notNull().default(1),
  /** A pattern and a pair of colours of lib/stores/model/look.ts. */
  cloth_pattern: text("cloth_pattern").notNull().default("gingham"),
  cloth_colours: text("cloth_colours").notNull().default("tomato"),
  /** Where it is. Null: nobody has said; riders cannot be sent to it then. */
  lat: doublePrecision("lat"),
  lng: doublePrecision("lng"),
  /** Who brings its orders: `store`, `riders`, or `either`: riders while one is on shift, and otherwise the store itself. */
  delivery_by: text("delivery_by").notNull().default("store"),
  /** Whose riders: `own`, `platform` or `both`. */
  rider_fleet: text("rider_fleet").notNull().default("platform"),
  /** `automatic`, `in_turn`, `broadcast` or `manual`. */
  dispatch_mode: text("dispatch_mode").notNull().default("automatic"),
  /** Staff see where the rider of an order is until the pick-up. */
  sees_riders: boolean("sees_riders").notNull().default(false),
  /** lib/stores/model/zones/schema.ts. Empty: it delivers everywhere, at `delivery_fee`. */
  zones: jsonb("zones").$type<object[]>().notNull().default([]),
  zones_version: integer("zones_version").notNull().default(1),
  /** When it opened to customers. Null: it is being set up, is listed nowhere and takes only test orders. */
  opened_at: instant("opened_at").defaultNow(),
  /** Hundredths of a percent of an order's dishes. */
  commission_bp: integer("commission_bp").notNull().default(1_500),
  /** Rates of VAT in basis points, contained in prices: of dishes that are delivered, of dishes that are picked up, of fees. */
  dish_vat_bp: integer("dish_vat_bp").notNull().default(0),
  pickup_vat_bp: integer("pickup_vat_bp").notNull().default(0),
  fee_vat_bp: integer("fee_vat_bp").notNull().default(0),
  /** Charged for each order beside the delivery. */
  service_fee: integer("service_fee").notNull().default(0),
  /** Larger refunds by its staff wait for an owner. In minor units. Null: none do. */
  refund_limit: integer("refund_limit"),
  created_at: createdAt(),
});

/** Devices on which staff have started a shift. They choose their ids themselves. */
export const storeDevices = pgTable(
  "store_devices",
  {
    tenant_id: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    is_sound_on: boolean("is_sound_on").notNull(),
    is_visible: boolean("is_visible").notNull(),
    /** Who used it last. */
    user_id: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** When the shift that is on, or was last on, began. */
    started_at: instant("started_at").notNull(),
    seen_at: instant("seen_at").notNull(),
    /** When staff ended the shift on purpose. Null while it is on, also when the device is lost. */
    ended_at: instant("ended_at"),
    /** The shift that the device itself has ended last: a heartbeat of it that comes later begins none. */
    ended_shift_id: uuid("ended_shift_id"),
  },
  (table) => [
    primaryKey({ columns: [table.tenant_id, table.id] }),
    // For the watch over lost devices. Without `seen_at`: a heartbeat changes no index.
    index("store_devices_on").on(table.tenant_id).where(sql`ended_at is null`),
    // For the foreign key.
    index("store_devices_user").on(table.user_id),
  ],
);

export const memberships = pgTable(
  "memberships",
  {
    user_id: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    tenant_id: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
    /** lib/auth/model/store-roles.ts. By default an owner: memberships from before roles, and those added by hand. */
    role: text("role").notNull().default("owner"),
  },
  (table) => [
    primaryKey({ columns: [table.user_id, table.tenant_id] }),
    index("memberships_tenant").on(table.tenant_id),
  ],
);
