import "server-only";
import type * as z from "zod/mini";
import { userChannel } from "@/lib/auth/model/channels";
import type { Transaction } from "@/lib/db/transaction";
import { connectedUsers } from "@/lib/realtime/presence/presence";
import { type DurableEvent, publishBatch } from "@/lib/realtime/publish/publish";

/** Publishes one event to each person. Every copy carries the batch's id as `batch_id`. */
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
 * Publishes one event to everyone with an open stream on any instance. People who connect later do not get it; people
 * who reconnect do. For news to everyone, publish one event on `broadcast` instead.
 */
export async function publishToConnected<Event extends DurableEvent>(
  tx: Transaction,
  event: Event,
  data: z.input<Event["schema"]>,
): Promise<{ batchId: string; userIds: readonly string[] }> {
  const userIds = await connectedUsers(tx);
  return { ...publishToUsers(tx, userIds, event, data), userIds };
}
