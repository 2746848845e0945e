import "server-only";
import * as z from "zod/mini";
import type { Transaction } from "@/lib/db/transaction";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { publish } from "@/lib/realtime/publish/publish";

/** No client may read this channel: no declared kind of channel has such a name. */
export const CONTROL_CHANNEL = "control";

const idSchema = z.string().check(z.maxLength(100));

export const dropUserEvent = defineEvent({
  name: "drop_user",
  durability: "durable",
  priority: "urgent",
  schema: z.object({ user_id: idSchema }),
});

export const dropCredentialEvent = defineEvent({
  name: "drop_credential",
  durability: "durable",
  priority: "urgent",
  schema: z.object({ credential_id: idSchema }),
});

/**
 * Ends all streams of this user at every instance after the commit: at once while the bus works, otherwise within one
 * position check. The user's pages reconnect and are authorised again, so revoke the right in the same transaction.
 */
export function dropUser(tx: Transaction, userId: string): void {
  publish(tx, [{ channel: CONTROL_CHANNEL, event: dropUserEvent, data: { user_id: userId } }]);
}

/** Ends the streams of these sessions or tokens, as `dropUser` does. Revoke them in the same transaction. */
export function dropCredentials(tx: Transaction, credentialIds: readonly string[]): void {
  publish(
    tx,
    credentialIds.map((id) => ({
      channel: CONTROL_CHANNEL,
      event: dropCredentialEvent,
      data: { credential_id: id },
    })),
  );
}
