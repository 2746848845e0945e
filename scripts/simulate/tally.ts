export interface Tally {
  placed: number;
  /** Orders that were refused: store closed, or menu changed. */
  turnedAway: number;
  changed: number;
  conflicts: number;
  menuChanges: number;
  /** Offers that riders took and declined, and orders that they brought. */
  taken: number;
  declined: number;
  brought: number;
  sentTwice: number;
  retries: Map<string, number>;
  /** The troubles of the scenario `evening`, in words. */
  troubles: string[];
  faults: string[];
}

export function newTally(): Tally {
  return {
    placed: 0,
    turnedAway: 0,
    changed: 0,
    conflicts: 0,
    menuChanges: 0,
    taken: 0,
    declined: 0,
    brought: 0,
    sentTwice: 0,
    retries: new Map(),
    troubles: [],
    faults: [],
  };
}
