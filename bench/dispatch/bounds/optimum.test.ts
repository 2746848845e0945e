import fc from "fast-check";
import { expect, test } from "vitest";
import { plan, planFor } from "@/lib/dispatch/model/plan/plan";
import { prepare } from "@/lib/dispatch/model/plan/problem";
import { someSnapshot, steps } from "@/test/support/dispatch-snapshots";
import { momentOf } from "./measure-plans";
import { optimalCost } from "./optimum";

test("no plan costs less than the optimum, and plans for a few orders come within two per cent of it", async () => {
  const open = someSnapshot
    .map((snapshot) => ({
      ...snapshot,
      orders: snapshot.orders.map((order) => ({ ...order, riderId: null })),
    }))
    .filter(({ orders }) => orders.length > 0);
  const property = fc.asyncProperty(open, async (snapshot) => {
    const problem = prepare(snapshot);
    const optimum = (await optimalCost(problem, 10)) ?? Number.NaN;
    const { cost } = plan(problem, steps(2_000), 1);
    expect(cost).toBeGreaterThanOrEqual(optimum - 1e-3);
    expect(cost - optimum).toBeLessThanOrEqual(0.02 * Math.abs(optimum) + 1e-3);
  });
  await fc.assert(property, { seed: 11, numRuns: 40 });
});

test("the first plan of a large town has each order on a route that is possible, or postpones it", () => {
  const snapshot = momentOf({ orders: 150, riders: 120, deliver: true, budgetMs: 0 }, 3);
  const { routes, postponed, cost } = planFor(snapshot, steps(0), 1);
  expect(cost).toBeLessThan(Number.POSITIVE_INFINITY);
  const planned = routes.reduce((sum, { sequence }) => sum + sequence.dropOffs.length, 0);
  expect(planned + postponed.length).toBe(150);
});
