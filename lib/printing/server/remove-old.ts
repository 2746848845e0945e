import "server-only";
import { sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/client";
import { printJobs } from "@/lib/db/schema/printing";
import { RETENTION } from "@/lib/platform/model/retention";

/** Within this time someone may ask which ticket came out when. */
const KEPT_DAYS = RETENTION.print_jobs.days;

/** Returns the number removed, at most `atMost`. */
export async function removeOldPrintJobs(db: Queryable, atMost: number): Promise<number> {
  const before = new Date(Date.now() - KEPT_DAYS * 24 * 3_600_000);
  const removed = await db
    .delete(printJobs)
    // An array: of a subquery PostgreSQL expects so many rows that it reads the whole table.
    .where(
      sql`${printJobs.id} = any(array(
        select id from print_jobs where created_at < ${before.toISOString()}::timestamptz order by created_at limit ${atMost}
      ))`,
    )
    .returning({ id: printJobs.id });
  return removed.length;
}
