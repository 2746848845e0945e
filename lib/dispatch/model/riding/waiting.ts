import { paidWait } from "@/lib/riders/model/pay";

/** Nobody waits longer unseen: a rider who forgot to press is not paid for the evening. */
const PAID_WAIT_AT_MOST = 60 * 60;

export interface Visit {
  readonly store_id: string;
  /** Null: the rider did not say so. */
  readonly arrived_at: Date | null;
  /** Null: not picked up. */
  readonly done_at: Date | null;
}

/**
 * Returns the seconds of paid waiting: for each store, from the arrival to the last pick-up there, beyond what is not paid. A
 * visit without a stated arrival counts nothing, because nobody knows how long it was.
 */
export function waitedSeconds(visits: readonly Visit[]): number {
  let sum = 0;
  for (const ofStore of Map.groupBy(visits, ({ store_id }) => store_id).values()) {
    const arrivals = ofStore.flatMap(({ arrived_at }) => arrived_at?.getTime() ?? []);
    const ends = ofStore.flatMap(({ done_at }) => done_at?.getTime() ?? []);
    if (arrivals.length === 0 || ends.length === 0) continue;
    sum += Math.min(PAID_WAIT_AT_MOST, paidWait(Math.min(...arrivals), Math.max(...ends)));
  }
  return sum;
}
