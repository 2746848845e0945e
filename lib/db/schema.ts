import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

/** All tables. Money is in minor units of the tenant's currency; times are instants (timestamptz). */

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
const createdAt = () => instant("created_at").notNull().defaultNow();

/* People and how they prove who they are */

export const users = pgTable("users", {
  id: uuid("id").primaryKey(),
  /** Always lower case. */
  email: text("email").notNull().unique(),
  name: text("name"),
  image: text("image"),
  isAdmin: boolean("is_admin").notNull().default(false),
  emailVerified: instant("email_verified"),
  createdAt: createdAt(),
});

/** Sign-in through an outside provider (Google). */
export const accounts = pgTable(
  "accounts",
  {
    provider: text("provider").notNull(),
    providerAccountId: text("provider_account_id").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    type: text("type").notNull(),
  },
  (table) => [primaryKey({ columns: [table.provider, table.providerAccountId] })],
);

/** Links sent by e-mail; `token` is already a hash when next-auth hands it over. */
export const verificationTokens = pgTable(
  "verification_tokens",
  {
    identifier: text("identifier").notNull(),
    token: text("token").notNull(),
    expires: instant("expires").notNull(),
  },
  (table) => [primaryKey({ columns: [table.identifier, table.token] })],
);

/** One row a signed-in browser. The cookie's JWT carries the id; a revoked row ends it everywhere. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
    revokedAt: instant("revoked_at"),
  },
  (table) => [index("sessions_user").on(table.userId)],
);

/** Personal tokens for programs. Only the hash is kept. */
export const apiTokens = pgTable(
  "api_tokens",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    tokenHash: text("token_hash").notNull().unique(),
    scopes: text("scopes").array().notNull(),
    createdAt: createdAt(),
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
  },
  (table) => [index("api_tokens_user").on(table.userId)],
);

/** Single-use tickets for opening a stream by URL; deleted when used. */
export const streamTickets = pgTable("stream_tickets", {
  ticketHash: text("ticket_hash").primaryKey(),
  userId: uuid("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" }),
  credentialKind: text("credential_kind").$type<"session" | "token">().notNull(),
  credentialId: uuid("credential_id").notNull(),
  expiresAt: instant("expires_at").notNull(),
});

/* Tenants and their menus */

export const tenants = pgTable("tenants", {
  id: uuid("id").primaryKey(),
  slug: text("slug").notNull().unique(),
  name: text("name").notNull(),
  cuisine: text("cuisine").notNull(),
  description: text("description").notNull(),
  addressLine: text("address_line").notNull(),
  city: text("city").notNull(),
  currency: text("currency").notNull(),
  timeZone: text("time_zone").notNull(),
  deliveryFee: integer("delivery_fee").notNull(),
  minimumOrder: integer("minimum_order").notNull().default(0),
  defaultPrepMinutes: integer("default_prep_minutes").notNull(),
  deliveryMinutes: integer("delivery_minutes").notNull(),
  acceptMinutes: integer("accept_minutes").notNull().default(8),
  isOpen: boolean("is_open").notNull().default(true),
  createdAt: createdAt(),
});

export const memberships = pgTable(
  "memberships",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    tenantId: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.tenantId] }),
    index("memberships_tenant").on(table.tenantId),
  ],
);

export const menuCategories = pgTable(
  "menu_categories",
  {
    id: uuid("id").primaryKey(),
    tenantId: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    position: integer("position").notNull(),
  },
  (table) => [index("menu_categories_tenant").on(table.tenantId)],
);

export const menuItems = pgTable(
  "menu_items",
  {
    id: uuid("id").primaryKey(),
    tenantId: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
    categoryId: uuid("category_id")
      .notNull()
      .references(() => menuCategories.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    price: integer("price").notNull(),
    available: boolean("available").notNull().default(true),
    allergens: text("allergens").array().notNull().default(sql`'{}'::text[]`),
    position: integer("position").notNull(),
  },
  (table) => [index("menu_items_tenant").on(table.tenantId)],
);

/** A choice on a dish: from `minimum` to `maximum` of its options may be taken. */
export const menuOptionGroups = pgTable(
  "menu_option_groups",
  {
    id: uuid("id").primaryKey(),
    itemId: uuid("item_id")
      .notNull()
      .references(() => menuItems.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    minimum: integer("minimum").notNull().default(0),
    maximum: integer("maximum").notNull().default(1),
    position: integer("position").notNull(),
  },
  (table) => [index("menu_option_groups_item").on(table.itemId)],
);

export const menuOptions = pgTable(
  "menu_options",
  {
    id: uuid("id").primaryKey(),
    groupId: uuid("group_id")
      .notNull()
      .references(() => menuOptionGroups.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** Added to the dish's price; may be negative. */
    price: integer("price").notNull().default(0),
    available: boolean("available").notNull().default(true),
    position: integer("position").notNull(),
  },
  (table) => [index("menu_options_group").on(table.groupId)],
);

/* Orders */

export const addresses = pgTable(
  "addresses",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    line1: text("line1").notNull(),
    city: text("city").notNull(),
    postalCode: text("postal_code").notNull(),
    note: text("note").notNull().default(""),
    createdAt: createdAt(),
  },
  (table) => [index("addresses_user").on(table.userId)],
);

export const orders = pgTable(
  "orders",
  {
    id: uuid("id").primaryKey(),
    /** `ORD-` and six unambiguous characters. */
    code: text("code").notNull().unique(),
    tenantId: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    addressId: uuid("address_id")
      .notNull()
      .references(() => addresses.id),
    status: text("status").notNull(),
    /** 1 when placed, one more with every change; compare-and-set on it. */
    version: integer("version").notNull(),
    note: text("note").notNull().default(""),
    paymentMethod: text("payment_method").notNull(),
    paymentStatus: text("payment_status").notNull(),
    currency: text("currency").notNull(),
    itemsTotal: integer("items_total").notNull(),
    deliveryFee: integer("delivery_fee").notNull(),
    finalAmount: integer("final_amount").notNull(),
    totalQty: integer("total_qty").notNull(),
    acceptBy: instant("accept_by").notNull(),
    acknowledgedAt: instant("acknowledged_at"),
    acceptedAt: instant("accepted_at"),
    prepMinutes: integer("prep_minutes"),
    /** When the customer was promised to have it; moves with a delay. */
    promisedAt: instant("promised_at"),
    readyAt: instant("ready_at"),
    dispatchedAt: instant("dispatched_at"),
    deliveredAt: instant("delivered_at"),
    cancelledAt: instant("cancelled_at"),
    cancelledBy: text("cancelled_by"),
    cancelReason: text("cancel_reason"),
    cancelNote: text("cancel_note"),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    index("orders_user").on(table.userId, table.createdAt.desc(), table.id.desc()),
    index("orders_tenant").on(table.tenantId, table.createdAt.desc(), table.id.desc()),
    index("orders_tenant_active")
      .on(table.tenantId)
      .where(sql`status in ('Order Received', 'Preparing', 'Out for Delivery')`),
    index("orders_awaiting").on(table.acceptBy).where(sql`status = 'Order Received'`),
  ],
);

/** What was ordered, at the prices of that moment. */
export const orderItems = pgTable(
  "order_items",
  {
    id: uuid("id").primaryKey(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id, { onDelete: "cascade" }),
    menuItemId: uuid("menu_item_id").notNull(),
    name: text("name").notNull(),
    quantity: integer("quantity").notNull(),
    /** Options included. */
    unitPrice: integer("unit_price").notNull(),
    options: jsonb("options").$type<{ id: string; name: string; price: number }[]>().notNull(),
    allergens: text("allergens").array().notNull().default(sql`'{}'::text[]`),
    note: text("note").notNull().default(""),
    position: integer("position").notNull(),
  },
  (table) => [index("order_items_order").on(table.orderId)],
);

/** Who changed the order, when, and why: one row a version. */
export const orderHistory = pgTable(
  "order_history",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id, { onDelete: "cascade" }),
    version: integer("version").notNull(),
    at: instant("at").notNull(),
    action: text("action").notNull(),
    fromStatus: text("from_status"),
    toStatus: text("to_status").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: uuid("actor_id"),
    actorName: text("actor_name").notNull(),
    reason: text("reason"),
    note: text("note"),
    minutes: integer("minutes"),
  },
  (table) => [uniqueIndex("order_history_version").on(table.orderId, table.version)],
);

/** The answer to a command already carried out under this person's key. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    key: text("key").notNull(),
    requestHash: text("request_hash").notNull(),
    /** The order the command made or changed, and what it looked like then. */
    response: jsonb("response"),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.key] }),
    index("idempotency_keys_created").on(table.createdAt),
  ],
);

/* The event log: see docs/guarantee.md */

/** Offsets of a channel run from `tail + 1` to `head` with no holes. */
export const channels = pgTable("channels", {
  name: text("name").primaryKey(),
  /** Random; another epoch in a reader's cursor means that its position says nothing about this log. */
  epoch: text("epoch").notNull(),
  head: bigint("head", { mode: "number" }).notNull().default(0),
  tail: bigint("tail", { mode: "number" }).notNull().default(0),
});

export const channelEvents = pgTable(
  "channel_events",
  {
    channel: text("channel").notNull(),
    offset: bigint("offset", { mode: "number" }).notNull(),
    type: text("type").notNull(),
    /** The JSON text as it goes out, so that a replay serialises nothing again. */
    data: text("data").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.channel, table.offset] }),
    index("channel_events_at").on(table.at),
  ],
);

/* Who is connected where: see docs/guarantee.md, "Who is there" */

/** One row for each process that has streams open; one that was not seen for a while is gone. */
export const streamInstances = pgTable("stream_instances", {
  id: uuid("id").primaryKey(),
  startedAt: instant("started_at").notNull().defaultNow(),
  seenAt: instant("seen_at").notNull().defaultNow(),
  connections: integer("connections").notNull(),
});

/** No reference to the people: a row that outlives its person by a second must not stop the others' from being written. */
export const connectedUsers = pgTable(
  "connected_users",
  {
    userId: uuid("user_id").notNull(),
    instanceId: uuid("instance_id")
      .notNull()
      .references(() => streamInstances.id, { onDelete: "cascade" }),
    connections: integer("connections").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.instanceId] }),
    index("connected_users_instance").on(table.instanceId),
  ],
);

/**
 * How often somebody did what is limited: lib/limits.ts. The library writes it by the order of the columns, with
 * `expire` in milliseconds. Unlogged, as its migration makes it: a crash empties it, and no count costs a disk write.
 */
export const rateLimits = pgTable(
  "rate_limits",
  {
    key: text("key").primaryKey(),
    points: integer("points").notNull().default(0),
    expire: bigint("expire", { mode: "number" }),
  },
  (table) => [index("rate_limits_expire").on(table.expire)],
);

/** Demo mode's mailbox: what would have been sent by e-mail. */
export const demoMail = pgTable("demo_mail", {
  id: uuid("id").primaryKey(),
  recipient: text("recipient").notNull(),
  subject: text("subject").notNull(),
  body: text("body").notNull(),
  link: text("link"),
  createdAt: createdAt(),
});
