import { spreadMs } from "@/lib/realtime/client/spread";
import type { ConnectionState } from "@/lib/realtime/client/stream/stream-state";

export const orderKeys = {
  mine: ["orders", "mine"],
  every: ["order"],
  one: (orderId: string) => ["order", orderId],
} as const;

/** Polling interval (ms), drawn once for each page: pages that lost their streams together must not poll together. */
export const pollWhileNotLive = spreadMs(30_000, Math.random());

/** Disabled after signing out, because another person may have signed in at this browser. */
export function pollingOptions(state: ConnectionState) {
  return {
    enabled: state !== "signed_out",
    refetchInterval: state === "live" ? (false as const) : pollWhileNotLive,
  };
}
