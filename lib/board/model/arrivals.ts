/** How long the toast of a new order is shown (ms). */
const SHOWN_MS = 6_000;
/** The number of toasts that are seen at once. */
export const SINGLE_TOASTS = 3;

/** Returns the times (ms) of the arrivals whose toasts are still shown, with one more `now`. */
export function withArrival(arrivals: readonly number[], now: number): readonly number[] {
  return [...arrivals.filter((at) => at > now - SHOWN_MS), now];
}
