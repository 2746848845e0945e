export interface PlacedWrite {
  key: string;
  orderId: string;
}

export interface ChangedWrite {
  key: string;
  orderId: string;
}

/** A chat message that was accepted. Each member of a chat says one after the other. */
export interface SaidWrite {
  key: string;
  orderId: string;
  by: "customer" | "store";
  messageId: string;
}

export class Ledger {
  readonly placed: PlacedWrite[] = [];
  readonly changed: ChangedWrite[] = [];
  /** In the order of the answers. */
  readonly said: SaidWrite[] = [];
  /** Must not have been carried out. */
  refused = 0;
  retries = 0;
  sentTwice = 0;
  /** May have been carried out or not. */
  unanswered = 0;
  readonly faults: string[] = [];
}
