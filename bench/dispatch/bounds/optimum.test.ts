import fc from "fast-check";
import { expect, test } from "vitest";
import { plan } from "@/lib/dispatch/model/plan/plan";
import { prepare } from "@/lib/dispatch/model/plan/problem";
import { someSnapshot, steps } from "@/test/support/dispatch-snapshots";
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
