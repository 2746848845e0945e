import { type Assignment, copyOf, NOBODY } from "./assignment";
import { groupCosts } from "./group-costs";
import { emptyMatching } from "./matching";
import type { Problem } from "./problem";
import { type Random, randomIndex } from "./random";
import { type Change, type Group, proposeChange } from "./regroup";
import { takeBackMoves } from "./take-back-moves";

/** Ends a search: it goes on while `elapsed()`, which it calls before each step, is below `limit`. */
export interface Budget {
  readonly elapsed: () => number;
  readonly limit: number;
}

/** The search goes on from a plan that is worse than the best one by at most so many minutes. */
const DRIFT = 30;
const EPSILON = 1e-9;

/** A search that can be stopped at any moment and goes on from there. */
export interface Search {
  /** Searches until the budget ends. */
  run(budget: Budget): void;
  /** The best assignment so far. A later one is never worse. */
  best(): Assignment;
}

/** Returns the groups of an assignment, and empty ones up to the number of orders. */
function groupsOf({ routes, riderOf }: Assignment): Group[] {
  const alone = riderOf.flatMap((rider, order) => (rider === NOBODY ? [[order]] : []));
  const groups: Group[] = [...routes.filter(({ length }) => length > 0), ...alone];
  return riderOf.map((_, n) => groups[n] ?? []);
}

/**
 * Improves an assignment. A step changes which orders go together; the riders for all groups are always the best ones for them, so
 * that a step may end with any number of riders who carry something else.
 */
export function searchFrom(problem: Problem, first: Assignment, random: Random): Search {
  const { orders, riders } = problem.snapshot;
  const costsOf = groupCosts(problem);
  const matching = emptyMatching(riders.length + orders.length);
  const allPostponed = problem.postponed.reduce((sum, one) => sum + one, 0);
  const groups = groupsOf(first);
  const groupOf = orders.map((_, order) => groups.findIndex((group) => group.includes(order)));
  let best = copyOf(first);
  let cost = allPostponed;
  let entered = 0;

  const rowOf = (group: Group) => (group.length === 0 ? matching.zeros : costsOf(group));

  function sumUp(): number {
    let sum = allPostponed;
    for (const [at, group] of groups.entries())
      if (group.length > 0) sum += costsOf(group)?.[matching.columnOf[at] ?? 0] ?? 0;
    return sum;
  }

  function assignment(): Assignment {
    const routes: Group[] = riders.map(() => []);
    for (const [at, group] of groups.entries()) {
      const rider = matching.columnOf[at] ?? riders.length;
      if (rider < riders.length) routes[rider] = group;
    }
    const riderOf = orders.map(() => NOBODY);
    for (const [rider, route] of routes.entries()) for (const order of route) riderOf[order] = rider;
    return { routes, prices: routes.map((route, rider) => problem.price(rider, route)), riderOf, cost };
  }

  function keepBest(): void {
    if (cost >= best.cost - EPSILON) return;
    best = assignment();
    takeBackMoves(problem, best);
  }

  /** The groups get their riders one after another, so that a step is always short. */
  function enterNext(): void {
    const row = rowOf(groups[entered] ?? []);
    if (row !== null) matching.replace(entered, row);
    entered += 1;
    if (entered < groups.length) return;
    cost = sumUp();
    keepBest();
  }

  function change(changes: readonly Change[]): void {
    for (const { at, group } of changes) {
      groups[at] = group;
      for (const order of group) groupOf[order] = at;
    }
  }

  function step(): void {
    const changes = proposeChange(problem, groups, groupOf, randomIndex(random, orders.length), random);
    const rows = changes.flatMap(({ group }) => rowOf(group) ?? []);
    if (changes.length === 0 || rows.length < changes.length) return;
    const limit = best.cost + DRIFT * random();
    const least = changes.reduce(
      (sum, { at }, n) => sum + matching.boundOf(at, rows[n] ?? matching.zeros),
      cost,
    );
    if (least >= limit) return;
    matching.keep();
    const before = changes.map(({ at }) => ({ at, group: groups[at] ?? [] }));
    for (const [n, { at }] of changes.entries()) matching.replace(at, rows[n] ?? matching.zeros);
    change(changes);
    const after = sumUp();
    if (after < limit) {
      cost = after;
      keepBest();
    } else {
      change(before);
      matching.restore();
    }
  }

  return {
    best: () => best,
    run: (budget) => {
      while (budget.elapsed() < budget.limit && orders.length > 0)
        if (entered < groups.length) enterNext();
        else step();
    },
  };
}
