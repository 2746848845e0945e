import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns";
import { users } from "./people";
import { tenants } from "./stores";

/** Money is in minor units of the payment's currency. */

/** One card payment of one order. The order's row exists only once the payment is authorised. */
export const payments = pgTable(
  "payments",
  {
    id: uuid("id").primaryKey(),
    /** The id that the drafted order has, or gets. No foreign key: the order may not exist yet. */
    order_id: uuid("order_id").notNull().unique(),
    user_id: uuid("user_id")
      .notNull()
      .references(() => users.id),
    tenant_id: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id),
    provider: text("provider").$type<"demo" | "stripe">().notNull(),
    /** Null until the provider has created it. */
    provider_ref: text("provider_ref").unique(),
    /** With it, the customer's browser confirms the payment at the provider. For the customer alone. */
    client_secret: text("client_secret"),
    /** lib/payments/model/schema.ts */
    status: text("status").notNull(),
    currency: text("currency").notNull(),
    /** What the customer agreed to pay. */
    amount: integer("amount").notNull(),
    authorized: integer("authorized").notNull().default(0),
    captured: integer("captured").notNull().default(0),
    refunded: integer("refunded").notNull().default(0),
    /** 1 when written, one more with every change. */
    version: integer("version").notNull().default(1),
    /** The order that is placed once the payment is authorised. Null: it is placed, or its time was long over. */
    draft: jsonb("draft").$type<object>(),
    placed_at: instant("placed_at"),
    /** A payment that is not authorised by then is given up. */
    expires_at: instant("expires_at").notNull(),
    /** Null until it was given up without being authorised. */
    ended_at: instant("ended_at"),
    /** Since when nothing that is due works. Null: all is well. */
    stuck_since: instant("stuck_since"),
    /** When the provider was asked last. */
    checked_at: instant("checked_at"),
    problem: text("problem"),
    /** The customer disputes it at their bank. */
    disputed_at: instant("disputed_at"),
    disputed_amount: integer("disputed_amount"),
    created_at: createdAt(),
    updated_at: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    index("payments_user").on(table.user_id, table.created_at.desc()),
    index("payments_tenant").on(table.tenant_id, table.created_at.desc()),
    index("payments_open").on(table.expires_at).where(sql`placed_at is null and ended_at is null`),
    index("payments_ended").on(table.ended_at).where(sql`ended_at is not null`),
    index("payments_held").on(table.placed_at).where(sql`status = 'authorized'`),
    index("payments_stuck").on(table.stuck_since).where(sql`stuck_since is not null`),
    index("payments_created").on(table.created_at),
  ],
);

/** Every call that moves money, and every card that was tried. */
export const paymentAttempts = pgTable(
  "payment_attempts",
  {
    id: uuid("id").primaryKey(),
    payment_id: uuid("payment_id")
      .notNull()
      .references(() => payments.id, { onDelete: "cascade" }),
    kind: text("kind").$type<"authorize" | "capture" | "void" | "refund">().notNull(),
    amount: integer("amount").notNull(),
    outcome: text("outcome").$type<"pending" | "succeeded" | "failed">().notNull(),
    /** Why it failed, as the provider names it. */
    code: text("code"),
    /** The provider carries out a key once, however often it is sent. */
    idempotency_key: text("idempotency_key").notNull().unique(),
    /** The row of `refunds` that asked for it. Null: a sold-out dish or a cancelled order. */
    refund_id: uuid("refund_id"),
    at: instant("at").notNull(),
    ended_at: instant("ended_at"),
  },
  (table) => [
    index("payment_attempts_payment").on(table.payment_id, table.at),
    // For the reconciliation, and so that a payment has one call under way at most.
    uniqueIndex("payment_attempts_one_pending").on(table.payment_id).where(sql`outcome = 'pending'`),
  ],
);

/** The provider's events that have taken effect. A second delivery finds its row here and changes nothing. */
export const providerEvents = pgTable(
  "provider_events",
  {
    provider: text("provider").notNull(),
    event_id: text("event_id").notNull(),
    /** Null: an event about nothing of ours. */
    payment_id: uuid("payment_id").references(() => payments.id, { onDelete: "cascade" }),
    received_at: instant("received_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.provider, table.event_id] }),
    index("provider_events_payment").on(table.payment_id),
    index("provider_events_received").on(table.received_at),
  ],
);

/** What the reconciliation found: an order paid by card and its payment that do not belong together. For admins. */
export const paymentFindings = pgTable(
  "payment_findings",
  {
    order_id: uuid("order_id").notNull(),
    kind: text("kind").$type<"order_without_payment" | "payment_without_order">().notNull(),
    found_at: instant("found_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.order_id, table.kind] })],
);
