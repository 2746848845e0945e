import "server-only";
import * as z from "zod/mini";
import type { Transaction } from "@/lib/db/transaction";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { publish } from "@/lib/realtime/publish/publish";

/**
 * What instances tell each other to do with their streams. A channel as any other, so what is said on it survives a
 * lost doorbell; but no client may read it: it is not a name that `parseChannel` knows.
 */
export const CONTROL_CHANNEL = "control";

export const dropUserEvent = defineEvent({
  name: "drop_user",
  durability: "durable",
  priority: "urgent",
  schema: z.object({ user_id: z.string() }),
});

/**
 * Ends all streams of this person, at every instance, after the caller's commit: at once while the bus works, within one
 * position check otherwise. A stream that is being opened meanwhile is not opened. The person's pages reconnect and are
 * authorised again, so take the right away in the same transaction.
 */
export function dropUser(tx: Transaction, userId: string): void {
  publish(tx, [{ channel: CONTROL_CHANNEL, event: dropUserEvent, data: { user_id: userId } }]);
}
