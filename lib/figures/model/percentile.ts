/**
 * Returns the value below which `share` (0 to 1) of the values lie, between two values where it falls between them, as
 * PostgreSQL's `percentile_cont` does. Null without values.
 */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const lower = sorted[Math.floor(place)];
  const upper = sorted[Math.ceil(place)];
  return lower === undefined || upper === undefined ? null : lower + (upper - lower) * (place % 1);
}
