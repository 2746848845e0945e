import "server-only";
import { asc, eq } from "drizzle-orm";
import { tripPoints, trips } from "@/lib/db/schema/riders";
import type { Transaction } from "@/lib/db/transaction";
import { riddenLength } from "@/lib/dispatch/model/riding/route-length";
import { isOver, type Stop } from "@/lib/dispatch/model/riding/stops";
import { waitedSeconds } from "@/lib/dispatch/model/riding/waiting";
import { payOfTrip } from "@/lib/riders/model/pay";
import type { TripRow } from "./locks";
import { readStops, type StoredStop, tipsOnTrip } from "./stops";

/** A longer way than planned is paid up to so many times the plan: beyond it, the points are more likely wrong than true. */
const PAID_DETOUR = 1.5;
/** A shift's worth of points. */
const POINTS_AT_MOST = 10_000;

const isPickedUp = ({ kind, done_at }: Stop) => kind === "pick_up" && done_at !== null;

/** A rider is never paid less than the offer said, and nothing but waiting where no food was carried. */
function payOf(trip: TripRow, stops: readonly StoredStop[], ridden: number | null) {
  const waited = waitedSeconds(stops.filter(({ kind }) => kind === "pick_up"));
  const carried = stops.some(isPickedUp);
  const paidMetres = Math.round(Math.max(trip.metres, Math.min(ridden ?? 0, trip.metres * PAID_DETOUR)));
  const { base, distance, waiting } = payOfTrip(carried ? paidMetres : 0, waited);
  return {
    pay_base: carried ? base : 0,
    // A trip that was opened again is not paid less than before, should points be missing now.
    pay_distance: carried ? Math.max(trip.pay_distance, distance) : 0,
    pay_waiting: waiting,
    waited_seconds: waited,
  };
}

async function riddenOf(tx: Transaction, trip: TripRow, now: Date): Promise<number | null> {
  const points = await tx
    .select({ lat: tripPoints.lat, lng: tripPoints.lng, accuracy: tripPoints.accuracy, at: tripPoints.at })
    .from(tripPoints)
    .where(eq(tripPoints.trip_id, trip.id))
    .orderBy(asc(tripPoints.seq))
    .limit(POINTS_AT_MOST);
  return riddenLength(points, (now.getTime() - trip.accepted_at.getTime()) / 1_000);
}

/**
 * Counts a change of a trip, and ends it when nothing is left to do on it; a step that was taken back opens it again. The trip's
 * row must be locked. Returns whether it is over.
 */
export async function touchTrip(tx: Transaction, trip: TripRow, now: Date): Promise<boolean> {
  const stops = await readStops(tx, trip.id);
  const isDone = isOver(stops);
  const left = stops.filter(isPickedUp).map(({ done_at }) => done_at?.getTime() ?? 0);
  const left_at = left.length === 0 ? null : new Date(Math.min(...left));
  // An order that left the trip takes its tip with it.
  const change = { left_at, tip: await tipsOnTrip(tx, trip.id), version: trip.version + 1 };
  if (isDone && trip.finished_at === null) {
    const ridden = await riddenOf(tx, trip, now);
    const finished = { ...change, ...payOf(trip, stops, ridden), ridden_metres: ridden, finished_at: now };
    await tx.update(trips).set(finished).where(eq(trips.id, trip.id));
  } else
    await tx
      .update(trips)
      .set(isDone ? change : { ...change, ridden_metres: null, finished_at: null })
      .where(eq(trips.id, trip.id));
  return isDone;
}
