import { spreadMs } from "@/lib/realtime/client/spread";
import type { ConnectionState } from "@/lib/realtime/client/stream/stream-state";

/** Where orders live in the React Query cache. */
export const orderKeys = {
  mine: ["orders", "mine"],
  every: ["order"],
  one: (orderId: string) => ["order", orderId],
} as const;

/**
 * How often, in milliseconds, a visible tab reads while the stream is down: every 30 to 34 s. Drawn once for each page, so
 * that a crowd that lost its streams at the same moment does not read in the same second, and a page keeps its pace.
 */
export const pollWhileNotLive = spreadMs(30_000, Math.random());

/**
 * When a customer's orders are read besides the stream. Not at all once the person is signed out: somebody else may have
 * signed in at this browser, and their orders are none of this page's.
 */
export function readingWhile(state: ConnectionState) {
  return {
    enabled: state !== "signed_out",
    refetchInterval: state === "live" ? (false as const) : pollWhileNotLive,
  };
}
