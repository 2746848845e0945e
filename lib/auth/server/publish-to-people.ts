import "server-only";
import type * as z from "zod/mini";
import { userChannel } from "@/lib/auth/model/channels";
import type { Transaction } from "@/lib/db/transaction";
import { connectedUsers } from "@/lib/realtime/presence/presence";
import { type DurableEvent, publishBatch } from "@/lib/realtime/publish/publish";

/** Publishes one event to several users, once each. Every copy has the batch's id as `batch_id`. */
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
 * Publishes one event as a batch to every user with an open stream at any instance. A user who connects later does
 * not get it; one whose connection is interrupted gets it on reconnecting. Prefer `broadcast` for news that concern
 * everybody: it is one event, not one per user.
 */
export async function publishToConnected<Event extends DurableEvent>(
  tx: Transaction,
  event: Event,
  data: z.input<Event["schema"]>,
): Promise<{ batchId: string; userIds: readonly string[] }> {
  const userIds = await connectedUsers(tx);
  return { ...publishToUsers(tx, userIds, event, data), userIds };
}
