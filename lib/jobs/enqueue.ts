import "server-only";
import type { Transaction } from "@/lib/db/transaction";
import { within } from "./boss";
import type { Job } from "./define-job";
import { bossWithQueue } from "./queues";
import { notifyEnqueued } from "./wake";

export interface EnqueueOptions {
  /** Stores take turns, so a busy one delays no other. */
  readonly tenantId?: string;
  /** Default: as soon as the transaction has committed. */
  readonly startAfter?: Date;
}

export const NO_TENANT = "none";

/**
 * Enqueues a job in the caller's transaction: it exists only if the transaction commits.
 *
 * @public Reactions enqueue jobs with it; no reaction of the product needs one yet.
 * @throws when the input does not fit the schema, or the embedded database's queue has not been prepared
 */
export async function enqueue<Input>(
  tx: Transaction,
  job: Job<Input>,
  input: Input,
  { tenantId = NO_TENANT, startAfter }: EnqueueOptions = {},
): Promise<void> {
  const boss = await bossWithQueue(job);
  const id = await boss.send(job.queue, job.toData(input), {
    ...(await within(tx)),
    group: { id: tenantId },
    ...(startAfter && { startAfter }),
  });
  if (id !== null) tx.afterCommit(notifyEnqueued);
}
