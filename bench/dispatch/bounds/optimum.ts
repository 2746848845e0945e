import highs from "highs";
import { companionsIn } from "@/lib/dispatch/model/plan/companions";
import type { Problem } from "@/lib/dispatch/model/plan/problem";

/** Sets of up to three orders that may go together. */
function bundlesOf({ snapshot }: Problem): number[][] {
  const areCompanions = companionsIn(snapshot);
  const orders = snapshot.orders.map((_, order) => order);
  const longer = (bundles: readonly number[][]) =>
    bundles.flatMap((bundle) =>
      orders
        .filter((order) => order > Math.max(...bundle) && bundle.every((one) => areCompanions(one, order)))
        .map((order) => [...bundle, order]),
    );
  const singles = orders.map((order) => [order]);
  const pairs = longer(singles);
  return [...singles, ...pairs, ...longer(pairs)];
}

interface Column {
  name: string;
  rider: number;
  orders: readonly number[];
  /** Against leaving these orders out. */
  cost: number;
}

function columnsOf(problem: Problem): Column[] {
  const bundles = bundlesOf(problem);
  return problem.snapshot.riders.flatMap((_, rider) =>
    bundles.flatMap((orders, n) => {
      const left = orders.reduce((sum, order) => sum + (problem.postponed[order] ?? 0), 0);
      const cost = problem.price(rider, orders) - left;
      // A route that costs more than leaving its orders out is in no best plan.
      return cost < 0 ? [{ name: `x${rider}_${n}`, rider, orders, cost }] : [];
    }),
  );
}

/**
 * Returns the least cost of all plans by set packing: each rider has at most one route, each order is on at most one.
 * Null when the solver needs longer than `seconds`.
 */
export async function optimalCost(problem: Problem, seconds: number): Promise<number | null> {
  const columns = columnsOf(problem);
  const allLeft = problem.postponed.reduce((sum, cost) => sum + cost, 0);
  if (columns.length === 0) return allLeft;
  const { orders, riders } = problem.snapshot;
  const row = (name: string, members: readonly Column[]) =>
    members.length === 0 ? [] : [`${name}: ${members.map((column) => column.name).join(" + ")} <= 1`];
  const model = [
    "Minimize",
    `cost: ${columns.map(({ name, cost }) => `- ${Math.abs(cost).toFixed(6)} ${name}`).join(" ")}`,
    "Subject To",
    ...riders.flatMap((_, n) =>
      row(
        `rider${n}`,
        columns.filter(({ rider }) => rider === n),
      ),
    ),
    ...orders.flatMap((_, n) =>
      row(
        `order${n}`,
        columns.filter((column) => column.orders.includes(n)),
      ),
    ),
    "Binary",
    columns.map(({ name }) => name).join(" "),
    "End",
  ].join("\n");
  const solver = await highs();
  const { Status, ObjectiveValue } = solver.solve(model, { time_limit: seconds });
  return Status === "Optimal" ? allLeft + ObjectiveValue : null;
}
