import { type Assignment, copyOf, NOBODY, setRoute, withOrder, withoutOrder } from "./assignment";
import type { Problem } from "./problem";

/** Takes back each change of rider that does not save what it has to save. */
export function takeBackMoves(problem: Problem, assignment: Assignment): void {
  const { orders, riders } = problem.snapshot;
  for (const [order, { riderId }] of orders.entries()) {
    if (riderId === null) continue;
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
