/** An order that somebody has decided about, or that timed out. Not one that its customer cancelled. */
export interface DecidedOrder {
  readonly cancel_reason: string | null;
  readonly cancelled_at: Date | null;
}

export const TIMEOUTS_IN_A_ROW = 2;

/**
 * Returns whether the latest decided orders of a store, the last one first, all timed out since its intake was changed: somebody
 * who opens the store after a pause gets as many again.
 */
export function hasStoppedAnswering(latest: readonly DecidedOrder[], changedAt: number): boolean {
  const last = latest.slice(0, TIMEOUTS_IN_A_ROW);
  return (
    last.length === TIMEOUTS_IN_A_ROW &&
    last.every(
      ({ cancel_reason, cancelled_at }) =>
        cancel_reason === "PARTNER_TIMEOUT" && cancelled_at !== null && cancelled_at.getTime() > changedAt,
    )
  );
}
