/** What a trip pays, in minor units of its currency. The rider is told the same terms before and after. */
export const PAY = {
  /** For each trip, however many orders it has. */
  base: 300,
  perKm: 90,
  /** For each minute that is paid. */
  perWaitingMinute: 20,
  /** Waiting that is not paid (minutes), at each store. */
  freeWaitingMinutes: 5,
} as const;

/** Returns the seconds at one counter that are paid. */
export function paidWait(arrivedAt: number, leftAt: number): number {
  return Math.max(0, Math.floor((leftAt - arrivedAt) / 1_000) - PAY.freeWaitingMinutes * 60);
}

export interface TripPay {
  readonly base: number;
  readonly distance: number;
  readonly waiting: number;
}

/** `waitedSeconds` is the sum of `paidWait` over the trip's stores. Each part is rounded to whole minor units. */
export function payOfTrip(metres: number, waitedSeconds: number): TripPay {
  return {
    base: PAY.base,
    distance: Math.round((Math.max(0, metres) * PAY.perKm) / 1_000),
    waiting: Math.round((Math.max(0, waitedSeconds) * PAY.perWaitingMinute) / 60),
  };
}
