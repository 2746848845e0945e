import "server-only";
import { credentialRevoked } from "@/lib/auth/model/events";
import type { Transaction } from "@/lib/db/transaction";
import { channelName } from "@/lib/realtime/protocol/channel";
import { publish } from "@/lib/realtime/publish/publish";

/** Publishes the end of credentials with the transaction that revokes them. */
export function announceRevoked(tx: Transaction, credentialIds: readonly string[]): void {
  const timestamp = new Date().toISOString();
  publish(
    tx,
    credentialIds.map((id) => ({
      channel: channelName.credential(id),
      event: credentialRevoked,
      data: { credential_id: id, timestamp },
    })),
  );
}
