import { commit } from "@/lib/dispatch/model/decide/commit";
import { acceptedOnly, setRoute, withOrder } from "@/lib/dispatch/model/plan/assignment";
import { prepare } from "@/lib/dispatch/model/plan/problem";
import { openOrders } from "./free-riders";
import type { Policy } from "./policy";

/** Puts each order, the oldest first, where it adds least: alone, or on a route with others. Nothing is changed later. */
export const cheapestInsertion: Policy = {
  name: "cheapest insertion",
  decide: (snapshot) => {
    const problem = prepare(snapshot);
    const assignment = acceptedOnly(problem);
    for (const { index } of openOrders(snapshot)) {
      const places = (problem.candidates[index] ?? []).map((rider) => {
        const route = assignment.routes[rider] ?? [];
        const longer = withOrder(route, index);
        return { rider, longer, added: problem.price(rider, longer) - problem.price(rider, route) };
      });
      const best = places.sort((one, other) => one.added - other.added)[0];
      if (best !== undefined && best.added < Number.POSITIVE_INFINITY)
        setRoute(problem, assignment, best.rider, best.longer);
    }
    const routes = assignment.routes.flatMap((orders, rider) => problem.route(rider, orders) ?? []);
    return commit({ routes, postponed: [], cost: assignment.cost }, snapshot).offers.map(
      ({ route }) => route,
    );
  },
};
