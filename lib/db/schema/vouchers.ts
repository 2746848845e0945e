import { sql } from "drizzle-orm";
import { index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns";
import { users } from "./people";
import { tenants } from "./stores";

/** Money is in minor units of `currency`. */

export const vouchers = pgTable(
  "vouchers",
  {
    id: uuid("id").primaryKey(),
    /** In capitals. */
    code: text("code").notNull().unique(),
    /** Null: it counts at every store. */
    tenant_id: uuid("tenant_id").references(() => tenants.id, { onDelete: "cascade" }),
    /** `platform` or `store`. */
    borne_by: text("borne_by").notNull(),
    /** lib/money/model/schema.ts: `amount`, `percent` or `free_delivery`. */
    kind: text("kind").notNull(),
    amount: integer("amount"),
    percent_bp: integer("percent_bp"),
    /** Null: it names no amount of money. */
    currency: text("currency"),
    /** The dishes must cost as much, before the discount. */
    minimum: integer("minimum").notNull().default(0),
    valid_from: instant("valid_from").notNull(),
    /** Null: until somebody ends it. */
    valid_until: instant("valid_until"),
    limit_total: integer("limit_total"),
    limit_per_person: integer("limit_per_person"),
    /** The redemptions that were not released. Its row is locked by who redeems or releases. */
    redeemed: integer("redeemed").notNull().default(0),
    ended_at: instant("ended_at"),
    created_by: uuid("created_by").references(() => users.id, { onDelete: "set null" }),
    created_at: createdAt(),
  },
  (table) => [
    index("vouchers_tenant").on(table.tenant_id, table.created_at.desc(), table.id.desc()),
    index("vouchers_created").on(table.created_at.desc(), table.id.desc()),
    // For the foreign key.
    index("vouchers_created_by").on(table.created_by).where(sql`created_by is not null`),
  ],
);

/** By the order that it is for, which need not be a row of `orders` yet: it may wait for its payment. */
export const voucherRedemptions = pgTable(
  "voucher_redemptions",
  {
    order_id: uuid("order_id").primaryKey(),
    voucher_id: uuid("voucher_id")
      .notNull()
      .references(() => vouchers.id, { onDelete: "cascade" }),
    user_id: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Which of the person's redemptions it is, from 1. Null: any number is allowed, or it was released. */
    person_nth: integer("person_nth"),
    /** What was taken off. */
    amount: integer("amount").notNull(),
    at: instant("at").notNull(),
    /** When the order was cancelled, or its payment failed. */
    released_at: instant("released_at"),
  },
  (table) => [
    // Of two orders of a person at once, the second fails here and is decided again.
    uniqueIndex("voucher_redemptions_nth").on(table.voucher_id, table.user_id, table.person_nth),
    // For the foreign key.
    index("voucher_redemptions_user").on(table.user_id),
  ],
);
