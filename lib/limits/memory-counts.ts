import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { queryable } from "@/lib/db/client";
import { logger } from "@/lib/server/logger";

interface Count {
  /** The database's count at the last write, plus the requests counted here since. */
  points: number;
  /** The part of `points` that is not written yet. */
  unwritten: number;
  /** Ms since the epoch. */
  expire: number;
}

const writtenRows = z.object({
  rows: z.array(z.object({ key: z.string(), points: z.coerce.number(), expire: z.coerce.number() })),
});

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
 * Counts in memory, so that what is counted does not wait for the database. `write` adds the counts to those of the
 * other processes, which are known here up to a second late. While it fails each process counts separately.
 */
export class MemoryCounts {
  readonly #counts = new Map<string, Count>();
  #timer: NodeJS.Timeout | undefined;
  #isAway = false;

  constructor(
    private readonly seconds: number,
    private readonly write: typeof addCounts | undefined,
  ) {}

  get size(): number {
    return this.#counts.size;
  }

  /** Returns null, or the ms until the window's end when `points` are already counted. */
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

  /** Never rejects. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const now = Date.now();
    for (const [key, { expire }] of this.#counts) if (expire <= now) this.#counts.delete(key);
    const unwritten = [...this.#counts].filter(([, count]) => count.unwritten > 0);
    if (this.write !== undefined && unwritten.length > 0) await this.#write(this.write, unwritten);
    // Runs again even when nothing more is counted, to remove expired counts.
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
        logger.warn({ error }, "Limits cannot be counted together; each process counts by itself meanwhile");
      this.#isAway = true;
    }
  }
}
