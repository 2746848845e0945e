import { sql } from "drizzle-orm";
import { index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns";
import { users } from "./people";

/** A banned person asks once for each ban that it be lifted, and an admin answers. */
export const banAppeals = pgTable(
  "ban_appeals",
  {
    id: uuid("id").primaryKey(),
    user_id: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The `banned_at` of the ban. */
    banned_at: instant("banned_at").notNull(),
    message: text("message").notNull(),
    created_at: createdAt(),
    answered_at: instant("answered_at"),
    outcome: text("outcome").$type<"lifted" | "upheld">(),
    answer: text("answer"),
  },
  (table) => [
    uniqueIndex("ban_appeals_once").on(table.user_id, table.banned_at),
    index("ban_appeals_open").on(table.created_at, table.id).where(sql`answered_at is null`),
  ],
);
