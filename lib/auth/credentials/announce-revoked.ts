import "server-only";
import { credentialRevoked } from "@/lib/auth/model/events";
import type { Transaction } from "@/lib/db/transaction";
import { channelName } from "@/lib/realtime/protocol/channel";
import { append } from "@/lib/realtime/publish/publish";

/** In the revocation's own transaction: a stream that misses the doorbell still finds it in the log. */
export async function announceRevoked(tx: Transaction, credentialIds: readonly string[]): Promise<void> {
  const timestamp = new Date().toISOString();
  await append(
    tx,
    credentialIds.map((id) => ({
      channel: channelName.credential(id),
      event: credentialRevoked,
      data: { credential_id: id, timestamp },
    })),
  );
}
