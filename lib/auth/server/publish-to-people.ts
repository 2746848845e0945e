import "server-only";
import type * as z from "zod/mini";
import { userChannel } from "@/lib/auth/model/channels";
import type { Transaction } from "@/lib/db/transaction";
import { connectedUsers } from "@/lib/realtime/presence/presence";
import { type DurableEvent, publishBatch } from "@/lib/realtime/publish/publish";

/** Publishes one event to several people, once each; the batch's id is in every copy as `batch_id`. */
export function publishToUsers<Event extends DurableEvent>(
  tx: Transaction,
  userIds: readonly string[],
  event: Event,
  data: z.input<Event["schema"]>,
): { batchId: string } {
  return publishBatch(
    tx,
    userIds.map((id) => userChannel.name(id)),
    event,
    data,
  );
}

/**
 * Publishes one event to everybody who has a stream open now, at whichever instance, as one batch. A person who connects
 * a moment later does not get it; one whose line is broken when it arrives finds it on coming back. For news that concern
 * all, `broadcast` is one event instead of one for each person.
 */
export async function publishToConnected<Event extends DurableEvent>(
  tx: Transaction,
  event: Event,
  data: z.input<Event["schema"]>,
): Promise<{ batchId: string; userIds: readonly string[] }> {
  const userIds = await connectedUsers(tx);
  return { ...publishToUsers(tx, userIds, event, data), userIds };
}
