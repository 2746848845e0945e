import "server-only";
import { asc, eq } from "drizzle-orm";
import { users } from "@/lib/db/schema/people";
import type { Transaction } from "@/lib/db/transaction";

/** Returns the ids of all admins. */
export async function listAdmins(tx: Transaction): Promise<string[]> {
  const admins = await tx
    .select({ id: users.id })
    .from(users)
    .where(eq(users.is_admin, true))
    .orderBy(asc(users.id));
  return admins.map(({ id }) => id);
}
