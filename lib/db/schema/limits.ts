import { bigint, index, integer, pgTable, text } from "drizzle-orm/pg-core";

/** Rate limits. */

/**
 * How often somebody did what is limited: lib/limits.ts. The library writes it by the order of the columns, with
 * `expire` in milliseconds. Unlogged, as its migration makes it: a crash empties it, and no count costs a disk write.
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
