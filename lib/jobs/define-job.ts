import "server-only";
import * as z from "zod/mini";

/** Retries with exponential back-off and jitter. After the last retry the job becomes a dead letter. */
export interface Retry {
  /** Number of retries after the first run. */
  readonly limit: number;
  /** Seconds before the first retry. Doubles with each further retry. */
  readonly delaySeconds: number;
  /** Longest time between two retries, in seconds. */
  readonly maxDelaySeconds: number;
}

export interface Schedule {
  /** Five fields, in UTC. Occurrences during an outage are skipped, not made up for. */
  readonly cron: string;
  /** Longest time between two occurrences. A job that has not run for more than twice as long has missed runs. */
  readonly everyMinutes: number;
}

export interface JobContext {
  /** Aborted when the run exceeds its time or the process stops. */
  readonly signal: AbortSignal;
  /**
   * Start of the current series of runs. For a scheduled job, anything older may be left over from an outage; for other jobs
   * it is the time of the first run.
   */
  readonly steadySince: Date;
  /** Reports progress from 0 to 100, with an optional text for admins. Published at most once a second. */
  progress(percent: number, message?: string): void;
}

export interface JobDefinition {
  readonly name: string;
  /** The name of the job's queue, in the characters that pg-boss allows. */
  readonly queue: string;
  /** Null: a failed run is not retried, because the next scheduled run does the same work. */
  readonly retry: Retry | null;
  readonly schedule: Schedule | undefined;
  /** Longest time a run may take; after it, the run counts as failed. */
  readonly timeoutSeconds: number;
  /** Parses the stored input and runs the job. Returns the number of items handled. Throws when the run failed. */
  run(data: unknown, context: JobContext): Promise<number>;
}

/** A job with a typed input. */
export interface Job<Input> extends JobDefinition {
  /** Returns the input as it is stored. Throws when it does not fit the schema. */
  toData(input: Input): object;
}

interface Declaration<Schema extends z.core.$ZodObject> {
  readonly name: string;
  readonly input: Schema;
  readonly retry: Retry | null;
  readonly schedule?: Schedule;
  /** Defaults to 60 s. */
  readonly timeoutSeconds?: number;
  /**
   * Does the work and returns the number of items handled. It may run again for the same input after a crash, a time-out or a
   * failure, so it must be idempotent.
   */
  run(input: z.output<Schema>, context: JobContext): Promise<number>;
}

/**
 * Declares a job. Call `enqueue` in the transaction of the change that needs it; the job runs after the commit.
 *
 * @throws when the name has invalid characters, or a scheduled job needs an input
 */
export function defineJob<Schema extends z.core.$ZodObject>({
  name,
  input,
  retry,
  schedule,
  timeoutSeconds = 60,
  run,
}: Declaration<Schema>): Job<z.input<Schema>> {
  if (!/^[a-z][a-z0-9:_-]{0,63}$/.test(name)) throw new Error(`"${name}" cannot be the name of a job`);
  if (schedule !== undefined && !z.safeParse(input, {}).success)
    throw new Error(`The scheduled job "${name}" runs without an input, which its schema refuses`);
  return {
    name,
    queue: name.replaceAll(":", "."),
    retry,
    schedule,
    timeoutSeconds,
    toData: (value) => z.parse(input, value),
    run: async (data, context) => run(z.parse(input, data), context),
  };
}
