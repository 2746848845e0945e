import "server-only";
import type * as z from "zod/mini";
import type { Transaction } from "@/lib/db/transaction";
import { connectedUsers } from "@/lib/realtime/presence/presence";
import { type DurableEvent, publishToUsers } from "./publish";

/**
 * To everybody who has a stream open now, at whichever instance, on their own channels; the batch's id stands in every copy.
 * Who comes a moment later does not get it, and who is away when it arrives finds it on coming back. For news
 * that concern all, `broadcast` is one event instead of one for each person.
 */
export async function publishToConnected<Event extends DurableEvent>(
  tx: Transaction,
  event: Event,
  data: z.input<Event["schema"]>,
): Promise<{ batchId: string; userIds: readonly string[] }> {
  const userIds = await connectedUsers(tx);
  return { ...publishToUsers(tx, userIds, event, data), userIds };
}
