import { type Assignment, copyOf, NOBODY, setRoute, withOrder, withoutOrder } from "./assignment";
import { insertAtRandom } from "./insert";
import type { Problem } from "./problem";
import { type Random, randomIndex } from "./random";

/** Ends a search: it goes on while `elapsed()`, which it calls before each step, is below `limit`. */
export interface Budget {
  readonly elapsed: () => number;
  readonly limit: number;
}

/** A step empties the routes of at most so many riders. */
const EMPTIED = 5;
/** The search goes on from a plan that is worse than the best one by at most so many minutes. */
const DRIFT = 3;
const EPSILON = 1e-9;

/** Picks an order, its rider and some of the riders who suit it. */
function ridersToEmpty({ candidates }: Problem, { riderOf }: Assignment, random: Random): number[] {
  const order = randomIndex(random, riderOf.length);
  const suited = candidates[order] ?? [];
  const own = riderOf[order] ?? NOBODY;
  const picked = new Set(own === NOBODY ? [] : [own]);
  const wanted = 1 + randomIndex(random, EMPTIED);
  for (let tries = 0; tries < wanted; tries += 1) {
    // Squared: near riders are picked more often.
    const rider = suited[Math.floor(random() ** 2 * suited.length)];
    if (rider !== undefined) picked.add(rider);
  }
  return [...picked];
}

/** Returns the orders without a rider that one of these riders could take. */
const waitingFor = ({ candidates }: Problem, { riderOf }: Assignment, riders: readonly number[]) =>
  riderOf.flatMap((rider, order) =>
    rider === NOBODY && candidates[order]?.some((one) => riders.includes(one)) ? [order] : [],
  );

/** Takes back each change of rider that does not save what it has to save. */
export function takeBackMoves(problem: Problem, assignment: Assignment): void {
  const { orders, riders } = problem.snapshot;
  for (const [order, { riderId }] of orders.entries()) {
    const before = riders.findIndex(({ id }) => id === riderId);
    const after = assignment.riderOf[order] ?? NOBODY;
    if (before === NOBODY || after === before) continue;
    const kept = copyOf(assignment);
    if (after !== NOBODY)
      setRoute(problem, assignment, after, withoutOrder(assignment.routes[after] ?? [], order));
    setRoute(problem, assignment, before, withOrder(assignment.routes[before] ?? [], order));
    if (!(assignment.cost < kept.cost)) Object.assign(assignment, kept);
  }
}

/**
 * Improves an assignment until the budget ends, and returns the best one found: a step takes the orders of some neighbouring
 * riders and distributes them anew. A larger budget continues the same search, so its result is never worse.
 */
export function improve(problem: Problem, first: Assignment, budget: Budget, random: Random): Assignment {
  let best = copyOf(first);
  let current = copyOf(first);
  while (budget.elapsed() < budget.limit && current.riderOf.length > 0) {
    const next = copyOf(current);
    const emptied = ridersToEmpty(problem, next, random);
    for (const rider of emptied) setRoute(problem, next, rider, []);
    insertAtRandom(problem, next, waitingFor(problem, next, emptied), random);
    if (next.cost < best.cost - EPSILON) {
      takeBackMoves(problem, next);
      best = copyOf(next);
    }
    if (next.cost < best.cost + DRIFT * random()) current = next;
  }
  return best;
}
