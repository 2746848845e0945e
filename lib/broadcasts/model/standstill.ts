/**
 * Maintenance as instants: `from` inclusive, `to` exclusive (ms since the epoch). Deadlines of orders stand still meanwhile.
 * They are stored as they were set, and moved whenever they are read or acted on, so that none moves twice, or not at all.
 */
export type Window = readonly [from: number, to: number];
export type Windows = readonly Window[];

export const NO_WINDOWS: Windows = [];

/** Joins windows that overlap or touch, in the order of time, and leaves out empty ones. */
export function merge(windows: Windows): Windows {
  const merged: [number, number][] = [];
  for (const [from, to] of [...windows].sort((a, b) => a[0] - b[0])) {
    if (to <= from) continue;
    const last = merged.at(-1);
    if (last === undefined || from > last[1]) merged.push([from, to]);
    else last[1] = Math.max(last[1], to);
  }
  return merged;
}

/** Returns for how long (ms) time stood still between two instants. */
export function stoodStill(since: number, until: number, windows: Windows): number {
  return merge(windows).reduce(
    (sum, [from, to]) => sum + Math.max(0, Math.min(to, until) - Math.max(from, since)),
    0,
  );
}

/**
 * Returns when a deadline passes (ms) that was set at `since`: later by each stretch of maintenance that begins before it. A
 * deadline at the very instant at which maintenance begins has passed.
 */
export function movedBy(deadline: number, since: number, windows: Windows): number {
  let moved = deadline;
  for (const [from, to] of merge(windows)) {
    const begins = Math.max(from, since);
    if (begins < to && begins < moved) moved += to - begins;
  }
  return moved;
}

/** Returns when the maintenance ends (ms) that lasts at `now`, with what follows it without a gap; null when there is none. */
export function standstillEnd(now: number, windows: Windows): number | null {
  return merge(windows).find(([from, to]) => from <= now && now < to)?.[1] ?? null;
}
