import "server-only";
import { broadcastChannel } from "@/lib/auth/model/channels";
import { announcement, maintenance, systemUpdate } from "@/lib/broadcasts/model/events";
import type { Broadcast } from "@/lib/broadcasts/model/schema";
import type { Transaction } from "@/lib/db/transaction";
import { publish } from "@/lib/realtime/publish/publish";

/** Publishes the state of a broadcast once, for all streams. */
export function publishBroadcast(tx: Transaction, broadcast: Broadcast, now: Date): void {
  const channel = broadcastChannel.name();
  const timestamp = now.toISOString();
  switch (broadcast.kind) {
    case "maintenance": {
      const { kind: _, ...data } = broadcast;
      publish(tx, [{ channel, event: maintenance, data: { ...data, timestamp } }]);
      return;
    }
    case "system_update": {
      const { kind: _, ...data } = broadcast;
      publish(tx, [{ channel, event: systemUpdate, data: { ...data, timestamp } }]);
      return;
    }
    case "announcement": {
      const { kind: _, ...data } = broadcast;
      publish(tx, [{ channel, event: announcement, data: { ...data, timestamp } }]);
      return;
    }
  }
}
