/** What a trip pays, in minor units. */
const BASE = 300;
const PER_KILOMETRE = 90;
const PER_WAITING_MINUTE = 20;

export interface TripPayment {
  readonly base: number;
  readonly distance: number;
  readonly waiting: number;
}

/** `waitedSeconds`: at counters, beyond what is not paid. */
export function payOfTrip(metres: number, waitedSeconds: number): TripPayment {
  return {
    base: BASE,
    distance: Math.round((metres / 1_000) * PER_KILOMETRE),
    waiting: Math.round((waitedSeconds / 60) * PER_WAITING_MINUTE),
  };
}
