import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import * as z from "zod";
import { fleetOf } from "@/lib/auth/model/fleet";
import type { Queryable } from "@/lib/db/client";
import { offerOrders, offers } from "@/lib/db/schema/dispatch";
import { riders } from "@/lib/db/schema/riders";
import { type Transaction, transaction } from "@/lib/db/transaction";
import type { OfferCause } from "@/lib/dispatch/model/events";
import { OFFER_SECONDS, type Offer, type OfferTerms } from "@/lib/dispatch/model/offer";
import { isWhole, ORDERS_ON_TRIP } from "@/lib/dispatch/model/riding/stops";
import { isFinal } from "@/lib/orders/model/lifecycle";
import { idSchema } from "@/lib/text/id";
import { publishOfferEnd, publishOfferMade } from "./riding/announce";
import {
  anyOf,
  isFree,
  isHeld,
  type LockedOrder,
  lockOffers,
  lockOpenTrip,
  lockOrders,
  lockRiders,
  offerColumns,
  toOffer,
} from "./riding/locks";
import { countCarried } from "./riding/stops";

/** The rider's page shows as many. */
const OPEN_OFFERS_AT_MOST = 10;

export interface NewOffer {
  readonly riderId: string;
  /** The rider's open trip, which the orders join; null: they begin one. */
  readonly tripId: string | null;
  readonly orderIds: readonly string[];
  /** Their riders keep them until this one accepts, unless they come to the store first. */
  readonly isMove?: boolean;
  /** All pick-ups, then all doors, of these orders (`describeStops`). With those of the trip, they order the whole trip anew. */
  readonly stops: OfferTerms["stops"];
  readonly terms: Omit<OfferTerms, "stops">;
  readonly decisionId: string;
  readonly now: Date;
}

/**
 * Asks a rider to carry orders. Locks the orders and the rider: a transaction that makes several offers must make them by
 * ascending ids of their orders, or better, make one. Returns null, and changes nothing, when the moment has passed: an order
 * is not free any more (with `isMove`: its rider has come to the store), or the rider is off shift, has left with other food, has too much already, or was asked the same before and
 * has not answered.
 */
export async function makeOffer(
  tx: Transaction,
  { riderId, tripId, orderIds, isMove = false, stops, terms, decisionId, now }: NewOffer,
): Promise<Offer | null> {
  const ids = [...new Set(orderIds)].toSorted();
  const isOfThese = stops.filter(({ order_id }) => ids.includes(order_id));
  if (ids.length === 0 || !isWhole(isOfThese, ids))
    throw new Error("The stops of an offer are not those of its orders");
  const asked = await lockOrders(tx, ids);
  const mayBeAsked = (order: LockedOrder) =>
    isFree(order) || (isMove && isHeld(order) && order.rider_id !== riderId);
  if (asked.length < ids.length || !asked.every(mayBeAsked)) return null;
  const rider = (await lockRiders(tx, [riderId])).get(riderId);
  if (rider === undefined || rider.isRemoved || rider.shift === null) return null;
  const trip = await lockOpenTrip(tx, riderId);
  if ((trip?.id ?? null) !== tripId || (trip !== null && trip.left_at !== null)) return null;
  const carried = trip === null ? 0 : await countCarried(tx, trip.id);
  if (carried + ids.length > ORDERS_ON_TRIP) return null;
  const open = await readOpenOffers(tx, riderId, now);
  const isSame = ({ order_ids }: Offer) => order_ids.some((id) => ids.includes(id));
  if (open.length >= OPEN_OFFERS_AT_MOST || open.some(isSame)) return null;

  const [row] = await tx
    .insert(offers)
    .values({
      id: newId(),
      rider_id: riderId,
      trip_id: tripId,
      decision_id: decisionId,
      status: "open",
      made_at: now,
      expires_at: new Date(now.getTime() + OFFER_SECONDS * 1_000),
      terms: { ...terms, stops },
    })
    .returning();
  if (row === undefined) throw new Error("The offer was not stored");
  await tx.insert(offerOrders).values(ids.map((order_id) => ({ offer_id: row.id, order_id })));
  const offer = toOffer({ ...row, order_ids: ids });
  publishOfferMade(tx, offer, rider.fleet);
  return offer;
}

/** Returns the offers that wait for a rider's answer at `now`, the oldest first. */
export async function readOpenOffers(db: Queryable, riderId: string, now: Date): Promise<Offer[]> {
  const rows = await db
    .select(offerColumns)
    .from(offers)
    .where(
      and(
        eq(offers.rider_id, riderId),
        sql`${offers.status} = 'open'`,
        sql`${offers.expires_at} > ${now.toISOString()}::timestamptz`,
      ),
    )
    .orderBy(offers.made_at, offers.id)
    .limit(OPEN_OFFERS_AT_MOST);
  return rows.map(toOffer);
}

type End = Exclude<Offer["status"], "open">;

/**
 * Ends an offer and publishes how. Returns it as it is then; null when it has ended already, because it ends exactly once. The
 * row need not be locked.
 */
export async function endOffer(
  tx: Transaction,
  offerId: string,
  end: End,
  now: Date,
  cause: OfferCause = end === "expired" ? "time" : "dispatch",
): Promise<Offer | null> {
  const [ended] = await endOffers(tx, [offerId], end, now, cause);
  return ended ?? null;
}

export async function endOffers(
  tx: Transaction,
  ids: readonly string[],
  end: End,
  now: Date,
  cause: OfferCause,
): Promise<Offer[]> {
  if (ids.length === 0) return [];
  const changed = await tx
    .update(offers)
    .set({ status: end, ended_at: now })
    .where(and(sql`${offers.id} = ${anyOf(ids)}`, sql`${offers.status} = 'open'`))
    .returning({ id: offers.id });
  if (changed.length === 0) return [];
  const rows = await tx
    .select({ ...offerColumns, tenant_id: riders.tenant_id })
    .from(offers)
    .innerJoin(riders, eq(riders.id, offers.rider_id))
    .where(
      inArray(
        offers.id,
        changed.map(({ id }) => id),
      ),
    )
    .orderBy(offers.id);
  return rows.map((row) => {
    const offer = toOffer(row);
    publishOfferEnd(tx, offer, end, cause, fleetOf(row.tenant_id), now);
    return offer;
  });
}

/** Why orders that were offered cannot be had, or, when all are free, that the plan or a dispatcher wants it otherwise. */
export function causeOf(asked: readonly Pick<LockedOrder, "order_status" | "rider_state">[]): OfferCause {
  if (asked.some(({ order_status }) => isFinal(order_status))) return "cancelled";
  return asked.some(({ order_status, rider_state }) => order_status !== "Preparing" || rider_state !== "none")
    ? "taken"
    : "dispatch";
}

/** Takes an offer back. Returns null when it has ended already. */
export async function withdrawOffer(
  tx: Transaction,
  offerId: string,
  now = new Date(),
  cause: OfferCause = "dispatch",
): Promise<Offer | null> {
  return endOffer(tx, offerId, "withdrawn", now, cause);
}

/** Takes back all open offers for these orders, which must be locked, and tells their riders why. `except` stays. */
export async function withdrawOffersFor(
  tx: Transaction,
  orderIds: readonly string[],
  now: Date,
  except: string | null = null,
  cause: OfferCause = "dispatch",
): Promise<Offer[]> {
  const open = await lockOffers(tx, orderIds);
  const others = open.filter(({ id, status }) => id !== except && status === "open");
  return endOffers(
    tx,
    others.map(({ id }) => id),
    "withdrawn",
    now,
    cause,
  );
}

const EXPIRED_AT_ONCE = 200;
const idRows = z.object({ rows: z.array(z.object({ id: idSchema })).max(EXPIRED_AT_ONCE) });

/**
 * Ends at most 200 offers, of all riders or of one, that nobody answered in time. Returns them, for what follows. An offer that somebody is answering in this
 * moment is left to the answer, which finds it expired, too.
 */
export function expireOffers(now: Date, riderId: string | null = null): Promise<Offer[]> {
  return transaction(async (tx) => {
    const ofRider = riderId === null ? sql`true` : sql`rider_id = ${riderId}::uuid`;
    const found = await tx.execute(sql`
      select id from offers where status = 'open' and expires_at <= ${now.toISOString()}::timestamptz and ${ofRider}
      order by id limit ${EXPIRED_AT_ONCE} for no key update skip locked`);
    const ids = idRows.parse(found).rows.map(({ id }) => id);
    return endOffers(tx, ids, "expired", now, "time");
  });
}

/**
 * For whoever reads offers, of all riders or of one: an offer is over when its time is up, whether or not anybody has noticed so far.
 * Locks nothing where there is none.
 */
export async function endOverdueOffers(
  db: Queryable,
  now: Date,
  riderId: string | null = null,
): Promise<void> {
  const overdue = await db
    .select({ id: offers.id })
    .from(offers)
    .where(
      and(
        riderId === null ? undefined : eq(offers.rider_id, riderId),
        sql`${offers.status} = 'open'`,
        sql`${offers.expires_at} <= ${now.toISOString()}::timestamptz`,
      ),
    )
    .limit(1);
  if (overdue.length > 0) await expireOffers(now, riderId);
}
