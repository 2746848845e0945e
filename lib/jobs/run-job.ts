import "server-only";
import type { JobWithMetadata } from "pg-boss";
import * as z from "zod";
import { transaction } from "@/lib/db/transaction";
import { publish } from "@/lib/realtime/publish/publish";
import { logger } from "@/lib/server/logger";
import { openBoss, within } from "./boss";
import type { JobDefinition } from "./define-job";
import { type JobRun, jobRun, jobRunChannel } from "./events";
import { failureText } from "./failure-text";
import { type JobStateAtStart, recordRunStart } from "./record-run-start";
import { RunReport, runEvent } from "./run-report";

export interface FetchedJob {
  readonly job: JobDefinition;
  readonly fetched: JobWithMetadata<unknown>;
}

export type RunResult =
  | { readonly ok: true; readonly processed: number }
  | { readonly ok: false; readonly error: unknown };

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = () => reject(signal.reason);
    if (signal.aborted) fail();
    else signal.addEventListener("abort", fail, { once: true });
  });
}

/** Keeps frequent jobs from flooding the log: a run that changes nothing for admins is not published. */
function mustPublish(
  { state, is_known, is_recent }: JobStateAtStart,
  report: RunReport,
  result: RunResult,
): boolean {
  if (report.isAnnounced || !is_known) return true;
  if (!result.ok) return state !== "error" || !is_recent;
  return state !== "idle" || (result.processed > 0 && !is_recent);
}

/** Not in the library's types: `affected` is 0 when the attempt had expired. */
const settled = z.object({ affected: z.number() });

/** Completes or fails the attempt and publishes the event in one transaction. */
async function settle(
  { job, fetched }: FetchedJob,
  result: RunResult,
  event: JobRun | undefined,
): Promise<void> {
  const attempt = { id: fetched.id, retryCount: fetched.retryCount };
  await transaction(async (tx) => {
    const [boss, inTransaction] = await Promise.all([openBoss(), within(tx)]);
    const response = result.ok
      ? await boss.complete(job.queue, attempt, { processed: result.processed }, inTransaction)
      : await boss.fail(job.queue, attempt, { message: failureText(result.error) }, inTransaction);
    const { affected } = settled.parse(response);
    if (affected > 0 && event !== undefined)
      publish(tx, [{ channel: jobRunChannel(job.name), event: jobRun, data: event }]);
  });
}

/** Never rejects. A run whose outcome could not be recorded expires after the job's time and is then retried. */
export async function runJob(taken: FetchedJob, stopping: AbortSignal): Promise<RunResult> {
  const { job, fetched } = taken;
  const run = { job: job.name, run_id: fetched.id, attempt: fetched.retryCount + 1 };
  try {
    const noted = await recordRunStart(job);
    const report = new RunReport(run);
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(job.timeoutSeconds * 1_000)]);
    let result: RunResult;
    try {
      const work = job.run(fetched.data, {
        signal,
        steadySince: noted.steady_since,
        progress: (done, total) => report.progress(done, total),
      });
      result = { ok: true, processed: await Promise.race([work, aborted(signal)]) };
    } catch (error) {
      result = { ok: false, error };
      const isLast = fetched.retryCount >= fetched.retryLimit;
      logger[isLast ? "error" : "warn"](
        { error, ...run },
        isLast ? "A job failed" : "A job failed and will be retried",
      );
    }
    await report.end();
    const event = result.ok
      ? runEvent(run, "completed", { processed: result.processed })
      : runEvent(run, "failed", { error: failureText(result.error) });
    await settle(taken, result, mustPublish(noted, report, result) ? event : undefined);
    return result;
  } catch (error) {
    logger.error({ error, ...run }, "A job could not be settled; it runs again when its time is over");
    return { ok: false, error };
  }
}
