/** The bar, as stores are told: at least 95 % of the counted orders delivered, and at most 1.4 % lost by the store's fault. */
export const RELIABILITY = { completion: 0.95, ownFault: 0.014, orders: 50, days: [30, 90] } as const;

/** Orders of a store that have ended, by what became of them. */
export interface EndedOrders {
  readonly delivered: number;
  /** The store declined or cancelled them, or did not answer in time. */
  readonly ownFault: number;
  /** Lost on the way or cancelled by Platewire: not delivered, and not the store's fault. */
  readonly otherFault: number;
  /** Cancelled by their customers, who may do so: not counted. */
  readonly byCustomer: number;
}

export interface Reliability {
  readonly counted: number;
  /** Shares from 0 to 1. Null: no order is counted. */
  readonly completion: number | null;
  readonly ownFault: number | null;
  /** `too_few`: fewer orders than a judgement needs. */
  readonly verdict: "good" | "below" | "too_few";
}

export function reliabilityOf({ delivered, ownFault, otherFault }: EndedOrders): Reliability {
  const counted = delivered + ownFault + otherFault;
  if (counted === 0) return { counted, completion: null, ownFault: null, verdict: "too_few" };
  const shares = { completion: delivered / counted, ownFault: ownFault / counted };
  const isGood = shares.completion >= RELIABILITY.completion && shares.ownFault <= RELIABILITY.ownFault;
  return {
    counted,
    ...shares,
    verdict: counted < RELIABILITY.orders ? "too_few" : isGood ? "good" : "below",
  };
}

/** Reasons that are nobody's in the store, whoever cancelled. */
const NOT_THE_STORES = ["CUSTOMER_UNREACHABLE", "DELIVERY_FAILED"];

/** Tells what became of an order that has ended; null for one that has not. */
export function endOfOrder(order: {
  readonly status: string;
  readonly cancelled_by: string | null;
  readonly cancel_reason: string | null;
}): keyof EndedOrders | null {
  if (order.status === "Delivered") return "delivered";
  if (order.status !== "Cancelled") return null;
  if (order.cancelled_by === "customer") return "byCustomer";
  const isOther = order.cancel_reason !== null && NOT_THE_STORES.includes(order.cancel_reason);
  return isOther || (order.cancelled_by === "admin" && order.cancel_reason === "OTHER")
    ? "otherFault"
    : "ownFault";
}
