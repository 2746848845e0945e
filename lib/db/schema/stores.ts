import { boolean, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt } from "./columns";
import { users } from "./people";

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
  is_open: boolean("is_open").notNull().default(true),
  auto_confirm: boolean("auto_confirm").notNull().default(false),
  created_at: createdAt(),
});

export const memberships = pgTable(
  "memberships",
  {
    user_id: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    tenant_id: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
  },
  (table) => [
    primaryKey({ columns: [table.user_id, table.tenant_id] }),
    index("memberships_tenant").on(table.tenant_id),
  ],
);
