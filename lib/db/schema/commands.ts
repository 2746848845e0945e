import { index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt } from "./columns";
import { users } from "./people";

/** What commands remember of their requests. */

/** The answer to a command already carried out under this person's key. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    user_id: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    key: text("key").notNull(),
    request_hash: text("request_hash").notNull(),
    /** The order the command made or changed, and what it looked like then. */
    response: jsonb("response"),
    created_at: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.user_id, table.key] }),
    index("idempotency_keys_created").on(table.created_at),
  ],
);
