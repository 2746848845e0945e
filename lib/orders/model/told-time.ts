import { PREP_MINUTES } from "./terms";

const MINUTE = 60_000;

interface Told {
  readonly created_at: string;
  readonly default_prep_minutes: number;
}

/** Returns when (ms) the food of an order has to be ready by what its customer was told when it was placed. */
export function toldReady({ created_at, default_prep_minutes }: Told): number {
  return Date.parse(created_at) + default_prep_minutes * MINUTE;
}

/**
 * Returns when (ms) the food of an order is ready that is accepted at `now` with these minutes. Null: when its customer was
 * told, so that the order keeps its place in the load of the kitchen, but never in less than the shortest time to prepare.
 */
export function readyIfAccepted(order: Told, minutes: number | null, now: number): number {
  if (minutes !== null) return now + minutes * MINUTE;
  return Math.max(toldReady(order), now + PREP_MINUTES.minimum * MINUTE);
}

/** Returns the minutes of `readyIfAccepted`, as a button says them. */
export function minutesIfAccepted(order: Told, minutes: number | null, now: number): number {
  return Math.ceil((readyIfAccepted(order, minutes, now) - now) / MINUTE);
}
