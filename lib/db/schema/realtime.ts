import { bigint, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** The event log and who is connected: docs/guarantee.md. */

/** Offsets of a channel run from `tail + 1` to `head` with no holes. */
export const channels = pgTable(
  "channels",
  {
    name: text("name").primaryKey(),
    /** Random. A reader's position with another epoch says nothing about this log. */
    epoch: text("epoch").notNull(),
    head: bigint("head", { mode: "number" }).notNull().default(0),
    tail: bigint("tail", { mode: "number" }).notNull().default(0),
    /**
     * When the last event was appended, in whole seconds of the database's clock: readers find the channels with
     * something new by its index. Whole seconds, because a value that stays the same keeps the row's update in place
     * (heap-only tuple), however often a busy channel is appended to.
     */
    appended_at: instant("appended_at").notNull().defaultNow(),
  },
  (table) => [index("channels_appended").on(table.appended_at)],
);

export const channelEvents = pgTable(
  "channel_events",
  {
    channel: text("channel").notNull(),
    offset: bigint("offset", { mode: "number" }).notNull(),
    type: text("type").notNull(),
    /** The JSON text as it goes out, so that a replay serialises nothing again. */
    data: text("data").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.channel, table.offset] }),
    index("channel_events_at").on(table.at),
  ],
);

/** One row for each process that has streams open; one that was not seen for a while is gone. */
export const streamInstances = pgTable("stream_instances", {
  id: uuid("id").primaryKey(),
  started_at: instant("started_at").notNull().defaultNow(),
  seen_at: instant("seen_at").notNull().defaultNow(),
  connections: integer("connections").notNull(),
});

/** No reference to the people: a row that outlives its person by a second must not stop the others' from being written. */
export const connectedUsers = pgTable(
  "connected_users",
  {
    user_id: uuid("user_id").notNull(),
    instance_id: uuid("instance_id")
      .notNull()
      .references(() => streamInstances.id, { onDelete: "cascade" }),
    connections: integer("connections").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.user_id, table.instance_id] }),
    index("connected_users_instance").on(table.instance_id),
  ],
);
