import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { storeDevices } from "@/lib/db/schema/stores";
import type { Transaction } from "@/lib/db/transaction";

/** Ends the shifts of a store's devices that this person used last. The caller holds the row of the store. */
export async function endShiftsOfMember(tx: Transaction, tenantId: string, userId: string): Promise<void> {
  await tx
    .update(storeDevices)
    .set({ ended_at: sql`now()` })
    .where(
      and(
        eq(storeDevices.tenant_id, tenantId),
        eq(storeDevices.user_id, userId),
        isNull(storeDevices.ended_at),
      ),
    );
}
