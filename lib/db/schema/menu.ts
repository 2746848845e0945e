import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { tenants } from "./stores";

/** Money is in minor units of the store's currency. */

export const menuCategories = pgTable(
  "menu_categories",
  {
    id: uuid("id").primaryKey(),
    tenant_id: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    position: integer("position").notNull(),
  },
  (table) => [index("menu_categories_tenant").on(table.tenant_id)],
);

export const menuItems = pgTable(
  "menu_items",
  {
    id: uuid("id").primaryKey(),
    tenant_id: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
    category_id: uuid("category_id")
      .notNull()
      .references(() => menuCategories.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    price: integer("price").notNull(),
    available: boolean("available").notNull().default(true),
    allergens: text("allergens").array().notNull().default(sql`'{}'::text[]`),
    position: integer("position").notNull(),
  },
  (table) => [index("menu_items_tenant").on(table.tenant_id)],
);

export const menuOptionGroups = pgTable(
  "menu_option_groups",
  {
    id: uuid("id").primaryKey(),
    item_id: uuid("item_id")
      .notNull()
      .references(() => menuItems.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    minimum: integer("minimum").notNull().default(0),
    maximum: integer("maximum").notNull().default(1),
    position: integer("position").notNull(),
  },
  (table) => [index("menu_option_groups_item").on(table.item_id)],
);

export const menuOptions = pgTable(
  "menu_options",
  {
    id: uuid("id").primaryKey(),
    group_id: uuid("group_id")
      .notNull()
      .references(() => menuOptionGroups.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** Added to the dish's price; may be negative. */
    price: integer("price").notNull().default(0),
    available: boolean("available").notNull().default(true),
    position: integer("position").notNull(),
  },
  (table) => [index("menu_options_group").on(table.group_id)],
);
