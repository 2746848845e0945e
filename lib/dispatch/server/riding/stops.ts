import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/client";
import { tripStops } from "@/lib/db/schema/dispatch";
import { orders } from "@/lib/db/schema/orders";
import { trips } from "@/lib/db/schema/riders";
import type { Transaction } from "@/lib/db/transaction";
import { isReleased, type PlannedStop, type Stop } from "@/lib/dispatch/model/riding/stops";
import { anyOf } from "./locks";

export interface StoredStop extends Stop {
  readonly trip_id: string;
  readonly store_id: string;
  readonly rider_id: string;
}

const stopColumns = {
  trip_id: tripStops.trip_id,
  order_id: tripStops.order_id,
  kind: tripStops.kind,
  arrived_at: tripStops.arrived_at,
  done_at: tripStops.done_at,
  outcome: tripStops.outcome,
  store_id: orders.tenant_id,
  rider_id: trips.rider_id,
};

const selectStops = (db: Queryable) =>
  db
    .select(stopColumns)
    .from(tripStops)
    .innerJoin(orders, eq(orders.id, tripStops.order_id))
    .innerJoin(trips, eq(trips.id, tripStops.trip_id));

/** Returns the stops of a trip in the order in which they are made, the released ones included. */
export const readStops = (db: Queryable, tripId: string): Promise<StoredStop[]> =>
  selectStops(db)
    .where(eq(tripStops.trip_id, tripId))
    .orderBy(asc(tripStops.position), asc(tripStops.order_id));

/** Returns how many orders a trip has that no one has taken out of it. */
export async function countCarried(db: Queryable, tripId: string): Promise<number> {
  const stops = await readStops(db, tripId);
  return stops.filter((stop) => stop.kind === "pick_up" && !isReleased(stop)).length;
}

/** Returns the tips for the rider of the orders that a trip has brought or will bring, in minor units. */
export async function tipsOnTrip(db: Queryable, tripId: string): Promise<number> {
  const [row] = await db
    .select({ tips: sql<number>`coalesce(sum(${orders.tip}), 0)::int` })
    .from(tripStops)
    .innerJoin(orders, eq(orders.id, tripStops.order_id))
    .where(
      and(
        eq(tripStops.trip_id, tripId),
        eq(tripStops.kind, "drop_off"),
        eq(orders.tip_to, "rider"),
        sql`${tripStops.outcome} is distinct from 'released' and ${tripStops.outcome} is distinct from 'failed'`,
      ),
    );
  return row?.tips ?? 0;
}

/** Returns the stops of orders that no rider has given back. While an order is locked, its stops do not change. */
export const readStopsOfOrders = (db: Queryable, orderIds: readonly string[]): Promise<StoredStop[]> =>
  selectStops(db).where(
    and(
      sql`${tripStops.order_id} = ${anyOf(orderIds)}`,
      sql`${tripStops.outcome} is distinct from 'released'`,
    ),
  );

/** Writes the plan of a trip. What has been done at its stops stays, but for an order that comes back after a release. */
export async function writeStops(
  tx: Transaction,
  tripId: string,
  stops: readonly PlannedStop[],
): Promise<void> {
  const isBack = sql`${tripStops.outcome} = 'released'`;
  await tx
    .insert(tripStops)
    .values(stops.map(({ order_id, kind }, position) => ({ trip_id: tripId, order_id, kind, position })))
    .onConflictDoUpdate({
      target: [tripStops.trip_id, tripStops.order_id, tripStops.kind],
      set: {
        position: sql`excluded.position`,
        arrived_at: sql`case when ${isBack} then null else ${tripStops.arrived_at} end`,
        done_at: sql`case when ${isBack} then null else ${tripStops.done_at} end`,
        outcome: sql`case when ${isBack} then null else ${tripStops.outcome} end`,
        released_at: sql`case when ${isBack} then null else ${tripStops.released_at} end`,
      },
    });
}

export async function changeStop(
  tx: Transaction,
  tripId: string,
  { order_id, kind }: PlannedStop,
  changes: Partial<Pick<Stop, "arrived_at" | "done_at" | "outcome">>,
): Promise<void> {
  await tx
    .update(tripStops)
    .set(changes)
    .where(and(eq(tripStops.trip_id, tripId), eq(tripStops.order_id, order_id), eq(tripStops.kind, kind)));
}

export async function releaseStops(
  tx: Transaction,
  tripId: string,
  orderId: string,
  now: Date,
): Promise<void> {
  await tx
    .update(tripStops)
    .set({ outcome: "released", released_at: now })
    .where(and(eq(tripStops.trip_id, tripId), eq(tripStops.order_id, orderId)));
}
