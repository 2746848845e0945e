import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterPostgres } from "rate-limiter-flexible";
import { queryable } from "@/lib/db/client";
import { rateLimits } from "@/lib/db/schema/limits";
import { logger } from "@/lib/server/logger";

/** Where counts are kept: in this process, or in the database for all processes together. */
export type LimitStore = "process" | "database";

/** A statement of the library, with `$1`, `$2` … for its values, in the terms of our own database client. */
function inOurTerms(text: string, values: readonly unknown[]): SQL {
  const parts = text
    .split(/\$(\d+)/)
    .map((part, index) => (index % 2 === 0 ? sql.raw(part) : sql`${sql.param(values[Number(part) - 1])}`));
  return sql.join(parts);
}

/** Said once, not with every request that is counted meanwhile. */
let isAway = false;

const database = {
  query: async ({ text, values }: { text: string; values: readonly unknown[] }) => {
    try {
      const answer = await (await queryable()).execute(inOurTerms(text, values));
      isAway = false;
      return answer;
    } catch (error) {
      if (!isAway)
        logger.warn({ error }, "Limits cannot be counted together; each process counts by itself meanwhile");
      isAway = true;
      throw error;
    }
  },
};

/**
 * So many in so many seconds for each key, counted from a key's first one on. Whoever has had all of them is refused from
 * this process's memory, so a flood costs no queries.
 */
export function makeLimiter(
  name: string,
  { points, seconds, store }: { points: number; seconds: number; store: LimitStore },
): RateLimiterAbstract {
  const limit = { keyPrefix: name, points, duration: seconds };
  const ofProcess = new RateLimiterMemory(limit);
  if (store === "process") return ofProcess;
  return new RateLimiterPostgres({
    ...limit,
    storeClient: database,
    storeType: "client",
    tableName: "rate_limits",
    tableCreated: true,
    clearExpiredByTimeout: false,
    inMemoryBlockOnConsumed: points,
    // While the database is away a limit still holds, for each process alone: nobody is let through without count, and
    // nobody is kept out because of us.
    insuranceLimiter: ofProcess,
  });
}

/** Removes counts that are over, at most so many; answers how many there were. For the upkeep of the database. */
export async function removeOldCounts(atMost: number): Promise<number> {
  const db = await queryable();
  const removed = await db
    .delete(rateLimits)
    .where(
      sql`${rateLimits.key} in (
        select key from rate_limits where expire < ${Date.now()} order by expire limit ${atMost} for update skip locked
      )`,
    )
    .returning({ key: rateLimits.key });
  return removed.length;
}
