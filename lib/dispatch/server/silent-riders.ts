import "server-only";
import { eq, inArray, sql } from "drizzle-orm";
import * as z from "zod";
import { type Queryable, queryable } from "@/lib/db/client";
import { orders } from "@/lib/db/schema/orders";
import { trips } from "@/lib/db/schema/riders";
import { tenants } from "@/lib/db/schema/stores";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { fleetChannel } from "@/lib/dispatch/model/channels";
import { riderSilent } from "@/lib/dispatch/model/events";
import { dutyOfSilence, SILENCE_MS } from "@/lib/dispatch/model/riding/silence";
import { publish } from "@/lib/realtime/publish/publish";
import { logger } from "@/lib/server/logger";
import { idSchema } from "@/lib/text/id";
import { ENGINE, publishChange, writeDecision } from "./plan/commit-intent";
import { lockOrders, lockTrip, type RidingPerson } from "./riding/locks";
import { readStops, type StoredStop } from "./riding/stops";
import { releaseOrder } from "./trips";

const TRIPS_AT_ONCE = 200;
const MINUTE = 60_000;

/** The latest position (by the server's clock), step or answer to an offer. Needs the aliases `trip` and `shift`. */
const SEEN_AT = sql`greatest(
  trip.accepted_at,
  (shift.position->>'at')::timestamptz,
  (select max(greatest(stop.arrived_at, stop.done_at)) from trip_stops stop where stop.trip_id = trip.id),
  (select max(offer.ended_at) from offers offer
    where offer.rider_id = trip.rider_id and offer.made_at > trip.accepted_at and offer.status in ('taken', 'declined'))
)`;

const silentRows = z.object({ rows: z.array(z.object({ id: idSchema })).max(TRIPS_AT_ONCE) });
const seenRows = z.object({ rows: z.array(z.object({ seen_at: z.coerce.date() })).max(1) });

/** Trips about which something is to be done: nothing has been heard of their riders, and not everything has been done already. */
async function findSilent(db: Queryable, now: Date): Promise<string[]> {
  const before = (ms: number) => sql`${new Date(now.getTime() - ms).toISOString()}::timestamptz`;
  const found = await db.execute(sql`
    select id from (
      select trip.id, trip.silence_told_at, ${SEEN_AT} as seen_at
      from trips trip join rider_shifts shift on shift.id = trip.shift_id
      where trip.finished_at is null and trip.accepted_at <= ${before(SILENCE_MS.tell)}
    ) open
    where seen_at <= ${before(SILENCE_MS.tell)} and (
      silence_told_at is null or silence_told_at < seen_at
      or seen_at <= ${before(SILENCE_MS.release)} and exists (
        select from trip_stops stop where stop.trip_id = open.id and stop.kind = 'pick_up' and stop.outcome is null
      )
    )
    order by seen_at, id limit ${TRIPS_AT_ONCE}`);
  return silentRows.parse(found).rows.map(({ id }) => id);
}

async function readSeenAt(tx: Transaction, tripId: string): Promise<number> {
  const found = await tx.execute(sql`
    select ${SEEN_AT} as seen_at from trips trip join rider_shifts shift on shift.id = trip.shift_id
    where trip.id = ${tripId}::uuid`);
  const [row] = seenRows.parse(found).rows;
  if (row === undefined) throw new Error(`There is no trip ${tripId}`);
  return row.seen_at.getTime();
}

const isWaiting = ({ kind, outcome }: StoredStop) => kind === "pick_up" && outcome === null;

async function releaseWaiting(
  tx: Transaction,
  waiting: readonly string[],
  rider: RidingPerson,
  minutes: number,
  now: Date,
): Promise<void> {
  const released: string[] = [];
  for (const orderId of waiting) {
    const outcome = await releaseOrder(tx, orderId, ENGINE, now);
    if (!outcome.ok) continue;
    released.push(orderId);
    await writeDecision(tx, {
      at: now,
      kind: "release",
      riderId: rider.id,
      reason: { key: "rider_silent", values: { rider: rider.name, minutes } },
      candidates: [],
      names: new Map(),
      orderIds: [orderId],
    });
  }
  if (released.length === 0) return;
  const changed = await tx
    .select({ id: orders.id, store: { id: tenants.id, rider_fleet: tenants.rider_fleet } })
    .from(orders)
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .where(inArray(orders.id, released));
  publishChange(tx, changed, [rider], now);
}

async function settle(tx: Transaction, tripId: string, now: Date): Promise<void> {
  const ahead = (await readStops(tx, tripId)).filter(({ outcome }) => outcome === null);
  await lockOrders(
    tx,
    ahead.map(({ order_id }) => order_id),
  );
  const { trip, rider } = await lockTrip(tx, tripId);
  if (trip.finished_at !== null) return;
  // Read again: the rider may have been heard, or another process may have settled it, until the trip was locked.
  const seenAt = await readSeenAt(tx, tripId);
  const toldAt = trip.silence_told_at?.getTime() ?? null;
  const { tells, releases } = dutyOfSilence({ seenAt, toldAt, now: now.getTime() });
  if (tells) {
    await tx.update(trips).set({ silence_told_at: now }).where(eq(trips.id, tripId));
    const data = {
      timestamp: now.toISOString(),
      rider_id: rider.id,
      trip_id: tripId,
      seen_at: new Date(seenAt).toISOString(),
    };
    publish(tx, [{ channel: fleetChannel.name(rider.fleet), event: riderSilent, data }]);
  }
  if (!releases) return;
  const waiting = (await readStops(tx, tripId)).filter(isWaiting).map(({ order_id }) => order_id);
  await releaseWaiting(tx, waiting.toSorted(), rider, Math.floor((now.getTime() - seenAt) / MINUTE), now);
}

/**
 * Tells dispatchers once of each rider with a trip of whom nothing is heard, and later takes from that rider what is not picked
 * up. Several processes may do so at once. Returns the number of trips that were looked at.
 */
export async function settleSilentRiders(now = new Date()): Promise<number> {
  const silent = await findSilent(await queryable(), now);
  for (const tripId of silent)
    try {
      await transaction((tx) => settle(tx, tripId, now));
    } catch (error) {
      logger.warn(
        { error, tripId },
        "A silent rider's trip could not be settled; the next round tries again",
      );
    }
  return silent.length;
}
