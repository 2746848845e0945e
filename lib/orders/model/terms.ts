/** Terms are separate from the schemas, so that a screen can use them without a parser. */

export const ORDER_STATUSES = [
  "Order Received",
  "Preparing",
  "Out for Delivery",
  "Delivered",
  "Cancelled",
] as const;

export const PARTNER_REASONS = [
  "OUT_OF_ITEMS",
  "TOO_BUSY",
  "CLOSED",
  "CANNOT_COMPLETE_NOTE",
  "OTHER",
] as const;

export const REASONS_THAT_NEED_A_NOTE = ["CANNOT_COMPLETE_NOTE", "OTHER"] as const;

export const ADMIN_REASONS = ["CUSTOMER_UNREACHABLE", "DELIVERY_FAILED"] as const;

export const PREP_MINUTES = { minimum: 5, maximum: 120, step: 5 } as const;

/** Minutes between the earliest and the latest arrival shown. */
export const ARRIVAL_SPAN = 10;

/** Orders on a board: further open ones wait for these. The history page has all finished ones. */
export const BOARD_OPEN_LIMIT = 1_000;
export const BOARD_DONE_LIMIT = 60;

export const DELAY_MINUTES = [5, 10, 20] as const;

/**
 * Seconds after a step in which it can be undone. Pages offer it for a shorter time than the server accepts it, so that a
 * press at the last moment arrives in time on a slow line.
 */
export const UNDO_SECONDS = { offered: 8, accepted: 15 } as const;

/**
 * When an order is called soon due, on screens and in reports: in the last fifth of the promised time, but one to five
 * minutes before its end. It is late from the end on.
 */
export const SOON = { share: 0.2, minimumMinutes: 1, maximumMinutes: 5 } as const;

/** The customer's wish, given when ordering, for dishes that turn out to be sold out. */
export const IF_SOLD_OUT = ["ask", "replace", "remove", "cancel"] as const;

/** `cancel` ends the whole order. */
export const SOLD_OUT_CHOICES = ["replace", "remove", "cancel"] as const;

/** The customer's time to answer, from when a line is marked as unavailable. */
export const ANSWER_MINUTES = 3;
