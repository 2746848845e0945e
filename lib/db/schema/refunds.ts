import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { orders } from "./orders";
import { users } from "./people";
import { tenants } from "./stores";

/** Money that goes back to a customer, or that was asked for. Amounts are in minor units of the order's currency. */
export const refunds = pgTable(
  "refunds",
  {
    id: uuid("id").primaryKey(),
    order_id: uuid("order_id")
      .notNull()
      .references(() => orders.id, { onDelete: "cascade" }),
    tenant_id: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id),
    /** The order's customer. */
    user_id: uuid("user_id")
      .notNull()
      .references(() => users.id),
    amount: integer("amount").notNull(),
    currency: text("currency").notNull(),
    /** lib/refunds/model/schema.ts, as all the texts below. Empty: not about single dishes. */
    items: jsonb("items").$type<object[]>().notNull().default([]),
    reason: text("reason").notNull(),
    fault: text("fault").notNull(),
    note: text("note").notNull().default(""),
    evidence: jsonb("evidence").$type<object>().notNull(),
    /** `store` or `platform`. Null: a customer's request for which nobody else would pay. */
    borne_by: text("borne_by"),
    status: text("status").notNull(),
    requested_by: uuid("requested_by").references(() => users.id, { onDelete: "set null" }),
    /** `customer`, `store` or `admin`. */
    requested_role: text("requested_role").notNull(),
    /** Who granted or refused it: at once, or by an answer. */
    answered_by: uuid("answered_by").references(() => users.id, { onDelete: "set null" }),
    answered_role: text("answered_role"),
    answered_at: instant("answered_at"),
    answer_note: text("answer_note"),
    contested_at: instant("contested_at"),
    contested_by: uuid("contested_by").references(() => users.id, { onDelete: "set null" }),
    contest_note: text("contest_note"),
    contest_status: text("contest_status"),
    contest_answer: text("contest_answer"),
    /** When the money was on its way back. */
    refunded_at: instant("refunded_at"),
    created_at: instant("created_at").notNull(),
    /** Of the request, whose key is in the id. */
    request_hash: text("request_hash").notNull(),
    /** 1 when written, one more with every change. */
    version: integer("version").notNull(),
  },
  (table) => [
    index("refunds_order").on(table.order_id),
    index("refunds_tenant").on(table.tenant_id, table.created_at.desc(), table.id.desc()),
    index("refunds_user").on(table.user_id, table.created_at.desc()),
    index("refunds_created").on(table.created_at.desc(), table.id.desc()),
    index("refunds_open").on(table.created_at).where(sql`status = 'pending_approval'`),
    index("refunds_contested").on(table.contested_at).where(sql`contest_status = 'open'`),
    // For the erasure of an account.
    index("refunds_requested_by").on(table.requested_by),
    index("refunds_answered_by").on(table.answered_by),
    index("refunds_contested_by").on(table.contested_by),
  ],
);
