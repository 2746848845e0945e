import "server-only";
import { sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { dispatchDecisionOrders, dispatchDecisions } from "@/lib/db/schema/dispatch";
import { orders } from "@/lib/db/schema/orders";
import { type Transaction, transaction } from "@/lib/db/transaction";
import type { Candidate } from "@/lib/dispatch/model/decide/reasons";
import type { DecisionKind } from "@/lib/dispatch/model/decision";
import { NOBODY_TOLD, WITHOUT_RIDER } from "@/lib/dispatch/model/nobody";
import type { OfferReason } from "@/lib/dispatch/model/offer";
import { routeLength } from "@/lib/dispatch/model/riding/route-length";
import { MINUTE } from "@/lib/dispatch/model/settings";
import { makeOffer, readOpenOffers } from "@/lib/dispatch/server/offers";
import { publishChanges } from "@/lib/dispatch/server/riding/announce";
import { anyOf, lockOffers, lockOrders, lockRiders } from "@/lib/dispatch/server/riding/locks";
import { describeStops } from "@/lib/dispatch/server/riding/places";
import type { DispatchActor } from "@/lib/orders/server/commands";
import { payOfTrip } from "@/lib/riders/model/pay";
import { type Area, fleetsOfStore } from "./area";
import type { Intent, OfferedRoute } from "./intents";
import { type AreaOrder, type AreaState, type LatestDecision, readLatestDecisions } from "./read-area";

export const ENGINE: DispatchActor = { id: null, name: "Platewire", kind: "system" };

/** Planners of an area write one after another. A killed one releases the lock with its connection. */
export async function lockArea(tx: Transaction, area: Area): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`dispatch ${area}`}, 0))`);
}

interface NewDecision {
  readonly at: Date;
  readonly kind: DecisionKind;
  readonly riderId: string | null;
  readonly actor?: { readonly id: string; readonly name: string };
  readonly reason: OfferReason;
  readonly candidates: readonly Candidate[];
  /** First names. */
  readonly names: ReadonlyMap<string, string>;
  readonly note?: string | null;
  readonly orderIds: readonly string[];
}

const iso = (instant: number) => new Date(instant).toISOString();

function candidateRow({ riderId, arriveAt, doorAt, cost, terms }: Candidate, names: NewDecision["names"]) {
  const { waiting, late, stale, riding, counter, fairness, moving } = terms;
  return {
    rider_id: riderId,
    rider_name: names.get(riderId) ?? "",
    arrives_at: iso(arriveAt),
    door_at: iso(doorAt),
    cost,
    terms: { waiting, late, stale, rider: riding + counter, fairness, moves: moving },
  };
}

/** Returns its id. */
export async function writeDecision(tx: Transaction, decision: NewDecision): Promise<string> {
  const { at, kind, riderId, actor, reason, candidates, names, note = null, orderIds } = decision;
  const id = newId();
  await tx.insert(dispatchDecisions).values({
    id,
    at,
    kind,
    rider_id: riderId,
    actor_id: actor?.id ?? null,
    actor_name: actor?.name ?? null,
    reason,
    candidates: candidates.map((candidate) => candidateRow(candidate, names)),
    note,
  });
  await tx.insert(dispatchDecisionOrders).values(orderIds.map((order_id) => ({ decision_id: id, order_id })));
  return id;
}

/** Tells the dispatchers of the fleets concerned that they should read again. */
export function publishChange(
  tx: Transaction,
  changed: readonly { id: string; store: { id: string; rider_fleet: string } }[],
  riders: readonly { id: string; fleet: string }[],
  at: Date,
): void {
  const orders = changed.map(({ id, store }) => ({ id, tenant_id: store.id }));
  publishChanges(
    tx,
    changed.flatMap(({ store }) => fleetsOfStore(store)),
    { orders, riders },
    at,
  );
}

async function termsOf(
  tx: Transaction,
  { orders: added, reason }: Intent,
  { rider, stops, waitsMs, endsAt }: OfferedRoute,
  { orders: known, now }: AreaState,
) {
  const byId = new Map(known.map((order) => [order.id, order]));
  const places = stops.map(({ order_id, kind }) => {
    const order = byId.get(order_id);
    return (kind === "pick_up" ? order?.store.place : order?.door) ?? null;
  });
  const metres = routeLength([rider.position, ...places]);
  const payFor = (length: number) => {
    const { base, distance } = payOfTrip(length, 0);
    return base + distance;
  };
  // Orders that join a trip add to what it pays already.
  const before = rider.trip === null ? 0 : payFor(rider.trip.metres);
  return {
    stops: await describeStops(tx, stops),
    terms: {
      currency: added[0]?.currency ?? "EUR",
      pay: Math.max(0, payFor(Math.max(metres, rider.trip?.metres ?? 0)) - before),
      tip: added.reduce((sum, { tip }) => sum + tip, 0),
      metres,
      wait_minutes: Math.round(waitsMs / MINUTE),
      minutes: Math.max(1, Math.round((endsAt - now.getTime()) / MINUTE)),
      reason,
    },
  };
}

/** Locks the orders, and tells whether they are as the snapshot has them. */
async function areAsRead(tx: Transaction, asRead: readonly AreaOrder[]): Promise<boolean> {
  const ids = asRead.map(({ id }) => id);
  const locked = await lockOrders(tx, ids);
  const present = await tx
    .select({ id: orders.id, version: orders.version, pinned: orders.pinned_rider_id })
    .from(orders)
    .where(sql`${orders.id} = ${anyOf(ids)}`);
  const isSame = (order: AreaOrder) =>
    present.some(
      ({ id, version, pinned }) =>
        id === order.id && version === order.version && pinned === order.pinned_rider_id,
    );
  const open = await lockOffers(tx, ids);
  return locked.length === ids.length && asRead.every(isSame) && open.length === 0;
}

/** Makes the offers of an intent, whose orders and riders are locked. Returns how many: whoever has another offer is left out. */
export async function makeOffers(
  tx: Transaction,
  intent: Intent,
  state: AreaState,
  decisionId: string,
): Promise<number> {
  const orderIds = intent.orders.map(({ id }) => id).toSorted();
  const { now } = state;
  let made = 0;
  for (const offered of intent.offers) {
    const { rider } = offered;
    // Another planner may have asked this rider for something else.
    if ((await readOpenOffers(tx, rider.id, now)).length > 0) continue;
    const { stops, terms } = await termsOf(tx, intent, offered, state);
    const offer = await makeOffer(tx, {
      riderId: rider.id,
      tripId: rider.trip?.id ?? null,
      orderIds,
      isMove: intent.kind === "move",
      stops,
      terms,
      decisionId,
      now,
    });
    if (offer !== null) made += 1;
  }
  return made;
}

/** Plans that go back and forth between two riders on shift write no more than one decision in this time. */
const FLIPS_MS = 60_000;

function isSameDecision(
  { kind, riderId, reason }: Intent,
  before: LatestDecision | null | undefined,
  { now, riders }: AreaState,
): boolean {
  if (before?.kind !== kind) return false;
  // Dispatchers have been told: nothing is new while it stays so.
  if (before.reason.key === NOBODY_TOLD) return WITHOUT_RIDER.includes(reason.key);
  if (before.reason.key !== reason.key) return false;
  if (before.rider_id === riderId) return true;
  // Who has left waits for nothing any more.
  return riders.some(({ id }) => id === before.rider_id) && now.getTime() - before.at.getTime() < FLIPS_MS;
}

async function writeNote(intent: Intent, state: AreaState, names: NewDecision["names"]): Promise<boolean> {
  // Nothing is locked for what is known already, which is most of it.
  if (intent.orders.every(({ latest }) => isSameDecision(intent, latest, state))) return false;
  const orderIds = intent.orders.map(({ id }) => id);
  return transaction(async (tx) => {
    await lockArea(tx, state.area);
    const latest = await readLatestDecisions(tx, orderIds);
    if (orderIds.every((id) => isSameDecision(intent, latest.get(id), state))) return false;
    const { kind, riderId, reason, candidates } = intent;
    await writeDecision(tx, { at: state.now, kind, riderId, reason, candidates, names, orderIds });
    publishChange(tx, intent.orders, [], state.now);
    return true;
  });
}

/**
 * Carries out an intent in a transaction of its own. Returns false, and changes nothing, when it is known already or when the
 * moment has passed: the plan was made without locks, so everything is compared again.
 */
export async function commitIntent(
  intent: Intent,
  state: AreaState,
  names: ReadonlyMap<string, string>,
): Promise<boolean> {
  if (intent.offers.length === 0) return writeNote(intent, state, names);
  const { kind, riderId, reason, candidates, offers } = intent;
  const orderIds = intent.orders.map(({ id }) => id).toSorted();
  const { now } = state;
  return transaction<boolean>(async (tx, rollback) => {
    await lockArea(tx, state.area);
    if (!(await areAsRead(tx, intent.orders))) return rollback(false);
    const moved = intent.orders.filter(({ rider_id }) => rider_id !== null);
    await lockRiders(tx, [
      ...offers.map(({ rider }) => rider.id),
      ...moved.flatMap(({ rider_id }) => rider_id ?? []),
    ]);
    // The rider who has an order keeps it until the other one accepts: the order moves then, with a decision of its own.
    const isMove = kind === "move";
    const decision = {
      at: now,
      kind: isMove ? ("offer" as const) : kind,
      riderId,
      reason,
      candidates,
      names,
      orderIds,
    };
    const decisionId = await writeDecision(tx, decision);
    const made = await makeOffers(tx, intent, state, decisionId);
    if (made === 0) return rollback(false);
    publishChange(
      tx,
      intent.orders,
      offers.map(({ rider }) => rider),
      now,
    );
    return true;
  });
}
