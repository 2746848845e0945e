import "server-only";
import { asc, eq } from "drizzle-orm";
import { tripPoints, trips } from "@/lib/db/schema/riders";
import type { Transaction } from "@/lib/db/transaction";
import { riddenLength } from "@/lib/dispatch/model/riding/route-length";
import { isOver, type Stop } from "@/lib/dispatch/model/riding/stops";
import { waitedSeconds } from "@/lib/dispatch/model/riding/waiting";
import { payOfTrip } from "@/lib/riders/model/pay";
import type { TripRow } from "./locks";
import { readStops, type StoredStop } from "./stops";

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
  return { pay_base: carried ? base : 0, pay_distance: distance, pay_waiting: waiting, waited_seconds: waited };
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

/** Ends a trip on which nothing is left to do. Its row must be locked. Returns whether it is over. */
export async function finishIfOver(tx: Transaction, trip: TripRow, now: Date): Promise<boolean> {
  const stops = await readStops(tx, trip.id);
  if (!isOver(stops)) return false;
  if (trip.finished_at !== null) return true;
  const ridden = await riddenOf(tx, trip, now);
  await tx
    .update(trips)
    .set({ ...payOf(trip, stops, ridden), metres: ridden ?? trip.metres, finished_at: now, version: trip.version + 1 })
    .where(eq(trips.id, trip.id));
  return true;
}
