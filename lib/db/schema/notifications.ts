import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns";
import { sessions, users } from "./people";

export const notifications = pgTable(
  "notifications",
  {
    /** Derived from the person and the event, so that one event gives a person at most one notification. */
    id: uuid("id").primaryKey(),
    user_id: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    type: text("type").$type<"info" | "warning" | "error" | "success">().notNull(),
    title: text("title").notNull(),
    message: text("message").notNull(),
    action_url: text("action_url"),
    created_at: createdAt(),
    read_at: instant("read_at"),
    /** When a device showed it. */
    seen_at: instant("seen_at"),
    kind: text("kind").notNull().default("messages"),
    /** Of the notifications with the same topic, a phone shows the latest only. */
    topic: text("topic"),
    /** The step of a reminder: lib/notifications/model/reminders.ts. */
    step: text("step"),
    batch_id: uuid("batch_id"),
  },
  (table) => [
    index("notifications_user").on(table.user_id, table.created_at, table.id),
    index("notifications_created").on(table.created_at),
    // For the record of an order's alarm: of all notifications, few have such a kind.
    index("notifications_escalation").on(table.topic).where(sql`kind in ('order_waiting', 'order_missed')`),
    index("notifications_unread").on(table.user_id).where(sql`read_at is null`),
  ],
);

/** Updated in the same statement as the notifications, so that reading needs no count. */
export const notificationCounts = pgTable("notification_counts", {
  user_id: uuid("user_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  unread: integer("unread").notNull(),
});

/** No row: the defaults. */
export const notificationPreferences = pgTable("notification_preferences", {
  user_id: uuid("user_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  kinds: jsonb("kinds").notNull(),
  quiet_from: text("quiet_from"),
  quiet_to: text("quiet_to"),
  time_zone: text("time_zone").notNull(),
  updated_at: instant("updated_at").notNull().defaultNow(),
});

/** A browser that receives pushes, as long as the session lasts in which it was turned on. */
export const pushSubscriptions = pgTable(
  "push_subscriptions",
  {
    id: uuid("id").primaryKey(),
    user_id: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    session_id: uuid("session_id")
      .notNull()
      .references(() => sessions.id, { onDelete: "cascade" }),
    /** URL at the browser's push service. Whoever knows it can send there, so no page shows it. */
    endpoint: text("endpoint").notNull().unique(),
    p256dh: text("p256dh").notNull(),
    auth: text("auth").notNull(),
    device: text("device").notNull(),
    created_at: createdAt(),
  },
  (table) => [
    index("push_subscriptions_user").on(table.user_id),
    index("push_subscriptions_session").on(table.session_id),
  ],
);

/** One row for each notification, channel and endpoint. */
export const notificationMessages = pgTable(
  "notification_messages",
  {
    id: uuid("id").primaryKey(),
    notification_id: uuid("notification_id")
      .notNull()
      .references(() => notifications.id, { onDelete: "cascade" }),
    channel: text("channel").$type<"push" | "email">().notNull(),
    /** The id of a push subscription, `email`, or `demo` for the outbox of a demo. */
    endpoint: text("endpoint").notNull(),
    topic: text("topic"),
    state: text("state")
      .$type<"waiting" | "sending" | "sent" | "skipped" | "gone" | "failed" | "unsure">()
      .notNull()
      .default("waiting"),
    due_at: instant("due_at").notNull(),
    /** Names the run that sends it. Only that run records the outcome. */
    claim: uuid("claim"),
    claimed_at: instant("claimed_at"),
    attempts: integer("attempts").notNull().default(0),
    reason: text("reason"),
    sent_at: instant("sent_at"),
    created_at: createdAt(),
  },
  (table) => [
    unique("notification_messages_once").on(table.notification_id, table.channel, table.endpoint),
    index("notification_messages_topic").on(table.topic, table.endpoint).where(sql`topic is not null`),
    index("notification_messages_created").on(table.created_at),
  ],
);

/** What a person sent to others with one request. */
export const notificationBatches = pgTable(
  "notification_batches",
  {
    id: uuid("id").primaryKey(),
    sender_id: uuid("sender_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    request_hash: text("request_hash").notNull(),
    recipients: integer("recipients").notNull(),
    created_at: createdAt(),
  },
  (table) => [index("notification_batches_sender").on(table.sender_id)],
);
