import type { Route } from "@/lib/dispatch/model/plan/route";
import type { Place } from "@/lib/dispatch/model/travel/distance";
import type { TownOrder, TownRider } from "../town/town";

/** The state of the simulated town. Instants are milliseconds since midnight. */

export interface LiveOrder {
  readonly order: TownOrder;
  readonly promisedAt: number;
  riderId: string | null;
  /** The rider who is asked to take it. */
  offeredTo: string | null;
  hasMoved: boolean;
  readonly declinedBy: string[];
  pickedAt: number | null;
  doorAt: number | null;
}

export interface LiveRider {
  readonly rider: TownRider;
  /** The way that the rider is on, or has come. */
  leg: { from: Place; to: Place; leftAt: number; arrivesAt: number };
  pickUps: { place: Place; orders: LiveOrder[] }[];
  dropOffs: LiveOrder[];
  /** True from the first pick-up to the last door: the trip no longer changes. */
  carries: boolean;
  /** When the rider came to the store where they are. */
  atStoreSince: number | null;
  isAnswering: boolean;
  /** Rises when the rider's next stop changes: events of the one before are void. */
  turn: number;
  metres: number;
  waitedMs: number;
  workedMs: number;
  earned: number;
}

export type DayEvent =
  | { type: "placed"; order: LiveOrder }
  | { type: "ready"; order: LiveOrder }
  | { type: "answered"; rider: LiveRider; route: Route; orders: LiveOrder[]; accepts: boolean }
  | { type: "arrived" | "collected" | "free"; rider: LiveRider; turn: number }
  | { type: "tick" };

export const isWorking = ({ pickUps, dropOffs, carries }: LiveRider) =>
  carries || pickUps.length > 0 || dropOffs.length > 0;

export function placeOf({ leg }: LiveRider, now: number): Place {
  if (now >= leg.arrivesAt) return leg.to;
  const share = (now - leg.leftAt) / (leg.arrivesAt - leg.leftAt);
  return {
    lat: leg.from.lat + (leg.to.lat - leg.from.lat) * share,
    lng: leg.from.lng + (leg.to.lng - leg.from.lng) * share,
  };
}
