import type { Plan } from "../plan/plan";
import type { Route } from "../plan/route";
import type { OpenOrder, Rider, Snapshot } from "../snapshot";

/** Plans are made all the time; what follows decides which of their routes become offers now. */

/** Why an offer goes out now. */
export type Timing =
  /** Leaving now meets the food. */
  | "due"
  /** The rider will probably wait: riders have little to do, and food must not. */
  | "early"
  /** The rider is on the way to the store, or there. */
  | "joins";
/** Why a planned route is not offered yet. */
export type Pending =
  /** Leaving now would be too early. */
  | "kitchen"
  /** The rider is delivering. */
  | "rider"
  /** The rider has an offer. */
  | "answer"
  /** The rider first gives away an order that another one takes in this plan. */
  | "move";

export interface Step {
  readonly route: Route;
  readonly rider: Rider;
  /** Orders that the rider does not have yet: they are offered together. */
  readonly added: readonly OpenOrder[];
}
export interface Offer extends Step {
  readonly timing: Timing;
}
export interface Hold extends Step {
  readonly pending: Pending;
}
export interface Commitment {
  readonly offers: readonly Offer[];
  readonly holds: readonly Hold[];
}

export const ordersOf = ({ sequence }: Route) => sequence.dropOffs.map(({ order }) => order);

function timingOf(route: Route, rider: Rider, { now, orders }: Snapshot): Timing | Pending {
  if (rider.isAnswering) return "answer";
  if (rider.stopsLeft.length > 0) return "rider";
  const own = orders.filter(({ riderId }) => riderId === rider.id);
  if (own.some((order) => !ordersOf(route).includes(order))) return "move";
  if (own.length > 0) return "joins";
  if (route.leaveAt > now) return "kitchen";
  return route.waitsMs > 0 ? "early" : "due";
}

const TIMINGS: readonly string[] = ["due", "early", "joins"] satisfies Timing[];
const isTiming = (timing: Timing | Pending): timing is Timing => TIMINGS.includes(timing);

/** Returns the offers to make now, and the routes that wait. Routes without a new order for their rider are neither. */
export function commit({ routes }: Plan, snapshot: Snapshot): Commitment {
  const offers: Offer[] = [];
  const holds: Hold[] = [];
  for (const route of routes) {
    const rider = snapshot.riders.find(({ id }) => id === route.riderId);
    const added = ordersOf(route).filter(({ riderId }) => riderId !== route.riderId);
    if (rider === undefined || added.length === 0) continue;
    const timing = timingOf(route, rider, snapshot);
    if (isTiming(timing)) offers.push({ route, rider, added, timing });
    else holds.push({ route, rider, added, pending: timing });
  }
  return { offers, holds };
}
