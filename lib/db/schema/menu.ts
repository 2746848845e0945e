import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { tenants } from "./stores";

/** Money is in minor units of the store's currency. */

/** Photos whose files are stored. A job removes the files of those that no dish has. */
export const menuPhotos = pgTable("menu_photos", {
  /** The folder of its files: `tenant/hash`. */
  key: text("key").primaryKey(),
  /** Of its largest file, in pixels. */
  width: integer("width").notNull(),
  height: integer("height").notNull(),
  /** Each has a file of its own; the widest is last. */
  widths: integer("widths").array().notNull(),
  /** When it was uploaded, the last time. */
  stored_at: instant("stored_at").notNull().defaultNow(),
  /** Since then its files are being removed, and no dish may get it. */
  removed_at: instant("removed_at"),
});

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
    /** Rates of its own for VAT in basis points, delivered and picked up. Null: the store's. */
    vat_bp: integer("vat_bp"),
    pickup_vat_bp: integer("pickup_vat_bp"),
    available: boolean("available").notNull().default(true),
    /** When a dish that is off can be ordered again; null: when somebody turns it on. */
    available_until: instant("available_until"),
    /** What it contains. An allergen in none of the three lists was never stated. */
    allergens: text("allergens").array().notNull().default(sql`'{}'::text[]`),
    may_contain: text("may_contain").array().notNull().default(sql`'{}'::text[]`),
    free_of: text("free_of").array().notNull().default(sql`'{}'::text[]`),
    /** 1 when created, one more with every change of the dish or its options. */
    version: integer("version").notNull().default(1),
    /** The points that one dish takes of the kitchen's capacity: lib/menu/model/points.ts. */
    points: integer("points").notNull().default(1),
    /** A drawing of lib/menu/model/glyphs.ts. Null: by the dish's name and category. */
    glyph: text("glyph"),
    photo_key: text("photo_key").references(() => menuPhotos.key),
    position: integer("position").notNull(),
  },
  (table) => [
    index("menu_items_tenant").on(table.tenant_id),
    index("menu_items_photo").on(table.photo_key).where(sql`${table.photo_key} is not null`),
  ],
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
    available_until: instant("available_until"),
    position: integer("position").notNull(),
  },
  (table) => [index("menu_options_group").on(table.group_id)],
);
