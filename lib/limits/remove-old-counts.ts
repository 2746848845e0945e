import "server-only";
import { sql } from "drizzle-orm";
import { queryable } from "@/lib/db/client";
import { rateLimits } from "@/lib/db/schema/limits";

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
