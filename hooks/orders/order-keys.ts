import type { LineState } from "@/lib/realtime/client/stream/line";

/** Where orders live in the React Query cache. */
export const orderKeys = {
  mine: ["orders", "mine"],
  every: ["order"],
  one: (orderId: string) => ["order", orderId],
} as const;

/** How often is looked while the stream is down and the tab visible. */
export const POLL_WHILE_NOT_LIVE = 30_000;

/**
 * When a customer's orders are read besides the stream. Not at all once the person is signed out: somebody else may have
 * signed in at this browser, and their orders are none of this page's.
 */
export function readingWhile(state: LineState) {
  return {
    enabled: state !== "signed_out",
    refetchInterval: state === "live" ? (false as const) : POLL_WHILE_NOT_LIVE,
  };
}
