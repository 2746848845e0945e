import "server-only";
import { transaction } from "@/lib/db/transaction";
import { publish } from "@/lib/realtime/publish/publish";
import { logger } from "@/lib/server/logger";
import { type JobRun, jobRun, jobRunChannel } from "./events";

const EVERY_MS = 1_000;
const TEXT_LENGTH = 500;

export type RunId = Pick<JobRun, "job" | "run_id" | "attempt">;

const clamp = (percent: number) => Math.round(Math.min(100, Math.max(0, percent)));

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

export function textOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, TEXT_LENGTH);
}

/** Publishes the start of a run after a second, then its progress at most once a second. */
export class RunReport {
  isAnnounced = false;
  #progress: Pick<JobRun, "progress" | "message"> | undefined;
  #hasNews = true;
  #writing: Promise<void> | undefined;
  readonly #timer = setInterval(() => this.#write(), EVERY_MS).unref();

  constructor(private readonly run: RunId) {}

  progress(percent: number, message?: string): void {
    this.#progress = { progress: clamp(percent), message: message?.slice(0, TEXT_LENGTH) ?? null };
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
