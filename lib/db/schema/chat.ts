import { sql } from "drizzle-orm";
import {
  customType,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { orders } from "./orders";
import { users } from "./people";

/** Removing a room removes all that was written in it. */
export const chatRooms = pgTable(
  "chat_rooms",
  {
    order_id: uuid("order_id")
      .notNull()
      .references(() => orders.id, { onDelete: "cascade" }),
    /** lib/chat/model/rooms.ts */
    room: text("room").notNull(),
    /** `seq` of the last message. */
    head: integer("head").notNull(),
    last_at: instant("last_at").notNull(),
    /** A chat that was reported is not erased. */
    reported_at: instant("reported_at"),
  },
  (table) => [
    primaryKey({ columns: [table.order_id, table.room] }),
    index("chat_rooms_last").on(table.last_at).where(sql`reported_at is null`),
  ],
);

const inRoom = { order_id: uuid("order_id").notNull(), room: text("room").notNull() };

export const chatMessages = pgTable(
  "chat_messages",
  {
    id: uuid("id").primaryKey(),
    ...inRoom,
    /** 1, 2, 3 … within the room. */
    seq: integer("seq").notNull(),
    author_kind: text("author_kind").notNull(),
    /** The person who wrote it: for a store, one of its staff. */
    author_id: uuid("author_id").references(() => users.id, { onDelete: "set null" }),
    /** As the others see it. */
    author_name: text("author_name").notNull(),
    /** The rider at that time: the next one does not read it. Null in a room without a rider. */
    rider_id: uuid("rider_id"),
    text: text("text"),
    canned: text("canned"),
    photo_id: uuid("photo_id"),
    system: text("system"),
    lang: text("lang"),
    warning: text("warning"),
    created_at: instant("created_at").notNull(),
    /** Of the request, whose key is in the id. */
    request_hash: text("request_hash"),
  },
  (table) => [
    foreignKey({
      columns: [table.order_id, table.room],
      foreignColumns: [chatRooms.order_id, chatRooms.room],
    }).onDelete("cascade"),
    uniqueIndex("chat_messages_seq").on(table.order_id, table.room, table.seq),
    // For the foreign key.
    index("chat_messages_author").on(table.author_id),
  ],
);

/** Up to where each member has read. */
export const chatCursors = pgTable(
  "chat_cursors",
  {
    ...inRoom,
    party: text("party").notNull(),
    /** The customer, the store, or the rider. */
    reader_id: uuid("reader_id").notNull(),
    seq: integer("seq").notNull(),
    read_at: instant("read_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.order_id, table.room, table.party, table.reader_id] }),
    // For the erasure of an account, as the others of people below.
    index("chat_cursors_reader").on(table.reader_id),
    foreignKey({
      columns: [table.order_id, table.room],
      foreignColumns: [chatRooms.order_id, chatRooms.room],
    }).onDelete("cascade"),
  ],
);

/** Who can no longer write to whom about an order: customers, stores and riders by their kind and id. */
export const chatBlocks = pgTable(
  "chat_blocks",
  {
    order_id: uuid("order_id")
      .notNull()
      .references(() => orders.id, { onDelete: "cascade" }),
    by_party: text("by_party").notNull(),
    by_id: uuid("by_id").notNull(),
    party: text("party").notNull(),
    party_id: uuid("party_id").notNull(),
    created_at: instant("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.order_id, table.by_party, table.by_id, table.party, table.party_id] }),
    index("chat_blocks_created").on(table.created_at),
    index("chat_blocks_by").on(table.by_id),
    index("chat_blocks_party").on(table.party_id),
  ],
);

export const chatReports = pgTable(
  "chat_reports",
  {
    id: uuid("id").primaryKey(),
    ...inRoom,
    message_id: uuid("message_id").notNull(),
    by_party: text("by_party").notNull(),
    by_id: uuid("by_id").notNull(),
    reason: text("reason").notNull(),
    note: text("note").notNull(),
    created_at: instant("created_at").notNull(),
  },
  (table) => [
    foreignKey({
      columns: [table.order_id, table.room],
      foreignColumns: [chatRooms.order_id, chatRooms.room],
    }).onDelete("cascade"),
    uniqueIndex("chat_reports_once").on(table.message_id, table.by_party, table.by_id),
    index("chat_reports_room").on(table.order_id, table.room),
    index("chat_reports_by").on(table.by_id),
  ],
);

/** When an admin opened a chat, and why. It stays readable to that admin for a while. */
export const chatReadings = pgTable(
  "chat_readings",
  {
    id: uuid("id").primaryKey(),
    ...inRoom,
    admin_id: uuid("admin_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    reason: text("reason").notNull(),
    created_at: instant("created_at").notNull(),
  },
  (table) => [
    foreignKey({
      columns: [table.order_id, table.room],
      foreignColumns: [chatRooms.order_id, chatRooms.room],
    }).onDelete("cascade"),
    index("chat_readings_room").on(table.order_id, table.room, table.admin_id, table.created_at),
    index("chat_readings_admin").on(table.admin_id),
  ],
);

const bytea = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });

/** They are kept here and not with the photos of dishes, because those are public. */
export const chatPhotos = pgTable(
  "chat_photos",
  {
    id: uuid("id").primaryKey(),
    order_id: uuid("order_id")
      .notNull()
      .references(() => orders.id, { onDelete: "cascade" }),
    room: text("room").notNull(),
    user_id: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    created_at: instant("created_at").notNull(),
    /** Null: it was uploaded, but no message shows it yet. */
    sent_at: instant("sent_at"),
    /** WebP. */
    bytes: bytea("bytes").notNull(),
  },
  (table) => [
    index("chat_photos_order").on(table.order_id, table.room),
    index("chat_photos_user").on(table.user_id),
    index("chat_photos_unsent").on(table.created_at).where(sql`sent_at is null`),
  ],
);
