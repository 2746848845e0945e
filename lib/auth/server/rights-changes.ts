import "server-only";
import { sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/client";
import { rightsChanges } from "@/lib/db/schema/people";
import { logSecurity } from "@/lib/server/security-log";

/** Logs at most `atMost` recorded changes of rights, removes them, and returns their number. */
export async function logRightsChanges(db: Queryable, atMost: number): Promise<number> {
  const changes = await db
    .delete(rightsChanges)
    .where(
      sql`${rightsChanges.id} = any(array(
        select id from rights_changes order by id limit ${atMost} for update skip locked
      ))`,
    )
    .returning();
  for (const change of changes.toSorted((one, other) => one.id - other.id))
    logSecurity(change.granted ? "right_granted" : "right_taken", {
      user_id: change.user_id,
      right: change.tenant_id === null ? "admin" : "staff",
      tenant_id: change.tenant_id,
      changed_at: change.at.toISOString(),
      changed_by: change.changed_by,
    });
  return changes.length;
}
