import { type Assignment, setRoute, withOrder } from "./assignment";
import type { Problem } from "./problem";
import { type Random, randomIndex } from "./random";

interface Insertion {
  readonly rider: number;
  /** What it adds to the cost, compared with leaving the order out: negative when it is worth it. */
  readonly added: number;
}

/** Lists the places of an order that are worth it: the best two riders without a route, and routes of its companions. */
function insertionsOf(problem: Problem, { routes, prices }: Assignment, order: number): Insertion[] {
  const places: Insertion[] = [];
  const left = problem.postponed[order] ?? 0;
  let empties = 0;
  for (const rider of problem.candidates[order] ?? []) {
    const route = routes[rider] ?? [];
    // Candidates are sorted by the price of this order alone. The second one tells how much is lost without the first.
    if (route.length === 0) empties += 1;
    if (route.length === 0 && empties > 2) continue;
    if (!route.every((other) => problem.areCompanions(order, other))) continue;
    const added = problem.price(rider, withOrder(route, order)) - (prices[rider] ?? 0) - left;
    if (added < 0) places.push({ rider, added });
  }
  return places;
}

function insert(problem: Problem, assignment: Assignment, order: number, rider: number): void {
  setRoute(problem, assignment, rider, withOrder(assignment.routes[rider] ?? [], order));
}

/** Returns the best place and how much is lost when another order takes it; null without any. */
function regretOf(problem: Problem, assignment: Assignment, order: number) {
  // Leaving the order out is always possible and adds nothing.
  let [best, second, rider] = [0, 0, -1];
  for (const place of insertionsOf(problem, assignment, order))
    if (place.added < best) [best, second, rider] = [place.added, best, place.rider];
    else if (place.added < second) second = place.added;
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

/** The cheapest place is passed over now and then, so that a search does not run in circles. */
const SKIPPED = 0.05;

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
    let best: Insertion | null = null;
    for (const place of insertionsOf(problem, assignment, order))
      if ((best === null || place.added < best.added) && random() >= SKIPPED) best = place;
    if (best !== null) insert(problem, assignment, order, best.rider);
  }
}
