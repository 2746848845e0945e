import "server-only";
import { credentialChannel } from "@/lib/auth/model/channels";
import { credentialRevoked } from "@/lib/auth/model/events";
import type { Transaction } from "@/lib/db/transaction";
import { publish } from "@/lib/realtime/publish/publish";

/** Publishes the end of credentials with the transaction that revokes them. */
export function announceRevoked(tx: Transaction, credentialIds: readonly string[]): void {
  const timestamp = new Date().toISOString();
  publish(
    tx,
    credentialIds.map((id) => ({
      channel: credentialChannel.name(id),
      event: credentialRevoked,
      data: { credential_id: id, timestamp },
    })),
  );
}
