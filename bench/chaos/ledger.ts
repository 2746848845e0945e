/** The responses that the writers received, to be compared with the database. */

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
  /** Refused writes, which must not have been carried out. */
  refused = 0;
  /** Retries. */
  retries = 0;
  sentTwice = 0;
  /** Writes without a response, which may have been carried out or not. */
  unanswered = 0;
  readonly faults: string[] = [];
}
