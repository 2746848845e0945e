import "server-only";
import * as z from "zod/mini";
import type { Transaction } from "@/lib/db/transaction";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { append } from "@/lib/realtime/publish/publish";

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
 * position check while it does not. A stream that was being opened meanwhile is not opened. Their pages
 * come back by themselves and are authorised anew, so take the right away in the same transaction. Of the
 * transaction's other events those on `broadcast` come before this, all others after it: see `append`.
 */
export async function dropUser(tx: Transaction, userId: string): Promise<void> {
  await append(tx, [{ channel: CONTROL_CHANNEL, event: dropUserEvent, data: { user_id: userId } }]);
}
