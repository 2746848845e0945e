import "server-only";
import { eq } from "drizzle-orm";
import { hasRight } from "@/lib/auth/model/store-rights";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { storePayoutAccounts } from "@/lib/db/schema/payout-accounts";
import type { StatedPayout } from "@/lib/stores/model/payout/schema";

export const toStatedPayout = (row: typeof storePayoutAccounts.$inferSelect): StatedPayout => ({
  kind: row.kind === "iban" ? "iban" : "account",
  holder: row.holder,
  last_four: row.number.slice(-4),
  updated_at: new Date(row.updated_at).toISOString(),
});

/** Null for those who are neither an owner nor an admin; `stated` is null until an owner states it. */
export async function readPayout(
  viewer: Viewer,
  tenantId: string,
): Promise<{ stated: StatedPayout | null } | null> {
  if (!hasRight(viewer, tenantId, "payout")) return null;
  const db = await queryable();
  const [row] = await db
    .select()
    .from(storePayoutAccounts)
    .where(eq(storePayoutAccounts.tenant_id, tenantId));
  return { stated: row === undefined ? null : toStatedPayout(row) };
}
