import { spreadMs } from "@/lib/realtime/client/spread";
import type { ConnectionState } from "@/lib/realtime/client/stream/stream-state";

/** Keys of orders in the React Query cache. */
export const orderKeys = {
  mine: ["orders", "mine"],
  every: ["order"],
  one: (orderId: string) => ["order", orderId],
} as const;

/**
 * Polling interval (ms) of a visible tab while the stream is down: 30 to 34 s, drawn once for each page, so that pages that
 * lost their streams together do not poll together.
 */
export const pollWhileNotLive = spreadMs(30_000, Math.random());

/**
 * Returns the query options for polling a customer's orders. Disabled after signing out, because another person may have
 * signed in at this browser.
 */
export function pollingOptions(state: ConnectionState) {
  return {
    enabled: state !== "signed_out",
    refetchInterval: state === "live" ? (false as const) : pollWhileNotLive,
  };
}
