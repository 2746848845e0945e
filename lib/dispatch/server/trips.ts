import "server-only";
import { eq, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { type Failure, failure, type Result, success } from "@/lib/commands/result";
import { trips } from "@/lib/db/schema/riders";
import type { Transaction } from "@/lib/db/transaction";
import { isReleased, mergeStops, ORDERS_ON_TRIP, type PlannedStop } from "@/lib/dispatch/model/riding/stops";
import { changeOrderByDispatch } from "@/lib/orders/server/commands";
import { vehicleSchema } from "@/lib/orders/model/delivery";
import { payOfTrip } from "@/lib/riders/model/pay";
import { errorText } from "@/lib/text/error-text";
import { withdrawOffersFor } from "./offers";
import { publishDispatchChanged, publishTripFinished, publishTripStarted } from "./riding/announce";
import { finishIfOver } from "./riding/finish-trip";
import {
  isFree,
  type LockedOrder,
  type LockedRider,
  lockOpenTrip,
  lockOrders,
  lockRiders,
  lockTrip,
  type TripRow,
} from "./riding/locks";
import { planLength } from "./riding/places";
import { readStops, readStopsOfOrders, releaseStops, writeStops } from "./riding/stops";

export interface DispatchActor {
  readonly id: string | null;
  readonly name: string;
  readonly kind: "rider" | "admin" | "partner" | "system";
}

export interface Taking {
  /** Locked, as its open trip and the orders are. */
  readonly rider: LockedRider;
  readonly trip: TripRow | null;
  readonly orders: readonly LockedOrder[];
  readonly stops: readonly PlannedStop[];
  readonly tip: number;
  /** As the offer said; null: by the plan. */
  readonly metres: number | null;
  readonly actor: DispatchActor;
  readonly now: Date;
}

const refuse = (text: "off_shift" | "under_way" | "too_many" | "not_free" | "other_currency") =>
  failure<never>("conflict", errorText(`riding.${text}`));

function refusalOf({ rider, trip, orders }: Taking, carried: number): Failure<never> | null {
  if (rider.isRemoved || rider.shift === null) return refuse("off_shift");
  if (!orders.every(isFree)) return refuse("not_free");
  if (trip !== null && trip.left_at !== null) return refuse("under_way");
  if (carried + orders.length > ORDERS_ON_TRIP) return refuse("too_many");
  const currencies = new Set([...orders.map(({ currency }) => currency), ...(trip === null ? [] : [trip.currency])]);
  return currencies.size > 1 ? refuse("other_currency") : null;
}

/**
 * Gives free orders to a rider: begins a trip, or joins the one that has not left yet. Returns the trip's id; a conflict, with
 * nothing changed, when the rider cannot take them.
 */
export async function takeOrders(tx: Transaction, taking: Taking): Promise<Result<string, never>> {
  const { rider, trip, orders, stops, tip, metres: offered, actor, now } = taking;
  const existing = trip === null ? [] : (await readStops(tx, trip.id)).filter((stop) => !isReleased(stop));
  const carried = existing.filter(({ kind }) => kind === "pick_up").length;
  const refused = refusalOf(taking, carried);
  const [first] = orders;
  if (refused !== null) return refused;
  if (rider.shift === null || first === undefined) throw new Error("Nothing was to be taken");

  const tripId = trip?.id ?? newId();
  for (const order of orders) {
    const step = {
      name: "assign_rider",
      rider: { id: rider.id, name: rider.name, vehicle: rider.vehicle },
      trip_id: tripId,
    } as const;
    const assigned = await changeOrderByDispatch(tx, order.id, step, actor);
    if (assigned.ok) continue;
    // What was written for an order before this one must not stay.
    if (order !== first) throw new Error(`Order ${order.id} could not be assigned: ${assigned.message}`);
    return failure<never>(assigned.code, assigned.message);
  }

  const planned = mergeStops(existing, stops);
  const length = offered ?? (await planLength(tx, rider.shift.position, planned));
  const metres = Math.max(length, trip?.metres ?? 0);
  const { base, distance } = payOfTrip(metres, 0);
  const plan = { metres, pay_base: base, pay_distance: distance };
  if (trip === null)
    await tx.insert(trips).values({
      ...plan,
      id: tripId,
      rider_id: rider.id,
      shift_id: rider.shift.id,
      vehicle: rider.vehicle,
      version: 1,
      accepted_at: now,
      currency: first.currency,
      tip,
    });
  else
    await tx
      .update(trips)
      .set({ ...plan, tip: trip.tip + tip, version: trip.version + 1 })
      .where(eq(trips.id, tripId));
  await writeStops(tx, tripId, planned);

  for (const order of orders) publishTripStarted(tx, { tripId, order, rider, now });
  publishDispatchChanged(tx, orders, [rider], now);
  return success(tripId);
}

/**
 * Takes a locked order out of the trip that it is in, if any, and ends a trip on which nothing is left. Does not change the
 * order. `outcome` is what becomes of the stops that are ahead.
 */
export async function leaveTripOf(
  tx: Transaction,
  order: LockedOrder,
  now: Date,
  riders?: ReadonlyMap<string, LockedRider>,
): Promise<void> {
  const [stop] = await readStopsOfOrders(tx, [order.id]);
  if (stop === undefined) return;
  const trip = await lockTrip(tx, stop.trip_id, riders);
  await releaseStops(tx, trip.row.id, order.id);
  await tx
    .update(trips)
    .set({ version: sql`${trips.version} + 1` })
    .where(eq(trips.id, trip.row.id));
  await finishIfOver(tx, { ...trip.row, version: trip.row.version + 1 }, now);
  const rider = { ...trip.rider, vehicle: vehicleSchema.parse(trip.row.vehicle) };
  publishTripFinished(tx, { tripId: trip.row.id, order, rider, now }, "released");
  publishDispatchChanged(tx, [order], [rider], now);
}

/** Takes an order from its rider. The order is free again; a picked-up one only for admins. */
export async function releaseOrder(
  tx: Transaction,
  orderId: string,
  reason: string,
  actor: DispatchActor,
  now = new Date(),
): Promise<Result<null, never>> {
  const [order] = await lockOrders(tx, [orderId]);
  if (order === undefined) return failure<never>("not_found", errorText("order_not_found"));
  return releaseLocked(tx, order, reason, actor, now);
}

async function releaseLocked(
  tx: Transaction,
  order: LockedOrder,
  reason: string,
  actor: DispatchActor,
  now: Date,
  riders?: ReadonlyMap<string, LockedRider>,
): Promise<Result<null, never>> {
  const released = await changeOrderByDispatch(tx, order.id, { name: "release_rider", reason }, actor);
  if (!released.ok) return failure<never>(released.code, released.message);
  await leaveTripOf(tx, order, now, riders);
  return success(null);
}

export interface DirectAssignment {
  readonly riderId: string;
  readonly orderIds: readonly string[];
  /** Why, for the timeline of an order that changes its rider. Default: none. */
  readonly reason?: string;
  readonly actor: DispatchActor;
  readonly now: Date;
}

class Unassignable extends Error {
  constructor(readonly failure: Failure<never>) {
    super(failure.message);
  }
}

/**
 * Gives orders to a rider without asking, also those that another rider has. Their open offers are withdrawn. Returns the trip's
 * id. With a failure that came after the first change it throws `Unassignable`: see `refusingAssignment`.
 */
export async function assignDirectly(
  tx: Transaction,
  { riderId, orderIds, reason = "", actor, now }: DirectAssignment,
): Promise<Result<string, never>> {
  const ids = [...new Set(orderIds)].toSorted();
  const asked = await lockOrders(tx, ids);
  if (asked.length < ids.length || asked.length === 0)
    return failure<never>("not_found", errorText("order_not_found"));
  await withdrawOffersFor(tx, ids, now);
  const moved = asked.filter(({ rider_id }) => rider_id !== null && rider_id !== riderId);
  const fresh = asked.filter(({ rider_id }) => rider_id !== riderId);
  const people = await lockRiders(tx, [riderId, ...moved.flatMap(({ rider_id }) => rider_id ?? [])]);
  const rider = people.get(riderId);
  if (rider === undefined) return failure<never>("not_found", errorText("riding.no_such_rider"));
  const trip = await lockOpenTrip(tx, riderId);
  const [first] = fresh;
  // All of them are with this rider already.
  if (first === undefined) return trip === null ? refuse("not_free") : success(trip.id);
  for (const order of moved) {
    const released = await releaseLocked(tx, order, reason, actor, now, people);
    if (released.ok) continue;
    if (order === moved[0]) return released;
    throw new Unassignable(released);
  }
  const released = await lockOrders(
    tx,
    fresh.map(({ id }) => id),
  );
  const stops = (["pick_up", "drop_off"] as const).flatMap((kind) =>
    released.map(({ id }) => ({ order_id: id, kind })),
  );
  const taken = await takeOrders(tx, { rider, trip, orders: released, stops, tip: 0, metres: null, actor, now });
  if (!taken.ok && moved.length > 0) throw new Unassignable(taken);
  return taken;
}
