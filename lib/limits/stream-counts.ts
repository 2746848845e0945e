import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { queryable } from "@/lib/db/client";
import { logger } from "@/lib/server/logger";

/** One key's count in the window that began with its first one. */
interface Count {
  /** As known here: what the database had at the last write, and what was counted here since. */
  points: number;
  /** Of these, not written yet. */
  unwritten: number;
  /** Milliseconds since 1970. */
  expire: number;
}

const writtenRows = z.object({
  rows: z.array(z.object({ key: z.string(), points: z.coerce.number(), expire: z.coerce.number() })),
});

/** Adds counts to those of the other processes, in one statement, and reads the sums. */
export async function addCounts(
  counts: readonly { key: string; points: number; expire: number }[],
): Promise<{ key: string; points: number; expire: number }[]> {
  const column = <T>(pick: (count: (typeof counts)[number]) => T) => sql.param(counts.map(pick));
  const now = Date.now();
  const result = await (await queryable()).execute(sql`
    insert into rate_limits (key, points, expire)
    select * from unnest(
      ${column(({ key }) => key)}::text[],
      ${column(({ points }) => points)}::int[],
      ${column(({ expire }) => expire)}::bigint[]
    ) as counted(key, points, expire) order by key collate "C"
    on conflict (key) do update set
      points = case when rate_limits.expire <= ${now} then 0 else rate_limits.points end + excluded.points,
      expire = case when rate_limits.expire <= ${now} then excluded.expire else rate_limits.expire end
    returning key, points, expire`);
  return writtenRows.parse(result).rows;
}

const WRITE_MS = 1_000;

/**
 * Counts how often streams are opened, in memory: opening one neither waits for the database nor costs it a statement.
 * With `write` the counts of all keys are added to those of the other processes once a second, together, and only while
 * there are any: what others counted is known here up to a second late. While the database is away each process counts
 * by itself, and writes what it has counted when it is back.
 */
export class StreamCounts {
  readonly #counts = new Map<string, Count>();
  #timer: NodeJS.Timeout | undefined;
  #isAway = false;

  constructor(
    private readonly seconds: number,
    private readonly write: typeof addCounts | undefined,
  ) {}

  /** Counts one; with `points` counted already in this window it counts nothing and returns the milliseconds until its end. */
  count(key: string, points: number): number | null {
    const now = Date.now();
    let count = this.#counts.get(key);
    if (count === undefined || count.expire <= now) {
      count = { points: 0, unwritten: 0, expire: now + this.seconds * 1_000 };
      this.#counts.set(key, count);
    }
    if (count.points >= points) return count.expire - now;
    count.points++;
    count.unwritten++;
    this.#timer ??= setTimeout(() => void this.flush(), WRITE_MS).unref();
    return null;
  }

  /** Writes what has been counted and forgets what is over. Never rejects. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const now = Date.now();
    for (const [key, { expire }] of this.#counts) if (expire <= now) this.#counts.delete(key);
    const unwritten = [...this.#counts].filter(([, count]) => count.unwritten > 0);
    if (this.write !== undefined && unwritten.length > 0) await this.#write(this.write, unwritten);
    // What is over has to be forgotten, also when nothing more is counted.
    if (this.#counts.size > 0)
      this.#timer ??= setTimeout(
        () => void this.flush(),
        this.#isAway ? WRITE_MS : this.seconds * 1_000,
      ).unref();
  }

  async #write(write: typeof addCounts, unwritten: readonly (readonly [string, Count])[]): Promise<void> {
    const written = unwritten.map(([key, count]) => ({ key, points: count.unwritten, expire: count.expire }));
    for (const [, count] of unwritten) count.unwritten = 0;
    try {
      for (const { key, points, expire } of await write(written)) {
        const count = this.#counts.get(key);
        if (count === undefined) continue;
        count.points = points + count.unwritten;
        count.expire = expire;
      }
      this.#isAway = false;
    } catch (error) {
      for (const [index, [, count]] of unwritten.entries()) count.unwritten += written[index]?.points ?? 0;
      if (!this.#isAway)
        logger.warn(
          { error },
          "Opened streams cannot be counted together; each process counts by itself meanwhile",
        );
      this.#isAway = true;
    }
  }
}
