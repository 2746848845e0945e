import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns";
import { users } from "./people";

/** A row stops its part of the platform for as long as it exists. */
export const platformSwitches = pgTable("platform_switches", {
  name: text("name").$type<"intake" | "dispatch" | "payments" | "webhooks">().primaryKey(),
  reason: text("reason").notNull(),
  /** Null once the account is gone. */
  stopped_by: uuid("stopped_by").references(() => users.id, { onDelete: "set null" }),
  stopped_by_name: text("stopped_by_name").notNull(),
  since: instant("since").notNull(),
});

/** What the platform says to everybody. Rows are kept: deadlines that stood still are counted from them. */
export const broadcasts = pgTable(
  "broadcasts",
  {
    id: uuid("id").primaryKey(),
    kind: text("kind").$type<"maintenance" | "system_update" | "announcement">().notNull(),
    audience: text("audience").$type<"everybody" | "customers" | "partners" | "riders">().notNull(),
    /** Empty for maintenance. */
    title: text("title").notNull(),
    /** The reason of maintenance. */
    content: text("content").notNull(),
    /** `low` to `urgent` for an announcement, `info` to `critical` for an update, null for maintenance. */
    level: text("level").$type<"low" | "normal" | "high" | "urgent" | "info" | "warning" | "critical">(),
    /** Maintenance: known long before. */
    is_planned: boolean("is_planned").notNull(),
    /** Readers must confirm that they have read it. */
    requires_action: boolean("requires_action").notNull(),
    starts_at: instant("starts_at").notNull(),
    ends_at: instant("ends_at").notNull(),
    /** Withdrawn while it lasted, it ended then; before it began, it never took place. */
    withdrawn_at: instant("withdrawn_at"),
    /** When its event was published. Null: it waits for its time. */
    published_at: instant("published_at"),
    /** Rises with each correction. */
    version: integer("version").notNull().default(1),
    created_by: uuid("created_by").references(() => users.id, { onDelete: "set null" }),
    created_by_name: text("created_by_name").notNull(),
    created_at: createdAt(),
  },
  (table) => [
    index("broadcasts_ends").on(table.ends_at),
    index("broadcasts_created").on(table.created_at, table.id),
    index("broadcasts_unpublished").on(table.starts_at).where(sql`published_at is null`),
    // Each order that is read asks for the maintenance since it was placed.
    index("broadcasts_maintenance").on(table.ends_at).where(sql`kind = 'maintenance'`),
  ],
);

export const broadcastConfirmations = pgTable(
  "broadcast_confirmations",
  {
    broadcast_id: uuid("broadcast_id")
      .notNull()
      .references(() => broadcasts.id, { onDelete: "cascade" }),
    user_id: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    confirmed_at: instant("confirmed_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.broadcast_id, table.user_id] }),
    index("broadcast_confirmations_user").on(table.user_id),
  ],
);
