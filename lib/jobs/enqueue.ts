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
  /** A UUID. While a job with the same one is known, a second one is not added. */
  readonly id?: string;
}

export const NO_TENANT = "none";

/**
 * Enqueues a job in the caller's transaction: it exists only if the transaction commits.
 *
 * @throws when the input does not fit the schema, or the embedded database's queue has not been prepared
 */
export async function enqueue<Input>(
  tx: Transaction,
  job: Job<Input>,
  input: Input,
  { tenantId = NO_TENANT, startAfter, id: ownId }: EnqueueOptions = {},
): Promise<void> {
  const boss = await bossWithQueue(job);
  const id = await boss.send(job.queue, job.toData(input), {
    ...(await within(tx)),
    group: { id: tenantId },
    ...(startAfter && { startAfter }),
    ...(ownId !== undefined && { id: ownId }),
  });
  if (id !== null) tx.afterCommit(notifyEnqueued);
}
