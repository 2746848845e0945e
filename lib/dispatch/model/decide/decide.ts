import type { Budget } from "../plan/improve";
import { beginPlan, type Plan } from "../plan/plan";
import { type Problem, prepare } from "../plan/problem";
import type { Route } from "../plan/route";
import type { OpenOrder, Snapshot } from "../snapshot";
import { commit, type Timing } from "./commit";
import { type Candidate, candidatesFor, type Reason, reasonOfHold, reasonOfOffer } from "./reasons";

/** A decision about orders that have no rider yet, or get another one, with everything that a person needs to judge it. */
export type Decision = {
  /** They go together. */
  readonly orderIds: readonly string[];
  /** The riders who were looked at; the first one is the rider of the decision, if it has one. */
  readonly candidates: readonly Candidate[];
  readonly reason: Reason;
} & (
  | { readonly type: "offer"; readonly route: Route; readonly timing: Timing }
  /** The route is planned, and is offered later unless a better plan comes. */
  | { readonly type: "hold"; readonly route: Route }
  | { readonly type: "postpone" }
);

const indexesOf = ({ snapshot }: Problem, orders: readonly OpenOrder[]) =>
  snapshot.orders.flatMap((order, n) => (orders.includes(order) ? [n] : []));

/** What to do now, by a plan. */
function decisionsOf(problem: Problem, planned: Plan): Decision[] {
  const { snapshot } = problem;
  const { offers, holds } = commit(planned, snapshot);
  const about = (orders: readonly OpenOrder[], route: Route) => ({
    orderIds: orders.map(({ id }) => id),
    candidates: candidatesFor(problem, indexesOf(problem, orders), route),
  });
  return [
    ...offers.map((offer): Decision => {
      const facts = about(offer.added, offer.route);
      const reason = reasonOfOffer(problem, offer, facts.candidates);
      return { type: "offer", ...facts, route: offer.route, timing: offer.timing, reason };
    }),
    ...holds.map((hold): Decision => {
      const facts = about(hold.added, hold.route);
      return { type: "hold", ...facts, route: hold.route, reason: reasonOfHold(problem, hold) };
    }),
    ...planned.postponed.map((id): Decision => {
      const index = snapshot.orders.findIndex((order) => order.id === id);
      const candidates = candidatesFor(problem, [index], null);
      const key = candidates.length === 0 ? "nobody_can" : "too_few_riders";
      return { type: "postpone", orderIds: [id], candidates, reason: { key, values: {} } };
    }),
  ];
}

/** A decision under way. `run` may be called again and again: the decisions are those of the best plan so far. */
export interface Deciding {
  run(budget: Budget): void;
  decisions(): Decision[];
  /** Prices of routes, for a person who asks what another rider would mean. */
  readonly problem: Problem;
}

/** Begins to decide what to do now. The same snapshot, seed and number of steps give the same decisions. */
export function beginToDecide(snapshot: Snapshot, seed: number): Deciding {
  const problem = prepare(snapshot);
  const planning = beginPlan(problem, seed);
  return { problem, run: planning.run, decisions: () => decisionsOf(problem, planning.plan()) };
}

/** @internal */
export function decide(snapshot: Snapshot, budget: Budget, seed: number): Decision[] {
  const deciding = beginToDecide(snapshot, seed);
  deciding.run(budget);
  return deciding.decisions();
}
