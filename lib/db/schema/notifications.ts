import { sql } from "drizzle-orm";
import { index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns";
import { users } from "./people";

export const notifications = pgTable(
  "notifications",
  {
    /** Derived from the person and the event, so that one event gives a person at most one notification. */
    id: uuid("id").primaryKey(),
    user_id: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    type: text("type").$type<"info" | "warning" | "error" | "success">().notNull(),
    title: text("title").notNull(),
    message: text("message").notNull(),
    action_url: text("action_url"),
    created_at: createdAt(),
    read_at: instant("read_at"),
  },
  (table) => [
    index("notifications_user").on(table.user_id, table.created_at, table.id),
    index("notifications_created").on(table.created_at),
    index("notifications_unread").on(table.user_id).where(sql`read_at is null`),
  ],
);

/** Updated in the same statement as the notifications, so that reading needs no count. */
export const notificationCounts = pgTable("notification_counts", {
  user_id: uuid("user_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  unread: integer("unread").notNull(),
});
