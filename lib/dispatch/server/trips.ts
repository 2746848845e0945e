import "server-only";
import { eq, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { fleetOf } from "@/lib/auth/model/fleet";
import { type Failure, failure, type Result, success } from "@/lib/commands/result";
import { orders as orderRows } from "@/lib/db/schema/orders";
import { trips } from "@/lib/db/schema/riders";
import type { Transaction } from "@/lib/db/transaction";
import { isReleased, mergeStops, ORDERS_ON_TRIP, type PlannedStop } from "@/lib/dispatch/model/riding/stops";
import { changeOrderByDispatch, type DispatchActor } from "@/lib/orders/server/commands";
import { payOfTrip } from "@/lib/riders/model/pay";
import { errorText } from "@/lib/text/error-text";
import { withdrawOffersFor } from "./offers";
import { publishDispatchChanged, publishTripFinished, publishTripStarted } from "./riding/announce";
import { touchTrip } from "./riding/finish-trip";
import {
  anyOf,
  isFree,
  isHeld,
  type LockedOrder,
  type LockedRider,
  lockOffers,
  lockOpenTrip,
  lockOrders,
  lockRiders,
  lockTrip,
  type TripRow,
} from "./riding/locks";
import { planLength } from "./riding/places";
import {
  countCarried,
  readStops,
  readStopsOfOrders,
  releaseStops,
  tipsOnTrip,
  writeStops,
} from "./riding/stops";

export interface Taking {
  /** Locked, as its open trip and the orders are. */
  readonly rider: LockedRider;
  readonly trip: TripRow | null;
  readonly orders: readonly LockedOrder[];
  readonly stops: readonly PlannedStop[];
  /** As the offer said; null: by the plan. */
  readonly metres: number | null;
  readonly actor: DispatchActor;
  readonly now: Date;
}

const refuse = (text: "off_shift" | "under_way" | "too_many" | "not_free" | "other_currency") =>
  failure<never>("conflict", errorText(`riding.${text}`));

function refusalOf(
  rider: LockedRider,
  trip: TripRow | null,
  orders: readonly LockedOrder[],
  carried: number,
): Failure<never> | null {
  if (rider.isRemoved || rider.shift === null) return refuse("off_shift");
  if (trip !== null && trip.left_at !== null) return refuse("under_way");
  if (carried + orders.length > ORDERS_ON_TRIP) return refuse("too_many");
  const known = trip === null ? [] : [trip.currency];
  return new Set([...known, ...orders.map(({ currency }) => currency)]).size > 1
    ? refuse("other_currency")
    : null;
}

/** Why a rider cannot take orders that are free, or will be; null when nothing is against it. */
export const whyNotTake = async (
  tx: Transaction,
  { rider, trip, orders }: Pick<Taking, "rider" | "trip" | "orders">,
): Promise<Failure<never> | null> =>
  orders.every((order) => isFree(order) || isHeld(order))
    ? refusalOf(rider, trip, orders, trip === null ? 0 : await countCarried(tx, trip.id))
    : refuse("not_free");

/**
 * Gives free orders to a rider: begins a trip, or joins the one that has not left yet. Returns the trip's id; a conflict, with
 * nothing changed, when the rider cannot take them.
 */
export async function takeOrders(tx: Transaction, taking: Taking): Promise<Result<string, never>> {
  const { rider, trip, orders, stops, metres: offered, actor, now } = taking;
  const existing = trip === null ? [] : (await readStops(tx, trip.id)).filter((stop) => !isReleased(stop));
  if (!orders.every(isFree)) return refuse("not_free");
  const refused = refusalOf(rider, trip, orders, existing.length / 2);
  if (refused !== null) return refused;
  const [first] = orders;
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

  // Wrong PINs were another rider's.
  await tx
    .update(orderRows)
    .set({ pin_failures: 0 })
    .where(sql`${orderRows.id} = ${anyOf(orders.map(({ id }) => id))}`);

  // An offer may name orders that have left the trip since then.
  const onTrip = new Set([...existing.map(({ order_id }) => order_id), ...orders.map(({ id }) => id)]);
  const planned = mergeStops(
    existing,
    stops.filter(({ order_id }) => onTrip.has(order_id)),
  );
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
    });
  else
    await tx
      .update(trips)
      .set({ ...plan, version: trip.version + 1 })
      .where(eq(trips.id, tripId));
  await writeStops(tx, tripId, planned);
  await tx
    .update(trips)
    .set({ tip: await tipsOnTrip(tx, tripId) })
    .where(eq(trips.id, tripId));

  for (const order of orders) publishTripStarted(tx, { tripId, order, rider, now });
  publishDispatchChanged(tx, orders, [rider], now);
  return success(tripId);
}

/**
 * Takes a locked order out of the trip that it is in, if any, and ends a trip on which nothing is left. Does not change the
 * order.
 */
export async function leaveTripOf(tx: Transaction, order: LockedOrder, now: Date): Promise<void> {
  const [stop] = await readStopsOfOrders(tx, [order.id]);
  if (stop === undefined) return;
  const { trip, rider } = await lockTrip(tx, stop.trip_id);
  await releaseStops(tx, trip.id, order.id, now);
  await touchTrip(tx, trip, now);
  publishTripFinished(tx, { tripId: trip.id, order, rider, now }, "released");
  publishDispatchChanged(tx, [order], [rider], now);
}

/** Takes an order from its rider. The order is free again; a picked-up one only for admins. */
export async function releaseOrder(
  tx: Transaction,
  orderId: string,
  actor: DispatchActor,
  now = new Date(),
): Promise<Result<null, never>> {
  const [order] = await lockOrders(tx, [orderId]);
  if (order === undefined) return failure<never>("not_found", errorText("order_not_found"));
  return releaseLocked(tx, order, actor, now);
}

async function releaseLocked(
  tx: Transaction,
  order: LockedOrder,
  actor: DispatchActor,
  now: Date,
): Promise<Result<null, never>> {
  const released = await changeOrderByDispatch(tx, order.id, { name: "release_rider" }, actor);
  if (!released.ok) return failure<never>(released.code, released.message);
  await leaveTripOf(tx, order, now);
  return success(null);
}

export interface DirectAssignment {
  readonly riderId: string;
  readonly orderIds: readonly string[];
  readonly actor: DispatchActor;
  readonly now: Date;
}

/**
 * Only an admin can know what has become of food that is with a rider already; the staff of a store, when their own rider could
 * not hand it over.
 */
const mayMove = (
  { order_status, delivery_by, rider_state, rider_id, tenant_id }: LockedOrder,
  { kind }: DispatchActor,
  people: ReadonlyMap<string, LockedRider>,
) => {
  const isOwn = rider_id !== null && people.get(rider_id)?.fleet === fleetOf(tenant_id);
  return (
    delivery_by !== "store" &&
    (order_status === "Preparing" ||
      (order_status === "Out for Delivery" &&
        (kind === "admin" || (kind === "partner" && rider_state === "failed" && isOwn))))
  );
};

/**
 * Gives orders to a rider without asking, also those that another rider has, or that any rider could not hand over. Their open
 * offers are withdrawn. Returns the trip's id; a conflict, with nothing changed, when the rider cannot take them all.
 */
export async function assignDirectly(
  tx: Transaction,
  { riderId, orderIds, actor, now }: DirectAssignment,
): Promise<Result<string, never>> {
  const asked = await lockOrders(tx, orderIds);
  if (asked.length < new Set(orderIds).size || asked.length === 0)
    return failure<never>("not_found", errorText("order_not_found"));
  const fresh = asked.filter(({ rider_id, rider_state }) => rider_id !== riderId || rider_state === "failed");
  const ids = fresh.map(({ id }) => id);
  await lockOffers(tx, orderIds);
  const people = await lockRiders(tx, [riderId, ...fresh.flatMap(({ rider_id }) => rider_id ?? [])]);
  const rider = people.get(riderId);
  if (rider === undefined) return failure<never>("not_found", errorText("riding.no_such_rider"));
  const trip = await lockOpenTrip(tx, riderId);
  if (fresh.length === 0) {
    if (trip === null) return refuse("not_free");
    // All of them are with this rider already, and no plan moves them away any more.
    await withdrawOffersFor(tx, orderIds, now);
    return success(trip.id);
  }
  if (!fresh.every((order) => mayMove(order, actor, people))) return refuse("not_free");
  const refused = refusalOf(rider, trip, fresh, trip === null ? 0 : await countCarried(tx, trip.id));
  if (refused !== null) return refused;

  await withdrawOffersFor(tx, orderIds, now, null, "taken");
  for (const order of fresh) {
    if (order.rider_id === null) continue;
    const released = await releaseLocked(tx, order, actor, now);
    if (!released.ok) throw new Error(`Order ${order.id} could not be released: ${released.message}`);
  }
  const orders = await lockOrders(tx, ids);
  const stops = (["pick_up", "drop_off"] as const).flatMap((kind) =>
    ids.map((id) => ({ order_id: id, kind })),
  );
  const taken = await takeOrders(tx, { rider, trip, orders, stops, metres: null, actor, now });
  // The releases before it must not stay.
  if (!taken.ok && ids.length > 0) throw new Error(`The orders could not be assigned: ${taken.message}`);
  return taken;
}
