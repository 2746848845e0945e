import type { Problem } from "./problem";

/** Which orders each rider carries: what the search changes. */
export interface Assignment {
  /** For each rider the orders, rising. */
  readonly routes: (readonly number[])[];
  /** For each rider the price of these orders. */
  readonly prices: number[];
  /** For each order the rider, or -1. */
  readonly riderOf: number[];
  /** Sum of the prices of all routes and of the orders without one. */
  cost: number;
}

export const NOBODY = -1;

export function withOrder(route: readonly number[], order: number): number[] {
  const longer = [...route, order];
  for (let at = route.length; at > 0; at -= 1) {
    const before = longer[at - 1] ?? NOBODY;
    if (before <= order) break;
    longer[at] = before;
    longer[at - 1] = order;
  }
  return longer;
}
export const withoutOrder = (route: readonly number[], order: number) => route.filter((one) => one !== order);

/** Begins with what the riders have accepted; all other orders are without a rider. */
export function acceptedOnly({ snapshot, price, postponed }: Problem): Assignment {
  const { orders, riders } = snapshot;
  const routes = riders.map(({ id }, rider) => {
    const own = orders.flatMap((order, n) =>
      order.riderId === id && (order.pinnedTo ?? id) === id ? [n] : [],
    );
    return price(rider, own) < Number.POSITIVE_INFINITY ? own : [];
  });
  const riderOf = orders.map((_, order) => routes.findIndex((own) => own.includes(order)));
  const prices = routes.map((route, rider) => price(rider, route));
  const carried = prices.reduce((sum, one) => sum + one, 0);
  const left = postponed.reduce((sum, cost, order) => (riderOf[order] === NOBODY ? sum + cost : sum), 0);
  return { routes, prices, riderOf, cost: carried + left };
}

export const copyOf = ({ routes, prices, riderOf, cost }: Assignment): Assignment => ({
  routes: [...routes],
  prices: [...prices],
  riderOf: [...riderOf],
  cost,
});

/** Gives a rider these orders instead. Orders that the rider had and that nobody gets are without one. */
export function setRoute(
  problem: Problem,
  assignment: Assignment,
  rider: number,
  orders: readonly number[],
): void {
  const before = assignment.routes[rider] ?? [];
  assignment.routes[rider] = orders;
  const price = problem.price(rider, orders);
  assignment.cost += price - (assignment.prices[rider] ?? 0);
  assignment.prices[rider] = price;
  for (const order of before)
    if (!orders.includes(order)) {
      assignment.riderOf[order] = NOBODY;
      assignment.cost += problem.postponed[order] ?? 0;
    }
  for (const order of orders)
    if (!before.includes(order)) {
      assignment.riderOf[order] = rider;
      assignment.cost -= problem.postponed[order] ?? 0;
    }
}
