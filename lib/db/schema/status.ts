import { sql } from "drizzle-orm";
import { bigint, boolean, date, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns";

/** What one instance measured in one minute. Kept for two days. */
export const statusSamples = pgTable(
  "status_samples",
  {
    minute: instant("minute").notNull(),
    instance_id: uuid("instance_id").notNull(),
    /** Deliveries of events by their time: lib/realtime/hub/delivery-times.ts. */
    delivery_times: integer("delivery_times").array().notNull(),
    repaired: integer("repaired").notNull(),
    lost: integer("lost").notNull(),
    is_bus_ok: boolean("is_bus_ok").notNull(),
    /** Null: the database did not answer. */
    database_ms: integer("database_ms"),
    late_jobs: integer("late_jobs").notNull(),
  },
  (table) => [primaryKey({ columns: [table.minute, table.instance_id] })],
);

/** Sums of the samples of a day in UTC. Kept for 90 days. */
export const statusDays = pgTable("status_days", {
  day: date("day", { mode: "string" }).primaryKey(),
  delivery_times: bigint("delivery_times", { mode: "number" }).array().notNull(),
  repaired: bigint("repaired", { mode: "number" }).notNull(),
  lost: bigint("lost", { mode: "number" }).notNull(),
  healthy_minutes: integer("healthy_minutes").notNull(),
  degraded_minutes: integer("degraded_minutes").notNull(),
  down_minutes: integer("down_minutes").notNull(),
});

/** One row: the status that was announced last. */
export const statusState = pgTable("status_state", {
  id: integer("id").primaryKey(),
  status: text("status").$type<"healthy" | "degraded" | "down">().notNull(),
  since: instant("since").notNull(),
  rolled_up_at: instant("rolled_up_at"),
});

export const incidents = pgTable(
  "incidents",
  {
    id: uuid("id").primaryKey(),
    title: text("title").notNull(),
    impact: text("impact").$type<"degraded" | "down">().notNull(),
    started_at: instant("started_at").notNull(),
    resolved_at: instant("resolved_at"),
  },
  (table) => [
    index("incidents_started").on(table.started_at.desc(), table.id.desc()),
    index("incidents_open").on(table.started_at).where(sql`resolved_at is null`),
  ],
);

export const incidentUpdates = pgTable(
  "incident_updates",
  {
    id: uuid("id").primaryKey(),
    incident_id: uuid("incident_id")
      .notNull()
      .references(() => incidents.id, { onDelete: "cascade" }),
    state: text("state").$type<"investigating" | "identified" | "monitoring" | "resolved">().notNull(),
    text: text("text").notNull(),
    at: instant("at").notNull(),
  },
  (table) => [index("incident_updates_incident").on(table.incident_id, table.at)],
);

/** Addresses that asked for mail about incidents. They need no account. */
export const statusSubscribers = pgTable(
  "status_subscribers",
  {
    id: uuid("id").primaryKey(),
    /** Always lower case. */
    email: text("email").notNull().unique(),
    created_at: createdAt(),
    /** When the link to confirm was last asked for. */
    asked_at: instant("asked_at").notNull(),
    /** Null until the link was used; such a row is removed a day later. */
    confirmed_at: instant("confirmed_at"),
  },
  (table) => [index("status_subscribers_unconfirmed").on(table.asked_at).where(sql`confirmed_at is null`)],
);

/** Updates that were mailed, or are being mailed, so that nobody gets one twice. */
export const statusMails = pgTable(
  "status_mails",
  {
    update_id: uuid("update_id")
      .notNull()
      .references(() => incidentUpdates.id, { onDelete: "cascade" }),
    subscriber_id: uuid("subscriber_id")
      .notNull()
      .references(() => statusSubscribers.id, { onDelete: "cascade" }),
  },
  (table) => [
    primaryKey({ columns: [table.update_id, table.subscriber_id] }),
    // For the foreign key.
    index("status_mails_subscriber").on(table.subscriber_id),
  ],
);
