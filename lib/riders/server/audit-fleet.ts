import "server-only";
import type { Viewer } from "@/lib/auth/server/viewer";
import type { Transaction } from "@/lib/db/transaction";
import { actorOf, recordAudit } from "@/lib/platform/server/audit";

/** Records what an admin does with a fleet. The staff of a store act on their own. */
export async function auditFleet(
  tx: Transaction,
  viewer: Viewer,
  action: string,
  { id, tenantId }: { id: string; tenantId: string | null },
): Promise<void> {
  if (!viewer.isAdmin) return;
  await recordAudit(tx, { actor: actorOf(viewer), action, target: { kind: "member", id }, tenantId });
}
