import { canPrint } from "./poll";
import type { Condition, JobFault, JobState } from "./schema";

/** A print job as the queue of its printer sees it. Instants are in ms. */
export interface QueuedJob {
  readonly id: string;
  readonly state: JobState;
  readonly fault: JobFault | null;
  readonly created_at: number;
  readonly claim_until: number | null;
  readonly fetched_at: number | null;
  readonly attempts: number;
  readonly ended_at: number | null;
}

/** A printer fetches a job right after it was offered. */
export const OFFER_MS = 20_000;
/** From the fetch to the confirmation. Star recommends a minute. */
export const PRINT_MS = 90_000;
/** A printer that never confirms must not print the same ticket all evening. */
export const ATTEMPTS_AT_MOST = 3;
/** After an outage, tickets of food that has long been eaten do not come out. */
export const OLDEST_MS = 3 * 3_600_000;

const claim = <Job extends QueuedJob>(job: Job, now: number): Job => ({
  ...job,
  state: "claimed",
  claim_until: now + OFFER_MS,
  fetched_at: null,
});
/** A fetch counts, whatever the printer says of it: a part of the paper may have come out. */
const release = <Job extends QueuedJob>(job: Job): Job => ({
  ...job,
  state: "waiting",
  claim_until: null,
  fetched_at: null,
});
const fail = <Job extends QueuedJob>(job: Job, fault: JobFault, now: number): Job => ({
  ...job,
  state: "failed",
  fault,
  claim_until: null,
  ended_at: now,
});

const isHeld = (job: QueuedJob, now: number) =>
  job.state === "claimed" && job.claim_until !== null && job.claim_until > now;

export interface PollPlan<Job> {
  /** The job to offer to the printer, already claimed. */
  readonly offered: Job | null;
  /** As they are after the poll. Jobs that stay the same are left out. */
  readonly changed: readonly Job[];
}

export interface PolledPrinter {
  readonly condition: Condition;
  readonly isPrinting: boolean;
}

/**
 * Answers a poll. `open` are the printer's waiting and claimed jobs, oldest first. At most one job is claimed at a time, and
 * a claimed one is offered again only when its time is over, or when the printer reports a fault instead of confirming it.
 */
export function planPoll<Job extends QueuedJob>(
  { condition, isPrinting }: PolledPrinter,
  open: readonly Job[],
  now: number,
): PollPlan<Job> {
  if (!canPrint(condition))
    return {
      offered: null,
      changed: open.filter((job) => job.state === "claimed").map((job) => release(job)),
    };
  const held = open.find((job) => isHeld(job, now));
  if (isPrinting) {
    const printed = open.find((job) => job.state === "claimed");
    const changed = printed === undefined ? [] : [{ ...printed, claim_until: now + PRINT_MS }];
    return { offered: null, changed };
  }
  if (held !== undefined) return { offered: null, changed: [] };
  const changed: Job[] = [];
  for (const job of open) {
    if (job.attempts >= ATTEMPTS_AT_MOST) changed.push(fail(job, "not_confirmed", now));
    else if (now - job.created_at > OLDEST_MS) changed.push(fail(job, "too_old", now));
    else {
      const offered = claim(job, now);
      return { offered, changed: [...changed, offered] };
    }
  }
  return { offered: null, changed };
}

/** Fetching twice within a claim is one attempt: a printer may try another format. Null for a job that is not offered. */
export function fetched<Job extends QueuedJob>(job: Job, now: number): Job | null {
  if (job.state !== "claimed") return null;
  const attempts = job.fetched_at === null ? job.attempts + 1 : job.attempts;
  return { ...job, attempts, fetched_at: job.fetched_at ?? now, claim_until: now + PRINT_MS };
}

/** Another attempt would not change these. */
const LASTING: readonly JobFault[] = ["not_understood", "too_large"];

/**
 * Takes the printer's word, also when it comes after the claim: `fault` null means that the paper came out, which is final.
 * With most faults the job waits for another attempt: printers also report an interrupted fetch. Returns null when nothing
 * changes.
 */
export function confirmed<Job extends QueuedJob>(job: Job, fault: JobFault | null, now: number): Job | null {
  if (job.state === "printed") return null;
  if (fault === null) return { ...job, state: "printed", fault: null, claim_until: null, ended_at: now };
  if (job.state !== "claimed") return null;
  return LASTING.includes(fault) || job.attempts >= ATTEMPTS_AT_MOST ? fail(job, fault, now) : release(job);
}
