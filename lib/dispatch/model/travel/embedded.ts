import type { Vehicle } from "@/lib/orders/model/delivery";
import { metresBetween, type Place } from "./distance";
import { TOWN_SPEED } from "./vehicles";

/** Returns the milliseconds from one place to another. */
export type Travel = (vehicle: Vehicle, from: Place, to: Place) => number;

/** Roads are so much longer than the great circle. */
export const DETOUR = 1.35;
/** Corrections outside of this range are more likely wrong than true. */
const CORRECTION = { least: 0.6, most: 2 } as const;

const MS_PER_METRE = 3_600;

/** Returns travel times without a map; `correction` is the measured time divided by the computed one. */
export function embeddedTravel(correction = 1): Travel {
  const factor = DETOUR * Math.min(Math.max(correction, CORRECTION.least), CORRECTION.most) * MS_PER_METRE;
  return (vehicle, from, to) => (metresBetween(from, to) * factor) / TOWN_SPEED[vehicle];
}
