import { TOWN_SPEED } from "@/lib/dispatch/model/travel/vehicles";
import { metresOf, pointAlong } from "@/lib/geo/model/line";
import type { Place } from "@/lib/geo/model/place";
import type { Vehicle } from "@/lib/orders/model/delivery";

/** Metres a second: the server does not believe that anybody rides faster than 40. */
const FASTEST = 30;

/** A way along the roads, and how far it has been ridden (m). */
export interface Way {
  readonly line: readonly Place[];
  readonly ridden: number;
}

export const metresASecond = (vehicle: Vehicle, speed: number) =>
  Math.min(FASTEST, (TOWN_SPEED[vehicle] / 3.6) * speed);

/** Rides on for so long (s). */
export const rideOn = (way: Way, seconds: number, speed: number): Way => ({
  line: way.line,
  ridden: Math.min(metresOf(way.line), way.ridden + seconds * speed),
});

/** Null for a way without a point. */
export const placeOn = ({ line, ridden }: Way): Place | null => pointAlong(line, ridden);

export const hasArrived = ({ line, ridden }: Way) => ridden >= metresOf(line) - 1;
