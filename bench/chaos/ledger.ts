/** What the writers were told: the side of the accounting that the database is held against. */

export interface PlacedWrite {
  key: string;
  orderId: string;
}

export interface ChangedWrite {
  key: string;
  orderId: string;
}

export class Ledger {
  readonly placed: PlacedWrite[] = [];
  readonly changed: ChangedWrite[] = [];
  /** Refused for good, with a conflict say: nothing may have been done. */
  refused = 0;
  /** Requests that had to be sent again. */
  retries = 0;
  sentTwice = 0;
  /** Writes that never got an answer: they may have been done, or not. */
  unanswered = 0;
  readonly faults: string[] = [];
}
