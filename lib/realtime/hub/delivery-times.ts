/**
 * Times from an event's commit to its delivery, counted by size: a count of each hour, day or instance can be added to
 * another, which percentiles cannot. The clocks of two instances may differ; a time below zero counts as zero.
 */

/** Neighbouring bounds differ by a quarter, so a percentile is at most so much too high. */
const GROWTH = 1.25;
const COUNT = 52;

/** Upper bounds (ms): from 1 to about 88,000. The last bucket takes longer times, too. */
export const BOUNDS_MS: readonly number[] = Array.from({ length: COUNT }, (_, index) => GROWTH ** index);

export function bucketOf(ms: number): number {
  if (!(ms > 1)) return 0;
  return Math.min(COUNT - 1, Math.ceil(Math.log(ms) / Math.log(GROWTH) - 1e-9));
}

/** Counts since the start of the process. */
export class DeliveryTimes {
  readonly #counts: number[] = new Array<number>(COUNT).fill(0);
  #waiting: number[] = [];

  constructor(private readonly now: () => number = Date.now) {}

  /** `committedAt` (ms since 1970). Counted once the frames that are queued in this turn were written to their sockets. */
  add(committedAt: number): void {
    if (this.#waiting.push(committedAt) === 1) setImmediate(() => this.#count());
  }

  counts(): readonly number[] {
    return [...this.#counts];
  }

  #count(): void {
    const now = this.now();
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const committedAt of waiting) {
      const bucket = bucketOf(now - committedAt);
      this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    }
  }
}
