import { sql } from "drizzle-orm";
import {
  bigint,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { orders } from "./orders";
import { users } from "./people";
import { riders, trips } from "./riders";
import { tenants } from "./stores";

/** The stops of a trip, in the order in which they are made. */
export const tripStops = pgTable(
  "trip_stops",
  {
    trip_id: uuid("trip_id")
      .notNull()
      .references(() => trips.id, { onDelete: "cascade" }),
    order_id: uuid("order_id")
      .notNull()
      .references(() => orders.id),
    kind: text("kind").$type<"pick_up" | "drop_off">().notNull(),
    position: integer("position").notNull(),
    arrived_at: instant("arrived_at"),
    done_at: instant("done_at"),
    /** Null while it is ahead. `released`: another rider makes it. */
    outcome: text("outcome").$type<"done" | "failed" | "released">(),
    /** When it was taken out of the trip. */
    released_at: instant("released_at"),
  },
  (table) => [
    primaryKey({ columns: [table.trip_id, table.order_id, table.kind] }),
    // An order is never in two accepted trips.
    uniqueIndex("trip_stops_order")
      .on(table.order_id, table.kind)
      .where(sql`outcome is distinct from 'released'`),
    // A plan asks who has given an order back.
    index("trip_stops_released").on(table.order_id).where(sql`outcome = 'released'`),
  ],
);

/** Asks one rider to carry orders. It ends exactly once. */
export const offers = pgTable(
  "offers",
  {
    id: uuid("id").primaryKey(),
    rider_id: uuid("rider_id")
      .notNull()
      .references(() => riders.id),
    /** The trip that it joins; null: it begins one. */
    trip_id: uuid("trip_id").references(() => trips.id),
    decision_id: uuid("decision_id").notNull(),
    status: text("status").notNull(),
    made_at: instant("made_at").notNull(),
    expires_at: instant("expires_at").notNull(),
    ended_at: instant("ended_at"),
    /** lib/dispatch/model/offer.ts: what the rider is told before the answer. */
    terms: jsonb("terms").$type<object>().notNull(),
  },
  (table) => [
    index("offers_open").on(table.rider_id).where(sql`status = 'open'`),
    index("offers_expiring").on(table.expires_at).where(sql`status = 'open'`),
    index("offers_rider").on(table.rider_id, table.made_at.desc()),
    index("offers_trip").on(table.trip_id),
    index("offers_decision").on(table.decision_id),
  ],
);

export const offerOrders = pgTable(
  "offer_orders",
  {
    offer_id: uuid("offer_id")
      .notNull()
      .references(() => offers.id, { onDelete: "cascade" }),
    order_id: uuid("order_id")
      .notNull()
      .references(() => orders.id),
  },
  (table) => [
    primaryKey({ columns: [table.offer_id, table.order_id] }),
    index("offer_orders_order").on(table.order_id),
  ],
);

/** Every decision about who carries an order, with its reasons. */
export const dispatchDecisions = pgTable(
  "dispatch_decisions",
  {
    id: uuid("id").primaryKey(),
    at: instant("at").notNull(),
    /** lib/dispatch/model/decision.ts */
    kind: text("kind").notNull(),
    rider_id: uuid("rider_id").references(() => riders.id),
    /** The dispatcher who made it. Null: the engine. */
    actor_id: uuid("actor_id").references(() => users.id, { onDelete: "set null" }),
    actor_name: text("actor_name"),
    /** A key of the message catalogue with its values. */
    reason: jsonb("reason").$type<object>().notNull(),
    candidates: jsonb("candidates").$type<object[]>().notNull(),
    /** What a dispatcher or the rider wrote. */
    note: text("note"),
  },
  (table) => [
    index("dispatch_decisions_at").on(table.at),
    index("dispatch_decisions_rider").on(table.rider_id),
    index("dispatch_decisions_actor").on(table.actor_id),
  ],
);

export const dispatchDecisionOrders = pgTable(
  "dispatch_decision_orders",
  {
    decision_id: uuid("decision_id")
      .notNull()
      .references(() => dispatchDecisions.id, { onDelete: "cascade" }),
    order_id: uuid("order_id")
      .notNull()
      .references(() => orders.id),
  },
  (table) => [
    primaryKey({ columns: [table.decision_id, table.order_id] }),
    index("dispatch_decision_orders_order").on(table.order_id),
  ],
);

/** What finished trips took, against what was computed, by store and hour of its day. */
export const travelCorrections = pgTable(
  "travel_corrections",
  {
    tenant_id: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
    hour: integer("hour").notNull(),
    measured_ms: bigint("measured_ms", { mode: "number" }).notNull(),
    computed_ms: bigint("computed_ms", { mode: "number" }).notNull(),
    legs: integer("legs").notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant_id, table.hour] })],
);

const bytea = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });

/**
 * The photo of an order that was left at its door. It is kept here and not with the photos of dishes, because those are public. It
 * is removed after 30 days.
 */
export const doorPhotos = pgTable(
  "door_photos",
  {
    order_id: uuid("order_id")
      .primaryKey()
      .references(() => orders.id, { onDelete: "cascade" }),
    trip_id: uuid("trip_id")
      .notNull()
      .references(() => trips.id, { onDelete: "cascade" }),
    taken_at: instant("taken_at").notNull(),
    /** WebP. */
    bytes: bytea("bytes").notNull(),
  },
  (table) => [index("door_photos_trip").on(table.trip_id), index("door_photos_taken").on(table.taken_at)],
);
