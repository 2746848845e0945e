import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { type AuditEntry, writeAuditEntry } from "@/lib/commands/audit-entry";
import { auditLog } from "@/lib/db/schema/platform";
import type { Transaction } from "@/lib/db/transaction";
import type { AuditTarget } from "@/lib/platform/model/audit";

/** Adds an entry to the audit log, which is committed or rolled back with what it is about. */
export function recordAudit(
  tx: Transaction,
  entry: AuditEntry & { target: { kind: AuditTarget } },
): Promise<void> {
  return writeAuditEntry(tx, entry);
}

export const actorOf = ({ userId, name }: { readonly userId: string; readonly name: string }) => ({
  id: userId,
  name,
});

interface AuditedChange {
  readonly at: string;
  readonly action: string;
  readonly actor_name: string;
  readonly reason: string | null;
  readonly note: string | null;
  readonly from_status: string | null;
  readonly to_status: string;
}

/** An admin's change of an order, as part of the statement that writes it. Needs `changed` (id) in that statement. */
export function auditOfChanged(actorId: string | null, tenantId: string, entry: AuditedChange): SQL {
  const detail = JSON.stringify({ from: entry.from_status, to: entry.to_status, note: entry.note });
  return sql`
    insert into ${auditLog} (
      id, at, actor_id, actor_name, action, target_kind, target_id, tenant_id, reason, detail
    )
    select ${newId()}::uuid, ${entry.at}::timestamptz, ${actorId}::uuid, ${entry.actor_name}, ${`order_${entry.action}`},
      'order', id::text, ${tenantId}::uuid, ${entry.reason}, ${detail}::jsonb
    from changed`;
}
