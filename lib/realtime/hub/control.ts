import "server-only";
import * as z from "zod/mini";
import type { Transaction } from "@/lib/db/transaction";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { publish } from "@/lib/realtime/publish/publish";

/**
 * Ends streams at all instances. The channel is durable like any other, so its events survive a lost bus message, but
 * no client may read it: no declared kind of channel has such a name.
 */
export const CONTROL_CHANNEL = "control";

export const dropUserEvent = defineEvent({
  name: "drop_user",
  durability: "durable",
  priority: "urgent",
  schema: z.object({ user_id: z.string() }),
});

export const dropCredentialEvent = defineEvent({
  name: "drop_credential",
  durability: "durable",
  priority: "urgent",
  schema: z.object({ credential_id: z.string() }),
});

/**
 * Ends all streams of this user at every instance after the caller's commit: at once while the bus works, otherwise
 * within one position check. A stream that is being opened is not opened. The user's pages reconnect and are
 * authorised again, so revoke the right in the same transaction.
 */
export function dropUser(tx: Transaction, userId: string): void {
  publish(tx, [{ channel: CONTROL_CHANNEL, event: dropUserEvent, data: { user_id: userId } }]);
}

/**
 * Ends all streams that were opened with these sessions or tokens, as `dropUser` does for a user. Their pages become
 * signed out, so revoke the credentials in the same transaction.
 */
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
