/** The counts of one simulation. */
export interface Tally {
  placed: number;
  /** Orders that were refused: store closed, or menu changed. */
  turnedAway: number;
  changed: number;
  /** Responses with 409: someone was faster, or it was too late. */
  conflicts: number;
  sentTwice: number;
  /** Retries by reason. */
  retries: Map<string, number>;
  /** Violations, as text. */
  faults: string[];
}

export function newTally(): Tally {
  return { placed: 0, turnedAway: 0, changed: 0, conflicts: 0, sentTwice: 0, retries: new Map(), faults: [] };
}
