import type { Snapshot } from "../snapshot";
import { type Assignment, acceptedOnly, NOBODY } from "./assignment";
import { type Budget, searchFrom } from "./improve";
import { insertByRegret } from "./insert";
import { type Problem, prepare } from "./problem";
import { seededRandom } from "./random";
import type { Route } from "./route";
import { takeBackMoves } from "./take-back-moves";

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

/** A plan under way: it is good at any moment, and more budget never makes it worse. */
export interface Planning {
  run(budget: Budget): void;
  plan(): Plan;
}

/** Begins to plan the next route of every rider. The same snapshot, seed and number of steps give the same plan. */
export function beginPlan(problem: Problem, seed: number): Planning {
  const first = acceptedOnly(problem);
  insertByRegret(problem, first, hasNobody(first));
  takeBackMoves(problem, first);
  const search = searchFrom(problem, first, seededRandom(seed));
  return { run: search.run, plan: () => planOf(problem, search.best()) };
}

/** @internal */
export function plan(problem: Problem, budget: Budget, seed: number): Plan {
  const planning = beginPlan(problem, seed);
  planning.run(budget);
  return planning.plan();
}

/** @internal */
export const planFor = (snapshot: Snapshot, budget: Budget, seed: number) =>
  plan(prepare(snapshot), budget, seed);
