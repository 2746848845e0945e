import munkres from "munkres";
import { commit } from "@/lib/dispatch/model/decide/commit";
import { prepare } from "@/lib/dispatch/model/plan/problem";
import { openOrders } from "./free-riders";
import type { Policy } from "./policy";

/** More than any route costs, less than what loses digits. */
const FORBIDDEN = 1e6;

/** Assigns one order to each rider, busy ones included, at the least total cost (Hungarian method). */
export const oneToOne: Policy = {
  name: "one to one",
  decide: (snapshot) => {
    const problem = prepare(snapshot);
    const open = openOrders(snapshot);
    const taken = new Set(snapshot.orders.map(({ riderId }) => riderId));
    const riders = snapshot.riders.flatMap(({ id }, index) => (taken.has(id) ? [] : [index]));
    if (open.length === 0 || riders.length === 0) return [];
    const costs = open.map(({ index }) =>
      // The cost of an order later is subtracted: with too few riders, the most urgent orders go first.
      riders.map((rider) =>
        Math.min(FORBIDDEN, problem.price(rider, [index]) - (problem.postponed[index] ?? 0)),
      ),
    );
    const routes = munkres(costs).flatMap(([row, column]) => {
      const [order, rider] = [open[row], riders[column]];
      return order === undefined || rider === undefined ? [] : (problem.route(rider, [order.index]) ?? []);
    });
    return commit({ routes, postponed: [], cost: 0 }, snapshot).offers.map(({ route }) => route);
  },
};
