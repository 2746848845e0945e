import "server-only";
import * as z from "zod/mini";

/** Retries with exponential back-off and jitter; after the last one the job becomes a dead letter. */
export interface Retry {
  /** How often a failed run is tried again. */
  readonly limit: number;
  /** Wait before the first retry, in seconds. It doubles with each further retry. */
  readonly delaySeconds: number;
  /** Longest wait between two retries, in seconds. */
  readonly maxDelaySeconds: number;
}

export interface Schedule {
  /** Five fields, in UTC. An occurrence that no process saw is skipped, never made up for. */
  readonly cron: string;
  /** Longest time between two occurrences. A job that has not run for more than twice as long has missed runs. */
  readonly everyMinutes: number;
}

export interface JobContext {
  /** Aborted when the run exceeds its time or the process is about to end. */
  readonly signal: AbortSignal;
  /**
   * When the present series of runs began. For a scheduled job, earlier things may have been left over from an outage;
   * for other jobs it is the time of the first run.
   */
  readonly steadySince: Date;
  /** Reports progress from 0 to 100, with an optional text for admins. Published at most once a second. */
  progress(percent: number, message?: string): void;
}

export interface JobDefinition {
  readonly name: string;
  /** The name of its queue: the job's name in the characters that pg-boss allows. */
  readonly queue: string;
  /** Null when a failed run is not retried because the next scheduled one does the same work. */
  readonly retry: Retry | null;
  readonly schedule: Schedule | undefined;
  /** Longest time a run may take; after it, the run counts as failed. */
  readonly timeoutSeconds: number;
  /** Parses the stored input and runs. Returns how many things it handled. Throws when the run failed. */
  run(data: unknown, context: JobContext): Promise<number>;
}

/** A job whose input has this shape. */
export interface Job<Input> extends JobDefinition {
  /** The input as it is stored. Throws when it does not fit the schema: a bug of the caller. */
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
   * Does the work and returns how many things it handled. It may run more than once for the same input (after a crash, a
   * timeout or a failure), so a second run must change nothing.
   */
  run(input: z.output<Schema>, context: JobContext): Promise<number>;
}

/**
 * Declares a job. Enqueue it with `enqueue`, in the transaction of the change that asks for it; it runs after the commit.
 *
 * @throws when the name is not made of words with `:`, `_` or `-`, or a scheduled job needs an input
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
