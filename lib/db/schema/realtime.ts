import { bigint, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** Offsets of a channel run from `tail + 1` to `head` without gaps. */
export const channels = pgTable(
  "channels",
  {
    name: text("name").primaryKey(),
    /** Random. A position with another epoch does not refer to this log. */
    epoch: text("epoch").notNull(),
    head: bigint("head", { mode: "number" }).notNull().default(0),
    tail: bigint("tail", { mode: "number" }).notNull().default(0),
    /** In whole seconds: an update that does not change an indexed value can be heap-only. */
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
    /** The JSON text as it is sent, so that a replay serialises nothing. */
    data: text("data").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.channel, table.offset] }),
    index("channel_events_at").on(table.at),
  ],
);

export const streamInstances = pgTable("stream_instances", {
  id: uuid("id").primaryKey(),
  started_at: instant("started_at").notNull().defaultNow(),
  seen_at: instant("seen_at").notNull().defaultNow(),
  connections: integer("connections").notNull(),
});

/** Without a reference to `users`: a deleted person's row must not make the write of the other rows fail. */
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
