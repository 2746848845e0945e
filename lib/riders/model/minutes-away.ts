import { TOWN_SPEED } from "@/lib/dispatch/model/travel/vehicles";
import type { Vehicle } from "@/lib/orders/model/delivery";

const MINUTE = 60_000;

/** Returns whole minutes of riding, at least one. */
export function minutesOfRide(metres: number, vehicle: Vehicle): number {
  const metresAMinute = (TOWN_SPEED[vehicle] * 1_000) / 60;
  return Math.max(1, Math.round(metres / metresAMinute));
}

/** Returns whole minutes to the middle of a range, at least one; null when the range has passed. */
export function minutesToRange(range: { from: string; to: string }, now: number): number | null {
  const [from, to] = [Date.parse(range.from), Date.parse(range.to)];
  return now > to ? null : Math.max(1, Math.round(((from + to) / 2 - now) / MINUTE));
}
