import "server-only";
import type { Subscription } from "@/lib/realtime/hub/hub-channel";
import { decodeCursor } from "@/lib/realtime/protocol/cursor";
import {
  type Claim,
  type LogHead,
  type ResetReason,
  resume,
  UNWRITTEN,
} from "@/lib/realtime/protocol/position";
import type { Connection } from "./connection";

export function claims(cursor: string | null): (channel: string) => Claim {
  if (cursor === null) return () => "fresh";
  const positions = decodeCursor(cursor);
  return positions === null ? () => "invalid" : (channel) => positions.get(channel) ?? "joined";
}

/**
 * Sends `connected`, then a `reset` for each channel whose data must be refetched. A channel is missing in the cursor
 * until its reset was sent, so a connection that breaks in between gets the same reset again.
 */
export function begin(
  connection: Connection,
  claimOf: (channel: string) => Claim,
  pages: ReadonlyMap<Subscription, { readonly page: LogHead }>,
  { isResuming, heartbeatMs }: { isResuming: boolean; heartbeatMs: number },
): void {
  const resets: (() => void)[] = [];
  for (const subscription of connection.subscriptions) {
    const { name } = subscription.channel;
    const head = pages.get(subscription)?.page ?? UNWRITTEN;
    const resumption = resume(claimOf(name), head);
    const resetWith = (reason: ResetReason) => () => connection.reset(subscription, head, reason);
    switch (resumption.kind) {
      case "live":
        connection.place(subscription, head.epoch, resumption.from);
        break;
      case "replay":
        connection.place(subscription, head.epoch, resumption.after);
        break;
      case "reset":
        resets.push(resetWith(resumption.reason));
    }
  }
  connection.sendConnected(isResuming && resets.length === 0, heartbeatMs, new Date());
  for (const reset of resets) reset();
}
