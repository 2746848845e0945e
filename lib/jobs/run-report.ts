import "server-only";
import { transaction } from "@/lib/db/transaction";
import { publish } from "@/lib/realtime/publish/publish";
import { logger } from "@/lib/server/logger";
import { type JobRun, jobRun, jobRunChannel } from "./events";
import { type Progress, progressOf } from "./progress";

const EVERY_MS = 1_000;

export type RunId = Pick<JobRun, "job" | "run_id" | "attempt">;

export function runEvent(run: RunId, phase: JobRun["phase"], more: Partial<JobRun> = {}): JobRun {
  return {
    ...run,
    phase,
    progress: null,
    message: null,
    processed: null,
    error: null,
    timestamp: new Date().toISOString(),
    ...more,
  };
}

/** Publishes the start of a run after a second, then its progress at most once a second. */
export class RunReport {
  isAnnounced = false;
  #progress: Progress | undefined;
  #hasNews = true;
  #writing: Promise<void> | undefined;
  readonly #timer = setInterval(() => this.#write(), EVERY_MS).unref();

  constructor(private readonly run: RunId) {}

  progress(done: number, total?: number): void {
    this.#progress = progressOf(done, total);
    this.#hasNews = true;
  }

  /** Resolves when the last write has ended. */
  async end(): Promise<void> {
    clearInterval(this.#timer);
    await this.#writing;
  }

  #write(): void {
    if (!this.#hasNews || this.#writing !== undefined) return;
    this.#hasNews = false;
    const data = runEvent(this.run, this.#progress === undefined ? "started" : "progressed", this.#progress);
    this.isAnnounced = true;
    this.#writing = transaction(async (tx) =>
      publish(tx, [{ channel: jobRunChannel(this.run.job), event: jobRun, data }]),
    )
      .catch((error: unknown) =>
        logger.warn({ error, job: this.run.job }, "A job's progress could not be published"),
      )
      .finally(() => {
        this.#writing = undefined;
      });
  }
}
