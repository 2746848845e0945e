import "server-only";
import { and, eq } from "drizzle-orm";
import * as z from "zod/mini";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { type Claim, takeKey } from "@/lib/commands/idempotency";
import { failure, type Result, success } from "@/lib/commands/result";
import { trips } from "@/lib/db/schema/riders";
import { type Transaction, transaction } from "@/lib/db/transaction";
import type { Trip } from "@/lib/dispatch/model/trip";
import { changeOrderByDispatch } from "@/lib/orders/server/commands";
import { errorText } from "@/lib/text/error-text";
import { requiredText } from "@/lib/text/given-text";
import { idSchema } from "@/lib/text/id";
import { publishDispatchChanged, publishTripFinished } from "./riding/announce";
import { touchTrip } from "./riding/finish-trip";
import { keepWords } from "./riding/keep-words";
import { lockOrders, lockTrip } from "./riding/locks";
import { readTrip } from "./riding/read-trip";
import { changeStop, readStops, releaseStops, type StoredStop } from "./riding/stops";

export const isAhead = ({ outcome }: StoredStop) => outcome === null;

/** Takes what is ahead out of an open trip, in the name of its rider. `note` is written to the orders. */
export async function leave(tx: Transaction, tripId: string, note: string): Promise<void> {
  const ahead = (await readStops(tx, tripId)).filter(isAhead);
  const locked = await lockOrders(
    tx,
    ahead.map(({ order_id }) => order_id),
  );
  const { rider } = await lockTrip(tx, tripId);
  const now = new Date();
  const actor = { id: rider.id, name: rider.name, kind: "rider" } as const;
  // Read again: until the orders were locked, one of them may have been delivered or given to another rider.
  const stops = (await readStops(tx, tripId)).filter(isAhead);
  for (const order of locked) {
    const ofOrder = stops.filter(({ order_id }) => order_id === order.id);
    if (ofOrder.length === 0) continue;
    const isPickedUp = !ofOrder.some(({ kind }) => kind === "pick_up");
    // Food that is with the rider cannot simply be offered again: an admin decides.
    const step = isPickedUp
      ? ({ name: "fail_delivery", reason: "OTHER" } as const)
      : ({ name: "release_rider" } as const);
    const changed = await changeOrderByDispatch(tx, order.id, step, actor);
    // An order that was cancelled or handed over meanwhile has no rider any more: its stops go all the same.
    if (isPickedUp && changed.ok)
      await changeStop(
        tx,
        tripId,
        { order_id: order.id, kind: "drop_off" },
        { done_at: now, outcome: "failed" },
      );
    else await releaseStops(tx, tripId, order.id, now);
    if (changed.ok)
      await keepWords(tx, isPickedUp ? "fail" : "release", { orderId: order.id, rider, words: note, now });
    const outcome = isPickedUp && changed.ok ? "failed" : "released";
    publishTripFinished(tx, { tripId, order, rider, now }, outcome);
  }
  const { trip } = await lockTrip(tx, tripId);
  await touchTrip(tx, trip, now);
  publishDispatchChanged(tx, locked, [rider], now);
}

/**
 * Ends a rider's own trip in the middle: orders that are not picked up are free again, those that are wait for an admin. Repeating it
 * changes nothing. Fails with `not_found` when the trip is not this rider's.
 */
export function leaveTrip(
  riderId: string,
  tripId: string,
  reason: string,
  idempotencyKey?: string,
): Promise<Result<Trip, never>> {
  const claim: Claim | undefined =
    idempotencyKey === undefined
      ? undefined
      : { userId: riderId, key: idempotencyKey, request: { leave_trip: tripId, reason } };
  return transaction<Result<Trip, never>>(async (tx) => {
    if ((await takeKey(tx, claim)) === "reused") return failure<never>("key_reused", errorText("key_reused"));
    const [trip] = await tx
      .select({ finished_at: trips.finished_at })
      .from(trips)
      .where(and(eq(trips.id, tripId), eq(trips.rider_id, riderId)));
    if (trip === undefined) return failure<never>("not_found", errorText("riding.trip_gone"));
    if (trip.finished_at === null) await leave(tx, tripId, reason);
    return success(await readTrip(tx, tripId));
  });
}

export const leaveTripCommand = defineCommand({
  name: "leave_trip",
  scope: null,
  limit: "write",
  input: z.object({ trip_id: idSchema, reason: requiredText(300, "Say why you can't go on") }),
  authorise: authorisedByRun,
  run: ({ viewer, input, idempotencyKey }) =>
    leaveTrip(viewer.userId, input.trip_id, input.reason, idempotencyKey),
});
