import "server-only";
import { timingSafeEqual } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { type Claim, giveBackKey, keepRefusal, readRefusal, takeKey } from "@/lib/commands/idempotency";
import { type Failure, failure, type Result, success } from "@/lib/commands/result";
import { orders } from "@/lib/db/schema/orders";
import { trips } from "@/lib/db/schema/riders";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { decideProof, PIN_TRIES } from "@/lib/dispatch/model/riding/pin";
import { type Press, pressSchema } from "@/lib/dispatch/model/riding/requests";
import { decideStep, type OrderStops } from "@/lib/dispatch/model/riding/steps";
import type { Trip, TripStep } from "@/lib/dispatch/model/trip";
import type { DispatchStep } from "@/lib/orders/model/actions/dispatch-steps";

import { changeOrderByDispatch } from "@/lib/orders/server/commands";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";
import { hasDoorPhoto } from "./door-photo";
import { withdrawOffersFor } from "./offers";
import { publishDispatchChanged, publishTripCheckpoint, publishTripFinished } from "./riding/announce";
import { touchTrip } from "./riding/finish-trip";
import { keepWords } from "./riding/keep-words";
import {
  type LockedOrder,
  lockOffers,
  lockOpenTrip,
  lockOrders,
  lockTrip,
  type TripRow,
} from "./riding/locks";
import { readTrip } from "./riding/read-trip";
import { changeStop, readStops } from "./riding/stops";

type Stepped = Result<Trip, Trip>;

function isSameText(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

const refuse = (text: Parameters<typeof errorText>[0]) => failure<never>("conflict", errorText(text));

const wrongPin = (failures: number) =>
  failure<never>(
    "wrong_pin",
    failures >= PIN_TRIES
      ? errorText("riding.pin_locked")
      : errorText("riding.pin_wrong", { left: PIN_TRIES - failures }),
  );

/** Returns null when the delivery is proven. Counts a wrong PIN. */
async function refuseProof(
  tx: Transaction,
  tripId: string,
  order: LockedOrder,
  pin: string | undefined,
  claim: Claim | undefined,
): Promise<Failure<never> | null> {
  const hasPhoto = order.leave_at_door && (await hasDoorPhoto(tx, tripId, order.id));
  switch (decideProof(order, { pin, hasPhoto }, isSameText)) {
    case "proven":
      return null;
    case "locked":
      return refuse("riding.pin_locked");
    case "pin_missing":
      return failure<never>("invalid", errorText("riding.pin_missing"));
    case "photo_missing":
      return failure<never>("invalid", errorText("riding.photo_missing"));
    case "wrong":
      await tx
        .update(orders)
        .set({ pin_failures: sql`${orders.pin_failures} + 1` })
        .where(eq(orders.id, order.id));
      await keepRefusal(tx, claim, "wrong_pin");
      return wrongPin(order.pin_failures + 1);
  }
}

function orderStepOf({ step, reason }: Press): DispatchStep {
  switch (step) {
    case "at_store":
      return { name: "rider_at_store" };
    case "picked_up":
      return { name: "pick_up" };
    case "at_door":
      return { name: "rider_at_door" };
    case "delivered":
      return { name: "deliver" };
    case "failed":
      return { name: "fail_delivery", reason: reason ?? "OTHER" };
    case "undo":
      return { name: "undo_rider_step" };
  }
}

function refuseIncomplete({ step, reason, note }: Press): Failure<never> | null {
  if (step !== "failed") return null;
  if (reason === undefined) return failure<never>("invalid", errorText("riding.reason_missing"));
  return reason === "OTHER" && note === ""
    ? failure<never>("invalid", errorText("riding.note_missing"))
    : null;
}

async function stopsOfOrder(tx: Transaction, trip: TripRow, orderId: string): Promise<OrderStops | null> {
  const stops = (await readStops(tx, trip.id)).filter(({ order_id }) => order_id === orderId);
  const pickUp = stops.find(({ kind }) => kind === "pick_up");
  const dropOff = stops.find(({ kind }) => kind === "drop_off");
  return pickUp === undefined || dropOff === undefined ? null : { pickUp, dropOff };
}

/** A finished trip opens again only while its rider has begun no other. */
async function isOvertaken(tx: Transaction, trip: TripRow, step: TripStep): Promise<boolean> {
  if (step !== "undo" || trip.finished_at === null) return false;
  return (await lockOpenTrip(tx, trip.rider_id)) !== null;
}

async function take(
  tx: Transaction,
  tripId: string,
  order: LockedOrder,
  press: Press,
  claim: Claim | undefined,
): Promise<Failure<never> | "taken"> {
  const { trip, rider } = await lockTrip(tx, tripId);
  // Nothing is taken back any more by somebody who was removed.
  if (rider.isRemoved) return failure<never>("not_found", errorText("riding.trip_gone"));
  const now = new Date();
  const stops = await stopsOfOrder(tx, trip, order.id);
  if (stops === null) return failure<never>("not_found", errorText("order_not_found"));
  const decision = decideStep(stops, press.step, now);
  if (decision === "already") return "taken";
  if ("refusal" in decision) return refuse(`riding.${decision.refusal}`);
  const incomplete = refuseIncomplete(press);
  if (incomplete !== null) return incomplete;
  if (await isOvertaken(tx, trip, press.step)) return refuse("riding.next_trip");
  const unproven =
    press.step === "delivered" ? await refuseProof(tx, trip.id, order, press.pin, claim) : null;
  if (unproven !== null) return unproven;

  const actor = { id: rider.id, name: rider.name, kind: "rider" } as const;
  const changed = await changeOrderByDispatch(tx, order.id, orderStepOf(press), actor);
  // Cancelled or given to somebody else a moment ago: the stops follow in another moment.
  if (!changed.ok)
    return changed.code === "not_found" ? refuse("riding.released") : failure("conflict", changed.message);
  await changeStop(tx, trip.id, { order_id: order.id, kind: decision.stop }, decision.changes);
  if (press.step === "failed")
    await keepWords(tx, "fail", { orderId: order.id, rider, words: press.note, now });
  await touchTrip(tx, trip, now);
  const about = { tripId: trip.id, order, rider, now };
  if (press.step === "delivered" || press.step === "failed")
    publishTripFinished(tx, about, press.step === "failed" ? "failed" : "done");
  else publishTripCheckpoint(tx, about, press.step);
  publishDispatchChanged(tx, [order], [rider], now);
  return "taken";
}

/**
 * Takes one step of a rider's own trip. A press that is repeated, with its key or because the step was taken already, changes
 * nothing and succeeds. Fails with `not_found` when the trip is not this rider's, `wrong_pin` with the tries that are left,
 * `conflict` with the trip as it stands, and `invalid` when the proof or the reason is missing.
 */
export function takeStep(
  riderId: string,
  tripId: string,
  press: Press,
  idempotencyKey?: string,
): Promise<Stepped> {
  const claim: Claim | undefined =
    idempotencyKey === undefined
      ? undefined
      : { userId: riderId, key: idempotencyKey, request: { trip_step: tripId, ...press } };
  return transaction<Stepped>(async (tx) => {
    const key = await takeKey(tx, claim);
    if (key === "reused") return failure("key_reused", errorText("key_reused"));
    const [trip] = await tx
      .select({ id: trips.id })
      .from(trips)
      .where(and(eq(trips.id, tripId), eq(trips.rider_id, riderId)));
    const [order] = trip === undefined ? [] : await lockOrders(tx, [press.order_id]);
    if (order === undefined) {
      await giveBackKey(tx, claim);
      return failure("not_found", errorText("riding.trip_gone"));
    }
    if (key === "repeated") {
      const refused = await readRefusal(tx, claim);
      return refused === null ? success(await readTrip(tx, tripId)) : wrongPin(order.pin_failures);
    }
    const comesToStore = press.step === "at_store" || press.step === "picked_up";
    if (comesToStore) await lockOffers(tx, [order.id]);
    const taken = await take(tx, tripId, order, press, claim);
    if (taken === "taken") {
      // Who has come to the store keeps the order: the plan's offer to another rider ends.
      if (comesToStore && order.rider_id === riderId)
        await withdrawOffersFor(tx, [order.id], new Date(), null, "taken");
      return success(await readTrip(tx, tripId));
    }
    if (taken.code !== "wrong_pin") await giveBackKey(tx, claim);
    return taken.code === "not_found" ? taken : { ...taken, current: await readTrip(tx, tripId) };
  });
}

export const takeTripStepCommand = defineCommand({
  name: "take_trip_step",
  scope: "orders:write",
  limit: "write",
  input: z.extend(pressSchema, { trip_id: idSchema }),
  authorise: authorisedByRun,
  run: ({ viewer, input: { trip_id, ...press }, idempotencyKey }) =>
    takeStep(viewer.userId, trip_id, press, idempotencyKey),
});
