import { bigint, index, integer, pgTable, text } from "drizzle-orm/pg-core";

/**
 * Counts of lib/limits: `points` requests in the window that ends at `expire` (ms since the epoch). The migration makes the
 * table unlogged: a crash empties it, and no count costs a disk write.
 */
export const rateLimits = pgTable(
  "rate_limits",
  {
    key: text("key").primaryKey(),
    points: integer("points").notNull().default(0),
    expire: bigint("expire", { mode: "number" }),
  },
  (table) => [index("rate_limits_expire").on(table.expire)],
);
