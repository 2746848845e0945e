import { type Assignment, setRoute, withOrder } from "./assignment";
import type { Problem } from "./problem";
import { type Random, randomIndex } from "./random";

interface Insertion {
  readonly rider: number;
  /** What the insertion adds to the cost, compared with leaving the order out: negative when it is worth it. */
  readonly added: number;
}

function addedBy(problem: Problem, { routes }: Assignment, order: number, rider: number): number {
  const route = routes[rider] ?? [];
  const added = problem.price(rider, withOrder(route, order)) - problem.price(rider, route);
  return added - (problem.postponed[order] ?? 0);
}

/** Returns the cheapest insertion; `skips` leaves out a rider now and then, so that a search does not run in circles. */
function cheapest(problem: Problem, assignment: Assignment, order: number, skips?: Random): Insertion | null {
  let best: Insertion | null = null;
  for (const rider of problem.candidates[order] ?? []) {
    if (skips !== undefined && skips() < SKIPPED) continue;
    const added = addedBy(problem, assignment, order, rider);
    if (added < 0 && (best === null || added < best.added)) best = { rider, added };
  }
  return best;
}
const SKIPPED = 0.05;

function insert(problem: Problem, assignment: Assignment, order: number, rider: number): void {
  setRoute(problem, assignment, rider, withOrder(assignment.routes[rider] ?? [], order));
}

/** Returns how much is lost when the best rider is taken by another order; null where no rider is worth it. */
function regretOf(problem: Problem, assignment: Assignment, order: number) {
  // Leaving the order out is always possible and adds nothing.
  let [best, second, rider] = [0, 0, -1];
  for (const one of problem.candidates[order] ?? []) {
    const added = addedBy(problem, assignment, order, one);
    if (added < best) [best, second, rider] = [added, best, one];
    else if (added < second) second = added;
  }
  return rider === -1 ? null : { order, rider, regret: second - best };
}

/** Inserts orders one after another, first the one that would lose most by waiting for its turn. */
export function insertByRegret(problem: Problem, assignment: Assignment, orders: readonly number[]): void {
  const regrets = new Map(orders.map((order) => [order, regretOf(problem, assignment, order)]));
  for (;;) {
    let next: ReturnType<typeof regretOf> = null;
    for (const one of regrets.values())
      if (one !== null && (next === null || one.regret > next.regret)) next = one;
    if (next === null) return;
    const { order, rider } = next;
    insert(problem, assignment, order, rider);
    regrets.delete(order);
    for (const other of regrets.keys())
      if (problem.candidates[other]?.includes(rider))
        regrets.set(other, regretOf(problem, assignment, other));
  }
}

/** Inserts orders in a random sequence, each where it is cheapest. */
export function insertAtRandom(
  problem: Problem,
  assignment: Assignment,
  orders: readonly number[],
  random: Random,
): void {
  const left = [...orders];
  while (left.length > 0) {
    const [order = -1] = left.splice(randomIndex(random, left.length), 1);
    const place = cheapest(problem, assignment, order, random);
    if (place !== null) insert(problem, assignment, order, place.rider);
  }
}
