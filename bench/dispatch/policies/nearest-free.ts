import { prepare } from "@/lib/dispatch/model/plan/problem";
import type { Route } from "@/lib/dispatch/model/plan/route";
import { metresBetween } from "@/lib/dispatch/model/travel/distance";
import { freeRiders, openOrders } from "./free-riders";
import type { Policy } from "./policy";

/** Gives the oldest order the free rider who is nearest to the store, at once or when leaving meets the food. */
export function nearestFree(when: "at once" | "in time"): Policy {
  return {
    name: `nearest free, ${when}`,
    decide: (snapshot) => {
      const problem = prepare(snapshot);
      const free = freeRiders(snapshot);
      const routes: Route[] = [];
      for (const { order, index } of openOrders(snapshot)) {
        const able = free
          .flatMap((one) => {
            const route = problem.route(one.index, [index]);
            return route === null
              ? []
              : [{ ...one, route, metres: metresBetween(one.rider.place, order.store.place) }];
          })
          .sort((one, other) => one.metres - other.metres);
        const [nearest] = able;
        if (nearest === undefined || (when === "in time" && nearest.route.leaveAt > snapshot.now)) continue;
        free.splice(
          free.findIndex(({ index: at }) => at === nearest.index),
          1,
        );
        routes.push(nearest.route);
      }
      return routes;
    },
  };
}
