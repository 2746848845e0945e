import "server-only";
import type { Decision } from "@/lib/dispatch/model/decide/decide";
import type { Candidate } from "@/lib/dispatch/model/decide/reasons";
import type { OfferReason } from "@/lib/dispatch/model/offer";
import type { Route } from "@/lib/dispatch/model/plan/route";
import type { PlannedStop } from "@/lib/dispatch/model/riding/stops";
import type { Snapshot } from "@/lib/dispatch/model/snapshot";
import { metresBetween, type Place } from "@/lib/dispatch/model/travel/distance";
import type { AreaOrder, AreaRider, AreaState } from "./read-area";
import type { Planned } from "./snapshot-of";
import { ridersFor } from "./snapshot-of";

/** How a rider would carry the orders of an offer, with those that the rider has already. */
export interface OfferedRoute {
  readonly rider: AreaRider;
  readonly stops: readonly PlannedStop[];
  /** At the first counter. */
  readonly waitsMs: number;
  /** At the last door. */
  readonly endsAt: number;
}

/** What dispatch wants to do about orders, before it is checked against what has happened since the snapshot. */
export interface Intent {
  readonly kind: "offer" | "move" | "hold" | "postpone";
  readonly orders: readonly AreaOrder[];
  /** Null where there is none, or where several are asked. */
  readonly riderId: string | null;
  readonly reason: OfferReason;
  readonly candidates: readonly Candidate[];
  /** One for each rider who is asked. */
  readonly offers: readonly OfferedRoute[];
}

/** Riders who are asked at once. */
const BROADCAST_AT_MOST = 8;

function offeredRoute(rider: AreaRider, { sequence, waitsMs, doorsAt }: Route, now: number): OfferedRoute {
  const pickUps = sequence.pickUps.flatMap(({ orders }) => orders);
  return {
    rider,
    stops: [
      ...pickUps.map(({ id }): PlannedStop => ({ order_id: id, kind: "pick_up" })),
      ...sequence.dropOffs.map(({ order }): PlannedStop => ({ order_id: order.id, kind: "drop_off" })),
    ],
    waitsMs,
    endsAt: doorsAt.at(-1) ?? now,
  };
}

interface Names {
  readonly orders: ReadonlyMap<string, AreaOrder>;
  readonly riders: ReadonlyMap<string, AreaRider>;
}

/** The engine names riders by their ids, people by their first names. */
function inNames({ key, values }: Decision["reason"], { riders }: Names): OfferReason {
  const named = Object.entries(values).map(([name, value]: [string, string | number]) => [
    name,
    typeof value === "string" ? (riders.get(value)?.name ?? "") : value,
  ]);
  return { key, values: Object.fromEntries(named) };
}

/** A store whose orders are offered in turn does not wait for the best moment, only for a rider who cannot answer now. */
const isOfferedInTurn = ({ type, reason }: Decision, orders: readonly AreaOrder[]) =>
  type === "hold" &&
  reason.key === "waits_for_kitchen" &&
  orders.every(({ store }) => store.dispatch_mode === "in_turn");

function intentOf(decision: Decision, names: Names, now: number): Intent | null {
  const orders = decision.orderIds.flatMap((id) => names.orders.get(id) ?? []);
  const { candidates } = decision;
  const reason = inNames(decision.reason, names);
  if (decision.type === "postpone")
    return { kind: "postpone", orders, riderId: null, reason, candidates, offers: [] };
  const rider = names.riders.get(decision.route.riderId);
  if (rider === undefined || orders.length === 0) return null;
  const about = { orders, riderId: rider.id, candidates };
  if (orders.some(({ store }) => store.dispatch_mode === "manual") && reason.key !== "pinned")
    return {
      ...about,
      kind: "hold",
      reason: { key: "suggested", values: { rider: rider.name } },
      offers: [],
    };
  if (decision.type === "hold" && !isOfferedInTurn(decision, orders))
    return { ...about, kind: "hold", reason, offers: [] };
  const isMove = orders.some(({ rider_id }) => rider_id !== null);
  return {
    ...about,
    kind: isMove ? "move" : "offer",
    reason: decision.type === "hold" ? { key: "next_in_turn", values: { rider: rider.name } } : reason,
    offers: [offeredRoute(rider, decision.route, now)],
  };
}

/** Asks the nearest riders who have nothing to do. Those whom the plan asks for other orders are left out. */
export function broadcastOf(
  order: AreaOrder,
  { riders, now }: AreaState,
  { travel, settings }: Snapshot,
  taken: ReadonlySet<string>,
): Intent {
  const { door } = order;
  const store = order.store.place;
  const about = { orders: [order], riderId: null, candidates: [] };
  const refused = new Set([...order.refusedBy, ...order.takenFrom]);
  const willing = ridersFor(order, riders).filter(({ id }) => !refused.has(id));
  const routeTo =
    (to: Place, at: Place) =>
    (rider: AreaRider): OfferedRoute => {
      const ride = rider.position === null ? 0 : travel(rider.vehicle, rider.position, to);
      const atStore = now.getTime() + ride;
      const ready = Math.max(atStore, order.ready_at?.getTime() ?? atStore) + settings.storeMs;
      return {
        rider,
        stops: [
          { order_id: order.id, kind: "pick_up" },
          { order_id: order.id, kind: "drop_off" },
        ],
        waitsMs: ready - atStore - settings.storeMs,
        endsAt: ready + travel(rider.vehicle, to, at),
      };
    };
  // As in a plan: nobody is asked for what ends long after the shift.
  const isInShift = ({ rider, endsAt }: OfferedRoute) =>
    endsAt + settings.doorMs <= rider.ends_at.getTime() + settings.overtimeMs;
  const suitable = store === null || door === null ? [] : willing.map(routeTo(store, door)).filter(isInShift);
  const free = suitable.filter(
    ({ rider: { id, trip, isAnswering } }) => trip === null && !isAnswering && !taken.has(id),
  );
  if (store === null || free.length === 0)
    return {
      ...about,
      kind: "postpone",
      reason: { key: suitable.length === 0 ? "nobody_can" : "too_few_riders", values: {} },
      offers: [],
    };
  const away = ({ rider: { position } }: OfferedRoute) =>
    position === null ? 0 : metresBetween(position, store);
  const asked = free.toSorted((one, other) => away(one) - away(other)).slice(0, BROADCAST_AT_MOST);
  return {
    ...about,
    kind: "offer",
    reason: { key: "broadcast", values: { riders: asked.length } },
    offers: asked,
  };
}

/** Turns the engine's decisions into what the stores' settings make of them. */
export function intentsOf(state: AreaState, planned: Planned, decisions: readonly Decision[]): Intent[] {
  const names: Names = {
    orders: new Map(state.orders.map((order) => [order.id, order])),
    riders: new Map(state.riders.map((rider) => [rider.id, rider])),
  };
  const now = state.now.getTime();
  const byPlan = decisions.flatMap((decision) => intentOf(decision, names, now) ?? []);
  const taken = new Set(byPlan.flatMap(({ offers }) => offers.map(({ rider }) => rider.id)));
  const broadcast = planned.broadcast
    .filter(({ offers }) => offers.length === 0)
    .map((order) => {
      const intent = broadcastOf(order, state, planned.snapshot, taken);
      for (const { rider } of intent.offers) taken.add(rider.id);
      return intent;
    });
  const left = planned.left.map(
    ({ order, why }): Intent => ({
      kind: "postpone",
      orders: [order],
      riderId: null,
      reason: { key: why, values: {} },
      candidates: [],
      offers: [],
    }),
  );
  return [...byPlan, ...broadcast, ...left];
}
