import { sql } from "drizzle-orm";
import { bigint, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** See docs/guarantee.md, "Reactions". */

export const reactions = pgTable("reactions", {
  name: text("name").primaryKey(),
  /** Channels appended to before this moment have been searched for new events. */
  scanned_to: instant("scanned_to").notNull().defaultNow(),
  compared_at: instant("compared_at").notNull().defaultNow(),
});

export const reactionPositions = pgTable(
  "reaction_positions",
  {
    reaction: text("reaction").notNull(),
    channel: text("channel").notNull(),
    epoch: text("epoch").notNull(),
    /** The last offset whose effects are committed. */
    offset: bigint("offset", { mode: "number" }).notNull(),
    /** Consecutive failures of the event after `offset`; above 0, the channel waits for `retry_at`. */
    failures: integer("failures").notNull().default(0),
    error: text("error"),
    failed_at: instant("failed_at"),
    retry_at: instant("retry_at"),
    resets: integer("resets").notNull().default(0),
    reset_at: instant("reset_at"),
    reset_reason: text("reset_reason"),
  },
  (table) => [
    primaryKey({ columns: [table.reaction, table.channel] }),
    index("reaction_positions_retry").on(table.retry_at).where(sql`retry_at is not null`),
  ],
);
