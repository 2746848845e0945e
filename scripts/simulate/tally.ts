/** What happened over the evening, counted. */
export interface Tally {
  placed: number;
  /** Orders that no store could take: closed, or the menu changed under them. */
  turnedAway: number;
  changed: number;
  /** Answers 409: somebody was faster, or it was too late. */
  conflicts: number;
  sentTwice: number;
  /** Requests sent again because no answer, or none of use, came: how often, for which reason. */
  retries: Map<string, number>;
  /** What must not happen, in words. */
  faults: string[];
}

export function newTally(): Tally {
  return { placed: 0, turnedAway: 0, changed: 0, conflicts: 0, sentTwice: 0, retries: new Map(), faults: [] };
}
