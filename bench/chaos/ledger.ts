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
  /** Must not have been carried out. */
  refused = 0;
  retries = 0;
  sentTwice = 0;
  /** May have been carried out or not. */
  unanswered = 0;
  readonly faults: string[] = [];
}
