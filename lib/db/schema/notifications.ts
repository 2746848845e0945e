import { sql } from "drizzle-orm";
import { index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns";
import { users } from "./people";

/** Messages to people, kept until they are read and afterwards. */

export const notifications = pgTable(
  "notifications",
  {
    /** Made from the person and the event that it reports: one event never gives a person the same notification twice. */
    id: uuid("id").primaryKey(),
    user_id: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    type: text("type").$type<"info" | "warning" | "error" | "success">().notNull(),
    title: text("title").notNull(),
    message: text("message").notNull(),
    action_url: text("action_url"),
    /** When the event happened that it reports. */
    created_at: createdAt(),
    read_at: instant("read_at"),
  },
  (table) => [
    index("notifications_user").on(table.user_id, table.created_at, table.id),
    index("notifications_unread").on(table.user_id).where(sql`read_at is null`),
  ],
);

/** How many of a person's notifications are unread, changed with them in one statement: reading it costs no counting. */
export const notificationCounts = pgTable("notification_counts", {
  user_id: uuid("user_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  unread: integer("unread").notNull(),
});
