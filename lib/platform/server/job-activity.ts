import "server-only";
import { asc } from "drizzle-orm";
import { roleChannel } from "@/lib/auth/model/channels";
import { queryable } from "@/lib/db/client";
import { jobActivity as table } from "@/lib/db/schema/jobs";
import type { Transaction } from "@/lib/db/transaction";
import type { JobRun } from "@/lib/jobs/events";
import { jobActivity } from "@/lib/platform/model/events";
import { publish } from "@/lib/realtime/publish/publish";

const STATE = { started: "running", progressed: "running", completed: "idle", failed: "error" } as const;

export async function applyJobRun(tx: Transaction, run: JobRun): Promise<void> {
  const state = STATE[run.phase];
  const { job: name, progress, message, error, timestamp } = run;
  const values = { state, progress, message, error, updated_at: new Date(timestamp) };
  const [row] = await tx
    .insert(table)
    .values({ name, ...values, processed: run.processed })
    .onConflictDoUpdate({
      target: table.name,
      // A run under way has no result yet, so the previous one stays.
      set: { ...values, ...(run.processed !== null && { processed: run.processed }) },
    })
    .returning({ processed: table.processed });
  publish(tx, [
    {
      channel: roleChannel.name("admin"),
      event: jobActivity,
      data: { name, state, progress, message, processed: row?.processed ?? null, timestamp },
    },
  ]);
}

/** Null for anyone but an admin. */
export async function listJobActivity(viewer: { readonly isAdmin: boolean }) {
  if (!viewer.isAdmin) return null;
  const db = await queryable();
  return db.select().from(table).orderBy(asc(table.name));
}
