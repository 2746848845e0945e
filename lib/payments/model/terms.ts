/** An order that is not paid by then is given up, and its payment is cancelled. */
export const PAY_MINUTES = 30;
/** A bank that answers later than so long after that comes too late: the kitchen may have closed. */
export const LATE_MINUTES = 10;
/** Refused cards on one payment, after which it is given up. */
export const CARDS_AT_MOST = 10;
/** Refusals of one call, after which a person has to look at the payment. */
export const REFUSALS_AT_MOST = 3;
