import type { Snapshot } from "../snapshot";
import { type Assignment, acceptedOnly, NOBODY } from "./assignment";
import { type Budget, improve, takeBackMoves } from "./improve";
import { insertByRegret } from "./insert";
import { type Problem, prepare } from "./problem";
import { seededRandom } from "./random";
import type { Route } from "./route";

export interface Plan {
  /** At most one for each rider: the next one, after what the rider carries already. */
  readonly routes: readonly Route[];
  /** Orders for which no rider is planned yet. */
  readonly postponed: readonly string[];
  /** In minutes of customers' time, orders without a rider included. */
  readonly cost: number;
}

const hasNobody = ({ riderOf }: Assignment) =>
  riderOf.flatMap((rider, order) => (rider === NOBODY ? [order] : []));

function planOf({ route, snapshot }: Problem, assignment: Assignment): Plan {
  return {
    routes: assignment.routes.flatMap((orders, rider) => route(rider, orders) ?? []),
    postponed: hasNobody(assignment).flatMap((order) => snapshot.orders[order]?.id ?? []),
    cost: assignment.cost,
  };
}

/** Plans the next route of every rider. The same snapshot, seed and number of steps give the same plan. */
export function plan(problem: Problem, budget: Budget, seed: number): Plan {
  const first = acceptedOnly(problem);
  insertByRegret(problem, first, hasNobody(first));
  takeBackMoves(problem, first);
  return planOf(problem, improve(problem, first, budget, seededRandom(seed)));
}

/** @internal */
export const planFor = (snapshot: Snapshot, budget: Budget, seed: number) =>
  plan(prepare(snapshot), budget, seed);
