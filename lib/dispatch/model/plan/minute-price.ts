import { MINUTE } from "../settings";
import type { Snapshot } from "../snapshot";
import type { Start } from "./route";

const AHEAD = 30 * MINUTE;
/** The minutes that an order usually takes of a rider. */
const EACH = 22 * MINUTE;
const LEAST = 0.1;
const MOST = 2;

/**
 * Returns how scarce riders are: the time that the open orders need of them, divided by the time that they have in the next
 * half hour, between 0.1 and 2.
 */
function scarcity({ orders, now }: Snapshot, starts: readonly Start[]): number {
  const time = starts.reduce((sum, { at }) => sum + Math.max(0, now + AHEAD - at), 0);
  return Math.min(Math.max((orders.length * EACH) / Math.max(time, MINUTE), LEAST), MOST);
}

/**
 * Returns what a minute of a rider is worth now, in minutes of a customer. While riders are idle, they are sent early and
 * alone; when they are scarce, they wait less and carry more.
 */
export const minutePriceOf = (snapshot: Snapshot, starts: readonly Start[]) =>
  snapshot.settings.weights.rider * scarcity(snapshot, starts);
