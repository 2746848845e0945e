import { bigint, index, integer, pgTable, text } from "drizzle-orm/pg-core";

/** `expire`: the window's end in ms since the epoch. Unlogged by the migration, so no count costs a disk write. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    key: text("key").primaryKey(),
    points: integer("points").notNull().default(0),
    expire: bigint("expire", { mode: "number" }),
  },
  (table) => [index("rate_limits_expire").on(table.expire)],
);
