import "server-only";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type * as z from "zod/mini";
import { fleetOf } from "@/lib/auth/model/fleet";
import { offerOrders, offers } from "@/lib/db/schema/dispatch";
import { orders } from "@/lib/db/schema/orders";
import { users } from "@/lib/db/schema/people";
import { riderShifts, riders, trips } from "@/lib/db/schema/riders";
import type { Transaction } from "@/lib/db/transaction";
import { toWire } from "@/lib/db/wire";
import { offerSchema } from "@/lib/dispatch/model/offer";
import { orderStatusSchema } from "@/lib/orders/model/changing-fields";
import { riderStateSchema, type Vehicle, vehicleSchema } from "@/lib/orders/model/delivery";
import { firstName } from "@/lib/text/first-name";

/*
 * Everything that changes who carries an order takes its locks in one order, so that concurrent presses cannot deadlock: orders
 * by id, offers by id, riders by id, trips.
 */

export const anyOf = (ids: readonly string[]) => sql`any(${sql.param([...new Set(ids)])}::uuid[])`;

/** What offers and trips depend on. */
export async function lockOrders(tx: Transaction, ids: readonly string[]) {
  const rows = await tx
    .select({
      id: orders.id,
      order_code: orders.order_code,
      tenant_id: orders.tenant_id,
      user_id: orders.user_id,
      order_status: orders.order_status,
      delivery_by: orders.delivery_by,
      rider_id: orders.rider_id,
      rider_state: orders.rider_state,
      trip_id: orders.trip_id,
      currency: orders.currency,
      leave_at_door: orders.leave_at_door,
      delivery_pin: orders.delivery_pin,
      pin_failures: orders.pin_failures,
    })
    .from(orders)
    .where(sql`${orders.id} = ${anyOf(ids)}`)
    .orderBy(asc(orders.id))
    .for("no key update");
  return rows.map((row) => ({
    ...row,
    order_status: orderStatusSchema.parse(row.order_status),
    rider_state: riderStateSchema.parse(row.rider_state),
  }));
}
export type LockedOrder = Awaited<ReturnType<typeof lockOrders>>[number];

/** Returns whether a rider may take the order: the kitchen has accepted it, and nobody carries it. */
export const isFree = ({ order_status, delivery_by, rider_state }: LockedOrder): boolean =>
  order_status === "Preparing" && delivery_by !== "store" && rider_state === "none";

/** Returns whether a rider has it who has not come to the store: a plan may still ask another one. */
export const isHeld = ({ order_status, delivery_by, rider_state }: LockedOrder): boolean =>
  order_status === "Preparing" && delivery_by !== "store" && rider_state === "accepted";

export const offerColumns = {
  id: offers.id,
  rider_id: offers.rider_id,
  trip_id: offers.trip_id,
  status: offers.status,
  made_at: offers.made_at,
  expires_at: offers.expires_at,
  ended_at: offers.ended_at,
  terms: offers.terms,
  order_ids: sql<string[]>`array(
    select ${offerOrders.order_id}::text from ${offerOrders} where ${offerOrders.offer_id} = ${offers.id}
    order by ${offerOrders.order_id}
  )`,
};
export const toOffer = (row: object): z.infer<typeof offerSchema> => toWire(offerSchema, row);

/** Locks an offer, whatever its state, and all that are open for any of these orders. */
export async function lockOffers(
  tx: Transaction,
  orderIds: readonly string[],
  offerId: string | null = null,
) {
  const rows = await tx
    .select(offerColumns)
    .from(offers)
    .where(
      sql`${offers.id} = ${offerId}::uuid or (${offers.status} = 'open' and ${offers.id} = any(array(
        select ${offerOrders.offer_id} from ${offerOrders} where ${offerOrders.order_id} = ${anyOf(orderIds)}
      )))`,
    )
    .orderBy(asc(offers.id))
    .for("no key update");
  return rows.map((row) => ({ ...toOffer(row), trip_id: row.trip_id }));
}
export type LockedOffer = Awaited<ReturnType<typeof lockOffers>>[number];

export interface RidingPerson {
  readonly id: string;
  /** First name only. */
  readonly name: string;
  readonly fleet: string;
}

export interface LockedRider extends RidingPerson {
  readonly vehicle: Vehicle;
  /** Null: off shift. */
  readonly shift: { readonly id: string; readonly position: unknown } | null;
  readonly isRemoved: boolean;
}

/** Locks riders by id. A rider begins one trip at a time, and gets no offer while that is decided. */
export async function lockRiders(tx: Transaction, ids: readonly string[]): Promise<Map<string, LockedRider>> {
  const rows = await tx
    .select({
      id: riders.id,
      tenant_id: riders.tenant_id,
      vehicle: riders.vehicle,
      removed_at: riders.removed_at,
    })
    .from(riders)
    .where(sql`${riders.id} = ${anyOf(ids)}`)
    .orderBy(asc(riders.id))
    .for("no key update");
  const found = new Map<string, LockedRider>();
  for (const row of rows) {
    const [person] = await tx
      .select({
        name: sql<string>`coalesce(${users.name}, split_part(${users.email}, '@', 1))`,
        shift_id: riderShifts.id,
        position: riderShifts.position,
        vehicle: riderShifts.vehicle,
      })
      .from(users)
      .leftJoin(riderShifts, and(eq(riderShifts.rider_id, users.id), isNull(riderShifts.ended_at)))
      .where(eq(users.id, row.id));
    if (person === undefined) continue;
    found.set(row.id, {
      id: row.id,
      name: firstName(person.name),
      fleet: fleetOf(row.tenant_id),
      vehicle: vehicleSchema.parse(person.vehicle ?? row.vehicle),
      shift: person.shift_id === null ? null : { id: person.shift_id, position: person.position },
      isRemoved: row.removed_at !== null,
    });
  }
  return found;
}

/** The rider's row must be locked. */
export async function lockOpenTrip(tx: Transaction, riderId: string) {
  const [trip] = await tx
    .select()
    .from(trips)
    .where(and(eq(trips.rider_id, riderId), isNull(trips.finished_at)))
    .for("no key update");
  return trip ?? null;
}
export type TripRow = typeof trips.$inferSelect;

/** Locks a trip and its rider, whose vehicle is the trip's. Throws when there is none. */
export async function lockTrip(tx: Transaction, tripId: string) {
  const [of] = await tx.select({ rider_id: trips.rider_id }).from(trips).where(eq(trips.id, tripId));
  const rider = of && (await lockRiders(tx, [of.rider_id])).get(of.rider_id);
  const [trip] = await tx.select().from(trips).where(eq(trips.id, tripId)).for("no key update");
  if (rider === undefined || trip === undefined) throw new Error(`There is no trip ${tripId}`);
  return { trip, rider: { ...rider, vehicle: vehicleSchema.parse(trip.vehicle) } };
}
