import "server-only";
import { v7 as newId } from "uuid";
import { auditLog } from "@/lib/db/schema/platform";
import type { Transaction } from "@/lib/db/transaction";
import type { AuditTarget } from "@/lib/platform/model/audit";

export interface AuditEntry {
  /** `id` null: a machine. */
  actor: { id: string | null; name: string };
  /** A verb and its object in snake case, such as `ban_user`. */
  action: string;
  target: { kind: AuditTarget; id: string };
  tenantId?: string | null;
  reason?: string | null;
  detail?: Record<string, string | number | boolean | null>;
}

/** Adds an entry to the audit log, which is committed or rolled back with what it is about. */
export async function recordAudit(tx: Transaction, entry: AuditEntry): Promise<void> {
  const { actor, action, target, tenantId = null, reason = null, detail = {} } = entry;
  await tx.insert(auditLog).values({
    id: newId(),
    at: new Date(),
    actor_id: actor.id,
    actor_name: actor.name,
    action,
    target_kind: target.kind,
    target_id: target.id,
    tenant_id: tenantId,
    reason,
    detail,
  });
}
