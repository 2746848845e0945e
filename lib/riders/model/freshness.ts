/** Older positions are dimmed (seconds). */
const DIMMED_AFTER = 60;
/** And still older ones are told in words instead (seconds). */
const WORDS_AFTER = 5 * 60;

export type Freshness = "fresh" | "dimmed" | "lost";

/** Returns the age of a position and what it means for the map. `at` and `now` are by the server's clock (ms). */
export function freshnessOf(at: number, now: number): { seconds: number; freshness: Freshness } {
  const seconds = Math.max(0, Math.floor((now - at) / 1_000));
  const freshness = seconds >= WORDS_AFTER ? "lost" : seconds >= DIMMED_AFTER ? "dimmed" : "fresh";
  return { seconds, freshness };
}
