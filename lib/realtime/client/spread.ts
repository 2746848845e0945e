const SPREAD_MS = 4_000;

/** Returns `ms` to `ms` + 4 s for a random number from 0 to 1, so that pages do not refetch at the same moment. */
export function spreadMs(ms: number, random: number): number {
  return ms + random * SPREAD_MS;
}
