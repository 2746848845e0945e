import "server-only";
import { v7 as newId } from "uuid";
import { auditLog } from "@/lib/db/schema/platform";
import type { Transaction } from "@/lib/db/transaction";

export interface AuditEntry {
  /** `id` null: a machine. */
  actor: { id: string | null; name: string };
  /** A verb and its object in snake case, such as `ban_user`. */
  action: string;
  target: { kind: string; id: string };
  tenantId?: string | null;
  reason?: string | null;
  detail?: Record<string, string | number | boolean | null>;
}

const recorded = new WeakSet<Transaction>();

/** Tells whether the transaction has an entry already, so that none is added for the command as a whole. */
export const hasEntry = (tx: Transaction) => recorded.has(tx);

/** Adds an entry to the audit log, which is committed or rolled back with what it is about. An `id` that is known adds none. */
export async function writeAuditEntry(
  tx: Transaction,
  entry: AuditEntry,
  id: string = newId(),
): Promise<void> {
  const { actor, action, target, tenantId = null, reason = null, detail = {} } = entry;
  recorded.add(tx);
  await tx
    .insert(auditLog)
    .values({
      id,
      at: new Date(),
      actor_id: actor.id,
      actor_name: actor.name,
      action,
      target_kind: target.kind,
      target_id: target.id,
      tenant_id: tenantId,
      reason,
      detail,
    })
    .onConflictDoNothing();
}
