/** Terms are separate from the schemas, so that a screen can use them without a parser. */

export const REFUND_REASONS = [
  "LATE",
  "MISSING_ITEM",
  "WRONG_ITEM",
  "QUALITY",
  "NOT_DELIVERED",
  "OUT_OF_STOCK",
  "OTHER",
] as const;
export type RefundReason = (typeof REFUND_REASONS)[number];

export const FAULTS = ["kitchen", "rider", "platform", "customer", "unknown"] as const;
export type Fault = (typeof FAULTS)[number];

/** `processing`: granted, and the bank is sending it. `failed`: the bank did not take it. */
export const REFUND_STATUSES = ["pending_approval", "processing", "refunded", "refused", "failed"] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

/** A customer can ask for so many days after the end of the order. */
export const ASK_DAYS = 30;

/** A store can contest for so many days after the refund was granted. */
export const CONTEST_DAYS = 7;

/** From this request of a customer in so many days on, evidence is needed: a photo, or a text of so many characters. */
export const EVIDENCE = { fromRequest: 3, days: 30, characters: 20 } as const;

/** A customer can ask so often in so many days, and then has to wait until the oldest of these requests is older. */
export const REQUESTS_AT_MOST = { count: 5, days: 7 } as const;

/** Hours after a request at which the store is reminded while it waits. */
export const REMIND_AFTER_HOURS = [4, 24, 72] as const;

export const PHOTOS_AT_MOST = 5;
export const REFUND_NOTE_LENGTH = 1_000;
