import "server-only";
import type { JobWithMetadata } from "pg-boss";
import { idSchema } from "@/lib/text/id";
import { openBoss } from "./boss";
import { NO_TENANT } from "./enqueue";
import { DEAD_LETTERS } from "./queues";
import { notifyEnqueued } from "./wake";

const LIST_LIMIT = 100;

export interface FailedJob {
  readonly id: string;
  readonly queue: string;
  readonly tenantId: string | null;
  readonly input: unknown;
  /** For admins only. */
  readonly error: string | null;
  readonly attempts: number;
  readonly enqueuedAt: Date;
  readonly failedAt: Date;
}

function errorOf(output: unknown): string | null {
  if (typeof output !== "object" || output === null || !("message" in output)) return null;
  return typeof output.message === "string" ? output.message : null;
}

function toFailedJob(letter: JobWithMetadata<unknown>): FailedJob {
  const { id, data, groupId, createdOn, sourceName, sourceOutput, sourceRetryCount, sourceCreatedOn } =
    letter;
  return {
    id,
    queue: sourceName ?? DEAD_LETTERS,
    tenantId: groupId === NO_TENANT ? null : (groupId ?? null),
    input: data,
    error: errorOf(sourceOutput),
    attempts: (sourceRetryCount ?? 0) + 1,
    enqueuedAt: sourceCreatedOn ?? createdOn,
    failedAt: createdOn,
  };
}

/** Oldest first, at most 100 after the job `after`. Null for anyone but an admin. */
export async function listFailedJobs(
  viewer: { readonly isAdmin: boolean },
  { after }: { after?: string } = {},
): Promise<FailedJob[] | null> {
  if (!viewer.isAdmin) return null;
  const boss = await openBoss();
  const letters = await boss.findJobs<unknown>(DEAD_LETTERS, {
    limit: LIST_LIMIT,
    queued: true,
    ...(after && { after }),
  });
  return letters.map(toFailedJob);
}

/** False when the job no longer exists, and for non-admins. */
export async function retryFailedJob(viewer: { readonly isAdmin: boolean }, id: string): Promise<boolean> {
  if (!viewer.isAdmin || !idSchema.safeParse(id).success) return false;
  const boss = await openBoss();
  const moved = await boss.redrive(DEAD_LETTERS, { ids: [id] });
  if (moved > 0) notifyEnqueued();
  return moved > 0;
}
