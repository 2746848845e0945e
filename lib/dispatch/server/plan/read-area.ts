import "server-only";
import { and, asc, eq, gt, isNotNull, isNull, sql } from "drizzle-orm";
import * as z from "zod";
import { fleetOf } from "@/lib/auth/model/fleet";
import type { Queryable } from "@/lib/db/client";
import {
  dispatchDecisionOrders,
  dispatchDecisions,
  offerOrders,
  offers,
  tripStops,
} from "@/lib/db/schema/dispatch";
import { addresses, orders } from "@/lib/db/schema/orders";
import { users } from "@/lib/db/schema/people";
import { riderShifts, riders, trips } from "@/lib/db/schema/riders";
import { tenants } from "@/lib/db/schema/stores";
import { decisionKindSchema } from "@/lib/dispatch/model/decision";
import { reasonSchema } from "@/lib/dispatch/model/offer";
import type { Place } from "@/lib/dispatch/model/travel/distance";
import { riderStateSchema, vehicleSchema } from "@/lib/orders/model/delivery";
import { positionSchema } from "@/lib/riders/model/position";
import { firstName } from "@/lib/text/first-name";
import { idSchema } from "@/lib/text/id";
import { type Area, isRiderOf, isStoreOf } from "./area";

/** More open orders, or riders on shift, than any plan can look at within its time. */
const ORDERS_AT_MOST = 1_000;
const RIDERS_AT_MOST = 1_000;
/** Refusals of the open orders: ten for each, at the bound. */
const ROWS_AT_MOST = 10_000;

const placeOf = ({ lat, lng }: { lat: number | null; lng: number | null }): Place | null =>
  lat === null || lng === null ? null : { lat, lng };

const isIn = (ids: readonly string[]) => sql`any(${sql.param([...new Set(ids)])}::uuid[])`;

/** Constants in the text: a prepared plan uses the partial index of open orders only then. */
const isOpen = sql`${orders.order_status} in ('Preparing', 'Out for Delivery')`;

/** The open orders that riders may bring, accepted by their stores. */
async function readOrders(db: Queryable, area: Area) {
  const rows = await db
    .select({
      id: orders.id,
      order_code: orders.order_code,
      version: orders.version,
      status: orders.order_status,
      user_id: orders.user_id,
      delivery_by: orders.delivery_by,
      rider_id: orders.rider_id,
      rider_name: orders.rider_name,
      rider_vehicle: orders.rider_vehicle,
      rider_state: orders.rider_state,
      trip_id: orders.trip_id,
      pinned_rider_id: orders.pinned_rider_id,
      rider_moves: orders.rider_moves,
      created_at: orders.created_at,
      accepted_at: orders.accepted_at,
      promised_at: orders.promised_at,
      ready_at: orders.ready_at,
      eta_from: orders.eta_from,
      eta_to: orders.eta_to,
      total_qty: orders.total_qty,
      currency: orders.currency,
      /** What a rider gets of the customer, in full. */
      tip: sql<number>`case when ${orders.tip_to} = 'rider' then ${orders.tip} else 0 end`,
      lat: addresses.lat,
      lng: addresses.lng,
      line1: addresses.line1,
      city: addresses.city,
      postal_code: addresses.postal_code,
      store: {
        id: tenants.id,
        name: tenants.name,
        slug: tenants.slug,
        address_line: tenants.address_line,
        time_zone: tenants.time_zone,
        rider_fleet: tenants.rider_fleet,
        dispatch_mode: tenants.dispatch_mode,
        delivery_minutes: tenants.delivery_minutes,
        lat: tenants.lat,
        lng: tenants.lng,
      },
    })
    .from(orders)
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .innerJoin(addresses, eq(addresses.id, orders.address_id))
    .where(and(isOpen, sql`${orders.delivery_by} <> 'store'`, isNotNull(orders.accepted_at), isStoreOf(area)))
    .orderBy(asc(orders.accepted_at), asc(orders.id))
    .limit(ORDERS_AT_MOST);
  return rows.map(({ lat, lng, store, rider_state, ...row }) => ({
    ...row,
    rider_state: riderStateSchema.parse(rider_state),
    door: placeOf({ lat, lng }),
    store: { ...store, place: placeOf(store) },
  }));
}
type OrderRow = Awaited<ReturnType<typeof readOrders>>[number];

async function readRiders(db: Queryable, area: Area) {
  const rows = await db
    .select({
      id: riders.id,
      tenant_id: riders.tenant_id,
      name: sql<string>`coalesce(${users.name}, '')`,
      shift_id: riderShifts.id,
      vehicle: riderShifts.vehicle,
      started_at: riderShifts.started_at,
      ends_at: riderShifts.ends_at,
      position: riderShifts.position,
    })
    .from(riderShifts)
    .innerJoin(riders, eq(riders.id, riderShifts.rider_id))
    .innerJoin(users, eq(users.id, riders.id))
    .leftJoin(tenants, eq(tenants.id, riders.tenant_id))
    .where(and(isNull(riderShifts.ended_at), isNull(riders.removed_at), isRiderOf(area)))
    .orderBy(asc(riders.id))
    .limit(RIDERS_AT_MOST);
  return rows.map((row) => ({
    ...row,
    name: firstName(row.name),
    fleet: fleetOf(row.tenant_id),
    vehicle: vehicleSchema.parse(row.vehicle),
    position: row.position === null ? null : positionSchema.parse(row.position),
  }));
}
type RiderRow = Awaited<ReturnType<typeof readRiders>>[number];

async function readTrips(db: Queryable, riderIds: readonly string[]) {
  const rows = await db
    .select({
      id: trips.id,
      rider_id: trips.rider_id,
      version: trips.version,
      left_at: trips.left_at,
      metres: trips.metres,
      order_id: tripStops.order_id,
      kind: tripStops.kind,
      arrived_at: tripStops.arrived_at,
      outcome: tripStops.outcome,
      order_code: orders.order_code,
      store_name: tenants.name,
      line1: addresses.line1,
      store_lat: tenants.lat,
      store_lng: tenants.lng,
      door_lat: addresses.lat,
      door_lng: addresses.lng,
    })
    .from(trips)
    .innerJoin(tripStops, eq(tripStops.trip_id, trips.id))
    .innerJoin(orders, eq(orders.id, tripStops.order_id))
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .innerJoin(addresses, eq(addresses.id, orders.address_id))
    .where(and(isNull(trips.finished_at), sql`${trips.rider_id} = ${isIn(riderIds)}`))
    .orderBy(asc(trips.id), asc(tripStops.position));
  return Map.groupBy(
    rows.map(({ store_lat, store_lng, door_lat, door_lng, ...row }) => ({
      ...row,
      place:
        row.kind === "pick_up"
          ? placeOf({ lat: store_lat, lng: store_lng })
          : placeOf({ lat: door_lat, lng: door_lng }),
    })),
    ({ rider_id }) => rider_id,
  );
}

async function readEarnings(db: Queryable, shiftIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .select({
      shift_id: trips.shift_id,
      earned: sql<number>`sum(${trips.pay_base} + ${trips.pay_distance} + ${trips.pay_waiting})::int`,
    })
    .from(trips)
    .where(sql`${trips.shift_id} = ${isIn(shiftIds)}`)
    .groupBy(trips.shift_id);
  return new Map(rows.map(({ shift_id, earned }) => [shift_id, earned]));
}

/** Offers that wait for an answer, by riders of the area or about its orders. */
async function readOpenOffers(
  db: Queryable,
  orderIds: readonly string[],
  riderIds: readonly string[],
  now: Date,
) {
  const rows = await db
    .select({
      id: offers.id,
      rider_id: offers.rider_id,
      order_ids: sql<string[]>`array_agg(${offerOrders.order_id}::text)`,
    })
    .from(offers)
    .innerJoin(offerOrders, eq(offerOrders.offer_id, offers.id))
    .where(and(sql`${offers.status} = 'open'`, gt(offers.expires_at, now)))
    .groupBy(offers.id);
  const [ofOrders, ofRiders] = [new Set(orderIds), new Set(riderIds)];
  return rows.filter(
    ({ rider_id, order_ids }) => ofRiders.has(rider_id) || order_ids.some((id) => ofOrders.has(id)),
  );
}

/** Whoever declined is asked again after this time: few riders must not mean that nobody can bring an order. */
const DECLINED_MS = 10 * 60_000;
/** Whoever let an offer pass may have been in a tunnel, and who lost an order has refused nothing: they are asked again sooner. */
const ASKED_AGAIN_MS = 5 * 60_000;

const refusalRows = z.object({
  rows: z
    .array(z.object({ order_id: idSchema, rider_id: idSchema, at: z.coerce.date(), is_refusal: z.boolean() }))
    .max(ROWS_AT_MOST),
});
type Refusal = z.infer<typeof refusalRows>["rows"][number];

/**
 * Riders who did not take an order, those who had it and have it no more, and those whose offer was recalled, each for some
 * minutes. A plan that moves an order takes it from its rider, but gives it back when the other one does not want it.
 */
async function readRefusals(db: Queryable, orderIds: readonly string[], now: Date): Promise<Refusal[]> {
  if (orderIds.length === 0) return [];
  const since = new Date(now.getTime() - ASKED_AGAIN_MS).toISOString();
  const declinedSince = new Date(now.getTime() - DECLINED_MS).toISOString();
  const found = await db.execute(sql`
    select about.order_id, offer.rider_id, max(offer.ended_at) as at, true as is_refusal
    from offer_orders about join offers offer on offer.id = about.offer_id
    where about.order_id = ${isIn(orderIds)}
      and (offer.status = 'declined' and offer.ended_at > ${declinedSince}::timestamptz
        or offer.status = 'expired' and offer.ended_at > ${since}::timestamptz)
    group by about.order_id, offer.rider_id
    union all
    select about.order_id, decision.rider_id, max(decision.at), false
    from dispatch_decision_orders about join dispatch_decisions decision on decision.id = about.decision_id
    where about.order_id = ${isIn(orderIds)} and decision.kind in ('recall', 'release') and decision.rider_id is not null
      and decision.at > ${since}::timestamptz
    group by about.order_id, decision.rider_id
    union all
    select stop.order_id, trip.rider_id, max(stop.released_at), false
    from trip_stops stop join trips trip on trip.id = stop.trip_id
    where stop.order_id = ${isIn(orderIds)} and stop.outcome = 'released' and stop.released_at > ${since}::timestamptz
      and not exists (
        select from dispatch_decision_orders moved join dispatch_decisions decision on decision.id = moved.decision_id
        where moved.order_id = stop.order_id and decision.kind = 'move' and decision.at = stop.released_at)
    group by stop.order_id, trip.rider_id
    limit ${ROWS_AT_MOST}`);
  return refusalRows.parse(found).rows;
}

const pinRows = z.object({
  rows: z.array(z.object({ order_id: idSchema, at: z.coerce.date() })).max(ROWS_AT_MOST),
});

/** When dispatchers chose the riders of these orders. */
async function readPins(db: Queryable, orderIds: readonly string[]): Promise<Map<string, Date>> {
  if (orderIds.length === 0) return new Map();
  const found = await db.execute(sql`
    select about.order_id, max(decision.at) as at
    from dispatch_decision_orders about join dispatch_decisions decision on decision.id = about.decision_id
    where about.order_id = ${isIn(orderIds)} and decision.kind in ('pin', 'assign')
    group by about.order_id`);
  return new Map(pinRows.parse(found).rows.map(({ order_id, at }) => [order_id, at]));
}

const latestRows = z.object({
  rows: z
    .array(
      z.object({
        order_id: idSchema,
        at: z.coerce.date(),
        kind: decisionKindSchema,
        rider_id: z.nullable(idSchema),
        reason: reasonSchema,
      }),
    )
    .max(ROWS_AT_MOST),
});
export type LatestDecision = z.infer<typeof latestRows>["rows"][number];

/** The latest decision about each order. */
export async function readLatestDecisions(
  db: Queryable,
  orderIds: readonly string[],
): Promise<Map<string, LatestDecision>> {
  const found = await db.execute(sql`
    select asked.id as order_id, latest.at, latest.kind, latest.rider_id, latest.reason
    from unnest(${sql.param([...new Set(orderIds)])}::uuid[]) as asked(id)
    cross join lateral (
      select decision.at, decision.kind, decision.rider_id, decision.reason
      from ${dispatchDecisionOrders} about join ${dispatchDecisions} decision on decision.id = about.decision_id
      where about.order_id = asked.id
      order by decision.at desc, decision.id desc limit 1
    ) latest`);
  return new Map(latestRows.parse(found).rows.map((row) => [row.order_id, row]));
}

export interface AreaOrder extends OrderRow {
  /** Offers for it that wait for an answer. */
  readonly offers: readonly { readonly id: string; readonly rider_id: string }[];
  /** Riders who declined it, or let its offer expire, a few minutes ago. */
  readonly refusedBy: readonly string[];
  /** Riders who had it or were asked for it, until somebody took that back a few minutes ago. */
  readonly takenFrom: readonly string[];
  /** What was decided about it last; null: nothing yet. */
  readonly latest: LatestDecision | null;
  /** The rider whom a dispatcher chose, unless that rider has refused since. */
  readonly pinnedTo: string | null;
}

export type AreaStop =
  Awaited<ReturnType<typeof readTrips>> extends Map<string, (infer Stop)[]> ? Stop : never;

export interface AreaRider extends RiderRow {
  /** On this shift, in minor units. */
  readonly earned: number;
  readonly trip: {
    readonly id: string;
    readonly version: number;
    readonly hasLeft: boolean;
    readonly metres: number;
  } | null;
  /** Stops that are still ahead, in order. */
  readonly stops: readonly AreaStop[];
  readonly isAnswering: boolean;
}

/** Everything that dispatch knows about an area, read within a moment. */
export interface AreaState {
  readonly area: Area;
  readonly now: Date;
  readonly orders: readonly AreaOrder[];
  /** On shift. */
  readonly riders: readonly AreaRider[];
}

export async function readArea(db: Queryable, area: Area, now: Date): Promise<AreaState> {
  const orderRows = await readOrders(db, area);
  const riderRows = await readRiders(db, area);
  const orderIds = orderRows.map(({ id }) => id);
  const riderIds = riderRows.map(({ id }) => id);
  const stops = await readTrips(db, riderIds);
  const earnings = await readEarnings(
    db,
    riderRows.map(({ shift_id }) => shift_id),
  );
  const open = await readOpenOffers(db, orderIds, riderIds, now);
  const refusals = Map.groupBy(await readRefusals(db, orderIds, now), ({ order_id }) => order_id);
  const pinned = orderRows.filter(({ pinned_rider_id }) => pinned_rider_id !== null);
  const pins = await readPins(
    db,
    pinned.map(({ id }) => id),
  );
  const latest = await readLatestDecisions(db, orderIds);
  const ridersOf = (rows: readonly Refusal[], isRefusal: boolean) => [
    ...new Set(rows.flatMap(({ rider_id, is_refusal }) => (is_refusal === isRefusal ? [rider_id] : []))),
  ];
  const holds = ({ id, pinned_rider_id }: OrderRow, rows: readonly Refusal[]) =>
    !rows.some(({ rider_id, at }) => rider_id === pinned_rider_id && at > (pins.get(id) ?? now));
  return {
    area,
    now,
    orders: orderRows.map((row) => {
      const rows = refusals.get(row.id) ?? [];
      return {
        ...row,
        offers: open.filter(({ order_ids }) => order_ids.includes(row.id)),
        refusedBy: ridersOf(rows, true),
        takenFrom: ridersOf(rows, false),
        latest: latest.get(row.id) ?? null,
        pinnedTo: holds(row, rows) ? row.pinned_rider_id : null,
      };
    }),
    riders: riderRows.map((row) => {
      const own = stops.get(row.id) ?? [];
      const [first] = own;
      return {
        ...row,
        earned: earnings.get(row.shift_id) ?? 0,
        trip:
          first === undefined
            ? null
            : {
                id: first.id,
                version: first.version,
                hasLeft: first.left_at !== null,
                metres: first.metres,
              },
        stops: own.filter(({ outcome }) => outcome === null),
        isAnswering: open.some(({ rider_id }) => rider_id === row.id),
      };
    }),
  };
}
