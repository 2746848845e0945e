/** Later events were caught up on after a lost connection: they say nothing about how fast it is. */
const CAUGHT_UP_MS = 30_000;
const KEPT = 20;

/** Adds the time (ms) from an event's own timestamp until it arrived, by the server's clock. The latest 20 are kept. */
export function withArrival(
  latencies: readonly number[],
  timestamp: unknown,
  now: number,
): readonly number[] {
  const at = typeof timestamp === "string" ? Date.parse(timestamp) : Number.NaN;
  const ms = now - at;
  if (Number.isNaN(ms) || ms > CAUGHT_UP_MS) return latencies;
  // Clocks differ by some milliseconds.
  return [...latencies, Math.max(0, Math.round(ms))].slice(-KEPT);
}

/** Returns null before the first event. */
export function summaryOf(
  latencies: readonly number[],
): { last: number; median: number; slowest: number } | null {
  const last = latencies.at(-1);
  const sorted = latencies.toSorted((one, other) => one - other);
  const [median, slowest] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  return last === undefined || median === undefined || slowest === undefined
    ? null
    : { last, median, slowest };
}
