/** Longer ago counts half once so many rides are known: roads change. */
const REMEMBERED = 200;
const SHORTEST_MS = 60_000;
/** A ride that took less or more of the computed time than this says something about a press, and nothing about roads. */
const LIKELY = { least: 1 / 3, most: 4 };

/** What rides took, against what was computed without a map. */
export interface Measured {
  readonly measuredMs: number;
  readonly computedMs: number;
  readonly legs: number;
}

/** Adds a ride to what is known; null: it tells nothing. */
export function withLeg(before: Measured, measuredMs: number, computedMs: number): Measured | null {
  const isLikely =
    computedMs >= SHORTEST_MS &&
    measuredMs >= computedMs * LIKELY.least &&
    measuredMs <= computedMs * LIKELY.most;
  if (!isLikely) return null;
  const share = before.legs >= REMEMBERED ? 0.5 : 1;
  return {
    measuredMs: Math.round(before.measuredMs * share + measuredMs),
    computedMs: Math.round(before.computedMs * share + computedMs),
    legs: Math.floor(before.legs * share) + 1,
  };
}
