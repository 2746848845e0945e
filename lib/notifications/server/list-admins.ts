import "server-only";
import { and, asc, eq, isNull } from "drizzle-orm";
import { users } from "@/lib/db/schema/people";
import type { Transaction } from "@/lib/db/transaction";

/** Returns the ids of all admins, but not of one who is banned. */
export async function listAdmins(tx: Transaction): Promise<string[]> {
  const admins = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.is_admin, true), isNull(users.banned_at)))
    .orderBy(asc(users.id));
  return admins.map(({ id }) => id);
}
