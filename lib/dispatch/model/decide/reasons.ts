import { withOrder, withoutOrder } from "../plan/assignment";
import type { Problem } from "../plan/problem";
import type { Route, Terms } from "../plan/route";
import { MEDIAN } from "../readiness/ready-times";
import { MINUTE } from "../settings";
import { type Hold, type Offer, ordersOf } from "./commit";

/** Why a plan decides as it does, as keys and values for the message catalogue. Riders are ids, times are whole minutes. */
export type Reason =
  | { readonly key: "pinned"; readonly values: { rider: string } }
  /** `minutes` is what customers and riders save together. */
  | { readonly key: "moved"; readonly values: { rider: string; from: string; minutes: number } }
  /** `from` gives the order away to be free for others. */
  | { readonly key: "exchanged"; readonly values: { rider: string; from: string } }
  | { readonly key: "same_way"; readonly values: { rider: string; orders: number } }
  | { readonly key: "only_rider"; readonly values: { rider: string } }
  /** The rider is at the counter `early` minutes before the food (after it if negative), `other` at the door `later`. */
  | {
      readonly key: "first_at_door";
      readonly values: { rider: string; early: number; other: string; later: number };
    }
  /** `other` would be at the door `sooner`, and has earned more so far. */
  | { readonly key: "fair_turn"; readonly values: { rider: string; other: string; sooner: number } }
  /** `other` would be at the door `sooner`, but has a longer way, or is needed for other orders. */
  | { readonly key: "best_for_all"; readonly values: { rider: string; other: string; sooner: number } }
  | { readonly key: "waits_for_kitchen"; readonly values: { rider: string; minutes: number } }
  | { readonly key: "waits_for_rider"; readonly values: { rider: string; minutes: number } }
  | { readonly key: "waits_for_answer" | "waits_for_move"; readonly values: { rider: string } }
  | { readonly key: "too_few_riders" | "nobody_can"; readonly values: Record<string, never> };

/** A rider who could take an order, with what the route would cost, part by part. */
export interface Candidate {
  readonly riderId: string;
  readonly arriveAt: number;
  readonly doorAt: number;
  readonly cost: number;
  readonly terms: Terms;
}

/** Decisions keep so many riders. */
const KEPT = 5;
const inMinutes = (ms: number) => Math.round(ms / MINUTE);
const lastDoor = ({ doorsAt }: Route) => doorsAt.at(-1) ?? Number.POSITIVE_INFINITY;

function candidateOf(route: Route): Candidate {
  const { riderId, arriveAt, cost, terms } = route;
  return { riderId, arriveAt, doorAt: lastDoor(route), cost, terms };
}

/** Returns the riders who could take these orders alone, best first, and always the one who gets them. */
export function candidatesFor(
  problem: Problem,
  orders: readonly number[],
  chosen: Route | null,
): Candidate[] {
  const [first = -1] = orders;
  const others = (problem.candidates[first] ?? []).flatMap((rider) => {
    const route = problem.route(rider, orders);
    return route === null || route.riderId === chosen?.riderId ? [] : [candidateOf(route)];
  });
  const best = others.sort((one, other) => one.cost - other.cost);
  return chosen === null ? best.slice(0, KEPT) : [candidateOf(chosen), ...best.slice(0, KEPT - 1)];
}

/** Returns the minutes that an order saves by its change of rider, when nothing else changes. */
function savedBy(problem: Problem, { route }: Offer, orderId: string, fromId: string): number {
  const { orders, riders, settings } = problem.snapshot;
  const indexes = (ids: readonly string[]) => orders.flatMap(({ id }, n) => (ids.includes(id) ? [n] : []));
  const [order = -1] = indexes([orderId]);
  const [from, to] = [fromId, route.riderId].map((id) => riders.findIndex((rider) => rider.id === id));
  if (from === undefined || to === undefined) return 0;
  const after = indexes(ordersOf(route).map(({ id }) => id));
  const left = orders.flatMap(({ riderId, id }, n) => (riderId === fromId && id !== orderId ? [n] : []));
  const changed = problem.price(from, left) + problem.price(to, after) - settings.moveMinutes;
  const kept = problem.price(from, withOrder(left, order)) + problem.price(to, withoutOrder(after, order));
  return Math.round(kept - changed);
}

export function reasonOfOffer(
  problem: Problem,
  offer: Offer,
  [chosen, ...others]: readonly Candidate[],
): Reason {
  const { route, added } = offer;
  const rider = route.riderId;
  if (added.some(({ pinnedTo }) => pinnedTo === rider)) return { key: "pinned", values: { rider } };
  for (const { id, riderId: from } of added)
    if (from !== null) {
      const minutes = savedBy(problem, offer, id, from);
      if (minutes < problem.snapshot.settings.moveMinutes)
        return { key: "exchanged", values: { rider, from } };
      return { key: "moved", values: { rider, from, minutes } };
    }
  const orders = ordersOf(route).length;
  if (orders > 1) return { key: "same_way", values: { rider, orders } };

  const [soonest] = others.toSorted((one, other) => one.doorAt - other.doorAt);
  const [order] = added;
  if (soonest === undefined || chosen === undefined || order === undefined)
    return { key: "only_rider", values: { rider } };
  const other = soonest.riderId;
  const later = inMinutes(soonest.doorAt - chosen.doorAt);
  const readyAt = order.readyAt[MEDIAN] - problem.snapshot.settings.storeMs;
  if (later >= 0)
    return {
      key: "first_at_door",
      values: { rider, early: inMinutes(readyAt - chosen.arriveAt), other, later },
    };
  const isFairness =
    chosen.cost < soonest.cost &&
    chosen.cost - chosen.terms.fairness >= soonest.cost - soonest.terms.fairness;
  return { key: isFairness ? "fair_turn" : "best_for_all", values: { rider, other, sooner: -later } };
}

export function reasonOfHold({ snapshot }: Problem, { route, pending }: Hold): Reason {
  const rider = route.riderId;
  const minutes = inMinutes(Math.max(0, route.leaveAt - snapshot.now));
  if (pending === "kitchen") return { key: "waits_for_kitchen", values: { rider, minutes } };
  if (pending === "rider") return { key: "waits_for_rider", values: { rider, minutes } };
  return { key: pending === "answer" ? "waits_for_answer" : "waits_for_move", values: { rider } };
}
