const SPREAD_MS = 4_000;

/**
 * Milliseconds from `ms` up to four seconds more, by a random number from 0 to 1: pages that have the same reason to read
 * their data at the same moment, as after a restart, spread over several seconds.
 */
export function spreadMs(ms: number, random: number): number {
  return ms + random * SPREAD_MS;
}
