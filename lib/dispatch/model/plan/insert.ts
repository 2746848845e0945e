import { type Assignment, NOBODY, setRoute, withOrder } from "./assignment";
import type { Problem } from "./problem";

interface Insertion {
  readonly rider: number;
  /** The cost that it adds, compared with leaving the order out: negative when it is worth it. */
  readonly added: number;
}

function addedBy(problem: Problem, { routes, prices }: Assignment, order: number, rider: number): number {
  const longer = withOrder(routes[rider] ?? [], order);
  return problem.price(rider, longer) - (prices[rider] ?? 0) - (problem.postponed[order] ?? 0);
}

/** Tells whether all of a route are companions of the order, and `companion` is the first of them. */
function isFirstCompanion(
  { areCompanions }: Problem,
  route: readonly number[],
  order: number,
  companion: number,
): boolean {
  if (route[0] !== companion) return false;
  for (const other of route) if (!areCompanions(order, other)) return false;
  return true;
}

/** Lists the places of an order: the best two riders without a route, and the routes of its companions. */
function insertionsOf(problem: Problem, assignment: Assignment, order: number): Insertion[] {
  const { routes, riderOf } = assignment;
  const places: Insertion[] = [];
  // Candidates are sorted by their price. The second one tells how much is lost without the first.
  for (const rider of problem.candidates[order] ?? []) {
    if (routes[rider]?.length !== 0) continue;
    places.push({ rider, added: addedBy(problem, assignment, order, rider) });
    if (places.length === 2) break;
  }
  for (const companion of problem.companions[order] ?? []) {
    const rider = riderOf[companion] ?? NOBODY;
    const route = routes[rider];
    // A route is looked at once: with the first of its orders.
    if (route === undefined || !isFirstCompanion(problem, route, order, companion)) continue;
    places.push({ rider, added: addedBy(problem, assignment, order, rider) });
  }
  return places;
}

function insert(problem: Problem, assignment: Assignment, order: number, rider: number): void {
  setRoute(problem, assignment, rider, withOrder(assignment.routes[rider] ?? [], order));
}

/** Returns the best place and how much is lost when another order takes it; null without any. */
function regretOf(problem: Problem, assignment: Assignment, order: number) {
  // Leaving the order out is always possible and adds nothing.
  let [best, second, rider] = [0, 0, NOBODY];
  for (const place of insertionsOf(problem, assignment, order))
    if (place.added < best) [best, second, rider] = [place.added, best, place.rider];
    else if (place.added < second) second = place.added;
  return rider === NOBODY ? null : { order, rider, regret: second - best };
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
    for (const [other, known] of regrets) {
      // A place on the route of a companion may be that of a rider who is no candidate.
      const isAffected = known?.rider === rider || problem.candidates[other]?.includes(rider);
      if (isAffected || problem.areCompanions(other, order))
        regrets.set(other, regretOf(problem, assignment, other));
    }
  }
}
