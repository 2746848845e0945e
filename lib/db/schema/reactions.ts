import { sql } from "drizzle-orm";
import { bigint, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** Positions of the reactions in the event log: docs/guarantee.md, "Reactions". */

export const reactions = pgTable("reactions", {
  name: text("name").primaryKey(),
  /** Channels appended to before this moment have been searched for new events. */
  scanned_to: instant("scanned_to").notNull().defaultNow(),
  /** Time of the last comparison of all channels with the positions. */
  compared_at: instant("compared_at").notNull().defaultNow(),
});

export const reactionPositions = pgTable(
  "reaction_positions",
  {
    reaction: text("reaction").notNull(),
    channel: text("channel").notNull(),
    /** Empty until the first event was read. */
    epoch: text("epoch").notNull(),
    /** The last offset whose effects are committed. */
    offset: bigint("offset", { mode: "number" }).notNull(),
    /** Consecutive failures of the event after `offset`; above 0, the channel waits for `retry_at`. */
    failures: integer("failures").notNull().default(0),
    error: text("error"),
    failed_at: instant("failed_at"),
    retry_at: instant("retry_at"),
    /** Number of times that events were gone from the log before they were read, with the time and reason of the last one. */
    resets: integer("resets").notNull().default(0),
    reset_at: instant("reset_at"),
    reset_reason: text("reset_reason"),
  },
  (table) => [
    primaryKey({ columns: [table.reaction, table.channel] }),
    index("reaction_positions_retry").on(table.retry_at).where(sql`retry_at is not null`),
  ],
);
