import "server-only";
import { eq } from "drizzle-orm";
import { tenants } from "@/lib/db/schema/stores";
import type { Transaction } from "@/lib/db/transaction";

/** Changes of one team follow each other, or two owners could leave at once. False: there is no such store. */
export async function lockStore(tx: Transaction, tenantId: string): Promise<boolean> {
  const [store] = await tx
    .select({ id: tenants.id })
    .from(tenants)
    .where(eq(tenants.id, tenantId))
    .for("no key update");
  return store !== undefined;
}
