import "server-only";
import type { JobDefinition } from "./define-job";
import { DueJobs } from "./due-jobs";
import { runJob } from "./run-job";

/** Jobs mostly wait for other servers. */
const CONCURRENT_RUNS = 4;

export class JobRunner {
  /** Includes failed runs. */
  ended = 0;
  readonly #due: DueJobs;
  readonly #running = new Set<Promise<void>>();
  readonly #stopping = new AbortController();
  #taking: Promise<void> | undefined;
  #isWoken = false;
  #isStopped = false;

  /** `onFault` is called when the due jobs cannot be read from the database. */
  constructor(
    jobs: readonly JobDefinition[],
    private readonly onFault: (error: unknown) => void,
  ) {
    this.#due = new DueJobs(jobs);
  }

  /** Checks for due jobs, now or as soon as the current check has ended. */
  wake(): void {
    this.#isWoken = true;
    this.#taking ??= this.#take()
      .catch(this.onFault)
      .finally(() => {
        this.#taking = undefined;
        // `wake` was called after the last check.
        if (this.#isWoken) this.wake();
      });
  }

  async idle(): Promise<void> {
    while (this.#taking !== undefined || this.#running.size > 0)
      await Promise.race([this.#taking ?? Promise.race(this.#running), ...this.#running]);
  }

  async finish(): Promise<void> {
    this.#isStopped = true;
    await this.idle();
  }

  /** Takes no more jobs. Runs that outlast `graceMs` are aborted; they fail and are retried later. */
  async stop(graceMs: number): Promise<void> {
    const timer = setTimeout(() => this.#stopping.abort(new Error("The process is about to end")), graceMs);
    await this.finish();
    clearTimeout(timer);
  }

  async #take(): Promise<void> {
    while (this.#isWoken) {
      this.#isWoken = false;
      while (!this.#isStopped && this.#running.size < CONCURRENT_RUNS) {
        const taken = await this.#due.take();
        if (taken === undefined) break;
        const run: Promise<void> = runJob(taken, this.#stopping.signal).then(() => {
          this.ended += 1;
          this.#running.delete(run);
          this.wake();
        });
        this.#running.add(run);
      }
    }
  }
}
