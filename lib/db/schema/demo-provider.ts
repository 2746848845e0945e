import { sql } from "drizzle-orm";
import { index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns";

/**
 * The state of the demo provider. It stands for an outside system: only lib/payments/server/providers/demo reads and writes it,
 * in transactions of its own, and nothing refers to it by a foreign key.
 */

export const demoProviderPayments = pgTable("demo_provider_payments", {
  ref: text("ref").primaryKey(),
  client_secret: text("client_secret").notNull().unique(),
  /** The caller's id of the payment. */
  reference: text("reference").notNull(),
  status: text("status").notNull(),
  currency: text("currency").notNull(),
  amount: integer("amount").notNull(),
  authorized: integer("authorized").notNull().default(0),
  captured: integer("captured").notNull().default(0),
  refunded: integer("refunded").notNull().default(0),
  /** The test card that was entered last. */
  card: text("card"),
  /** Why the last card was refused. */
  code: text("code"),
  /** A slow card is authorised at this time. */
  authorizes_at: instant("authorizes_at"),
  created_at: createdAt(),
});

/** Counts each call, also the ones that repeat a key. A key has an effect once. */
export const demoProviderCalls = pgTable(
  "demo_provider_calls",
  {
    idempotency_key: text("idempotency_key").notNull(),
    kind: text("kind").notNull(),
    ref: text("ref").notNull(),
    amount: integer("amount").notNull(),
    calls: integer("calls").notNull().default(1),
    /** Null: it was carried out. */
    code: text("code"),
    at: instant("at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.idempotency_key] }),
    index("demo_provider_calls_ref").on(table.ref),
  ],
);

/** What it tells the shop, and when: a card may ask for two deliveries of an event, a late one, or none. */
export const demoProviderDeliveries = pgTable(
  "demo_provider_deliveries",
  {
    id: uuid("id").primaryKey(),
    event_id: uuid("event_id").notNull(),
    ref: text("ref").notNull(),
    type: text("type").notNull(),
    due_at: instant("due_at").notNull(),
    delivered_at: instant("delivered_at"),
    created_at: createdAt(),
  },
  (table) => [
    index("demo_provider_deliveries_due").on(table.due_at).where(sql`delivered_at is null`),
    index("demo_provider_deliveries_ref").on(table.ref),
  ],
);
