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
const EMPTIED = 4;
/** The search goes on from a plan that is worse than the best one by at most so many minutes. */
const DRIFT = 3;
const EPSILON = 1e-9;

/** Picks an item, those at the front of the list more often. */
const pickEarly = (items: readonly number[], random: Random) =>
  items[Math.floor(random() ** 2 * items.length)];

/** Begins with an order without a rider where there is one, every other time. */
function firstOrder(riderOf: readonly number[], random: Random): number {
  const left = random() < 0.5 ? riderOf.flatMap((rider, order) => (rider === NOBODY ? [order] : [])) : [];
  return left[randomIndex(random, left.length)] ?? randomIndex(random, riderOf.length);
}

/**
 * Picks riders whose orders may change places: from an order to a rider who suits it or who carries a companion, from there to
 * one of the rider's orders, and so on.
 */
function ridersToEmpty(
  problem: Problem,
  { riderOf, routes }: Assignment,
  first: number,
  random: Random,
): number[] {
  let order = first;
  const picked = new Set<number>();
  const wanted = 2 + randomIndex(random, EMPTIED - 1);
  for (let tries = 0; tries < 2 * wanted && picked.size < wanted; tries += 1) {
    const own = riderOf[order] ?? NOBODY;
    if (own !== NOBODY) picked.add(own);
    const companions = problem.companions[order] ?? [];
    const companion = random() < 0.5 ? companions[randomIndex(random, companions.length)] : undefined;
    const rider =
      companion === undefined ? pickEarly(problem.candidates[order] ?? [], random) : riderOf[companion];
    if (rider === undefined || rider === NOBODY) continue;
    picked.add(rider);
    const route = routes[rider] ?? [];
    order = route[randomIndex(random, route.length)] ?? order;
  }
  return [...picked];
}

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

/** A search that can be stopped at any moment and goes on from there. */
export interface Search {
  /** Searches until the budget ends. */
  run(budget: Budget): void;
  /** The best assignment so far. A later one is never worse. */
  best(): Assignment;
}

/** Improves an assignment: a step takes the orders of some neighbouring riders and distributes them anew. */
export function searchFrom(problem: Problem, first: Assignment, random: Random): Search {
  let best = copyOf(first);
  let current = copyOf(first);
  return {
    best: () => best,
    run: (budget) => {
      while (budget.elapsed() < budget.limit && current.riderOf.length > 0) {
        const next = copyOf(current);
        const order = firstOrder(next.riderOf, random);
        const emptied = ridersToEmpty(problem, next, order, random);
        const orders = new Set([order, ...emptied.flatMap((rider) => next.routes[rider] ?? [])]);
        for (const rider of emptied) setRoute(problem, next, rider, []);
        insertAtRandom(problem, next, [...orders], random);
        if (next.cost < best.cost - EPSILON) {
          takeBackMoves(problem, next);
          best = copyOf(next);
        }
        if (next.cost < best.cost + DRIFT * random()) current = next;
      }
    },
  };
}
