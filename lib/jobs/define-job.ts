import "server-only";
import * as z from "zod/mini";

/** Retries with exponential back-off and jitter. After the last retry the job becomes a dead letter. */
export interface Retry {
  readonly limit: number;
  /** Before the first retry; doubles with each further one. */
  readonly delaySeconds: number;
  readonly maxDelaySeconds: number;
}

export interface Schedule {
  /** Five fields, in UTC. Occurrences during an outage are skipped, not made up for. */
  readonly cron: string;
  /** Longest time between two occurrences. After two and a half times as long, a job has missed runs. */
  readonly everyMinutes: number;
}

/**
 * Reports that `done` of `total` items are done, or `done` so far when nobody knows the total. Published at most once a
 * second, by runs that take longer than one.
 */
export type OnProgress = (done: number, total?: number) => void;

export interface JobContext {
  /** Aborted when the run exceeds its time or the process stops. */
  readonly signal: AbortSignal;
  /** Start of the current series of runs: for a scheduled job, anything older may be left over from an outage. */
  readonly steadySince: Date;
  readonly progress: OnProgress;
}

export interface JobDefinition {
  readonly name: string;
  /** `name` in the characters that pg-boss allows. */
  readonly queue: string;
  /** Null: the next scheduled run does the same work. */
  readonly retry: Retry | null;
  readonly schedule: Schedule | undefined;
  readonly timeoutSeconds: number;
  /** Returns the number of items handled. Throws when the input does not fit or the run failed. */
  run(data: unknown, context: JobContext): Promise<number>;
}

export interface Job<Input> extends JobDefinition {
  /** Throws when the input does not fit the schema. */
  toData(input: Input): object;
}

interface Declaration<Schema extends z.core.$ZodObject> {
  readonly name: string;
  readonly input: Schema;
  readonly retry: Retry | null;
  readonly schedule?: Schedule;
  /** Default: 60. */
  readonly timeoutSeconds?: number;
  /** Must be idempotent: it may run again for the same input. Returns the number of items handled. */
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
