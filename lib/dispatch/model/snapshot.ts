import type { Vehicle } from "@/lib/orders/model/delivery";
import type { ReadyTimes } from "./readiness/ready-times";
import type { Settings } from "./settings";
import type { Place } from "./travel/distance";
import type { Travel } from "./travel/embedded";

/** Everything that a plan depends on, read at one moment. All instants are milliseconds since 1970. */

export interface OpenOrder {
  readonly id: string;
  readonly store: { readonly id: string; readonly place: Place };
  readonly door: Place;
  readonly placedAt: number;
  readonly promisedAt: number;
  readonly readyAt: ReadyTimes;
  /** Longest time from ready to the door. */
  readonly freshMs: number;
  /** Room that it takes, in the unit of the riders' `capacity`. */
  readonly load: number;
  /**
   * The rider who accepted it, or has an offer for it. It stops being an open order, and becomes one of the rider's
   * `stopsLeft`, with the first pick-up of its route.
   */
  readonly riderId: string | null;
  /** False for an order that stays with its rider: it is on offer, or has been moved before. */
  readonly mayMove: boolean;
  /** The rider whom a dispatcher chose: no plan gives the order to anybody else. */
  readonly pinnedTo: string | null;
  /** Riders who are not asked for it now, because they declined it a few minutes ago, for example. */
  readonly declinedBy: readonly string[];
}

export interface Rider {
  readonly id: string;
  readonly place: Place;
  readonly vehicle: Vehicle;
  readonly capacity: number;
  readonly shiftEndsAt: number;
  /** Stops that the rider still makes with food that is already picked up, in order. */
  readonly stopsLeft: readonly Place[];
  /** True while an offer waits for the rider's answer: no second one is made. */
  readonly isAnswering: boolean;
  /** Earnings per hour on shift, divided by the mean of all riders on shift: 1 is average. */
  readonly earnings: number;
}

export interface Snapshot {
  readonly now: number;
  readonly orders: readonly OpenOrder[];
  readonly riders: readonly Rider[];
  readonly travel: Travel;
  readonly settings: Settings;
}
