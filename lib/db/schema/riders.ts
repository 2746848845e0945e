import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, real, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns";
import { users } from "./people";
import { tenants } from "./stores";

/** People who deliver. A person has one row at most. */
export const riders = pgTable(
  "riders",
  {
    id: uuid("id")
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The store whose fleet the rider belongs to. Null: the platform's fleet. */
    tenant_id: uuid("tenant_id").references(() => tenants.id, { onDelete: "cascade" }),
    /** The one of the last shift. */
    vehicle: text("vehicle").notNull().default("bicycle"),
    is_on_leaderboard: boolean("is_on_leaderboard").notNull().default(false),
    created_at: createdAt(),
    /** A rider who was removed keeps the row, because trips name it. */
    removed_at: instant("removed_at"),
  },
  (table) => [index("riders_tenant").on(table.tenant_id)],
);

export const riderShifts = pgTable(
  "rider_shifts",
  {
    id: uuid("id").primaryKey(),
    rider_id: uuid("rider_id")
      .notNull()
      .references(() => riders.id, { onDelete: "cascade" }),
    vehicle: text("vehicle").notNull(),
    started_at: instant("started_at").notNull(),
    /** When the rider wants to stop: no plan goes far beyond it. */
    ends_at: instant("ends_at").notNull(),
    ended_at: instant("ended_at"),
    /** Hash of the token with which an application reports positions during this shift. */
    tracking_token_hash: text("tracking_token_hash").notNull().unique(),
    /** The latest position (lib/riders/model/position.ts); null before the first one, and after the shift. */
    position: jsonb("position").$type<object>(),
  },
  (table) => [
    uniqueIndex("rider_shifts_open").on(table.rider_id).where(sql`ended_at is null`),
    index("rider_shifts_rider").on(table.rider_id, table.started_at.desc()),
  ],
);

/** What a rider rides to carry one to three orders. Money is in minor units of `currency`. */
export const trips = pgTable(
  "trips",
  {
    id: uuid("id").primaryKey(),
    rider_id: uuid("rider_id")
      .notNull()
      .references(() => riders.id),
    shift_id: uuid("shift_id")
      .notNull()
      .references(() => riderShifts.id),
    vehicle: text("vehicle").notNull(),
    /** 1 when accepted, one more with every change. */
    version: integer("version").notNull(),
    accepted_at: instant("accepted_at").notNull(),
    /** With the first pick-up: no order joins the trip after it. */
    left_at: instant("left_at"),
    finished_at: instant("finished_at"),
    /** When dispatchers were told last that nothing is heard of the rider. */
    silence_told_at: instant("silence_told_at"),
    /** Along the planned route. */
    metres: integer("metres").notNull(),
    /** As ridden. Null until the trip is finished, and where too few points tell. */
    ridden_metres: integer("ridden_metres"),
    currency: text("currency").notNull(),
    pay_base: integer("pay_base").notNull(),
    pay_distance: integer("pay_distance").notNull(),
    pay_waiting: integer("pay_waiting").notNull().default(0),
    tip: integer("tip").notNull().default(0),
    /** At counters, beyond what is not paid. */
    waited_seconds: integer("waited_seconds").notNull().default(0),
  },
  (table) => [
    uniqueIndex("trips_open").on(table.rider_id).where(sql`finished_at is null`),
    index("trips_rider").on(table.rider_id, table.accepted_at.desc()),
    index("trips_shift").on(table.shift_id),
    index("trips_finished").on(table.finished_at).where(sql`finished_at is not null`),
  ],
);

/** Points of trips under way, for the distance. They are deleted 24 hours after the trip. */
export const tripPoints = pgTable(
  "trip_points",
  {
    id: uuid("id").primaryKey(),
    trip_id: uuid("trip_id")
      .notNull()
      .references(() => trips.id, { onDelete: "cascade" }),
    seq: integer("seq").notNull(),
    lat: real("lat").notNull(),
    lng: real("lng").notNull(),
    accuracy: real("accuracy").notNull(),
    at: instant("at").notNull(),
  },
  (table) => [uniqueIndex("trip_points_seq").on(table.trip_id, table.seq)],
);
