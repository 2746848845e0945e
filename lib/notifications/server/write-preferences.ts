import "server-only";
import { eq, sql } from "drizzle-orm";
import { notificationPreferences } from "@/lib/db/schema/notifications";
import { users } from "@/lib/db/schema/people";
import { transaction } from "@/lib/db/transaction";
import type { Preferences } from "@/lib/notifications/model/preferences";
import { readPreferences } from "./queries";

function rowOf({ kinds, quiet_hours, time_zone }: Preferences) {
  const quiet = { quiet_from: quiet_hours?.from ?? null, quiet_to: quiet_hours?.to ?? null };
  return { kinds, ...quiet, time_zone, updated_at: sql`now()` };
}

/**
 * Stores what `change` makes of the present preferences. Writers of one person's preferences take turns, because the
 * row may not exist yet: the person's row is locked. Returns null for a person who no longer exists.
 */
export async function writePreferences(
  userId: string,
  change: (now: Preferences) => Preferences,
): Promise<Preferences | null> {
  return transaction(async (tx) => {
    const [person] = await tx
      .select({ id: users.id })
      .from(users)
      .where(eq(users.id, userId))
      .for("no key update");
    if (person === undefined) return null;
    const chosen = change(await readPreferences(userId, tx));
    const row = rowOf(chosen);
    await tx
      .insert(notificationPreferences)
      .values({ user_id: userId, ...row })
      .onConflictDoUpdate({ target: notificationPreferences.user_id, set: row });
    return chosen;
  });
}
