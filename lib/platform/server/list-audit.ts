import "server-only";
import { and, eq, gte, type SQL, sql } from "drizzle-orm";
import { type Queryable, queryable } from "@/lib/db/client";
import { users } from "@/lib/db/schema/people";
import { auditLog } from "@/lib/db/schema/platform";
import { toWire } from "@/lib/db/wire";
import { decodePageCursor, encodePageCursor } from "@/lib/http/page-cursor";
import { type AuditFilter, type AuditRow, auditEntrySchema } from "@/lib/platform/model/audit";
import { idSchema } from "@/lib/text/id";

const PAGE_SIZE = 50;
/** Rows of an export. */
export const EXPORTED_AT_MOST = 10_000;

interface AuditQuery extends AuditFilter {
  readonly cursor?: string | undefined;
  /** Default: a page of 50. */
  readonly limit?: number;
}

/** Null: nobody has this address. */
async function actorId(db: Queryable, actor: string): Promise<string | null> {
  const { data: id } = idSchema.safeParse(actor);
  if (id !== undefined) return id;
  const [person] = await db.select({ id: users.id }).from(users).where(eq(users.email, actor.toLowerCase()));
  return person?.id ?? null;
}

async function filterOf(
  db: Queryable,
  { actor = "", action = "", from = "" }: AuditFilter,
): Promise<SQL | undefined | null> {
  const who = actor === "" ? undefined : await actorId(db, actor);
  if (who === null) return null;
  return and(
    who === undefined ? undefined : eq(auditLog.actor_id, who),
    action === "" ? undefined : eq(auditLog.action, action),
    from === "" ? undefined : gte(auditLog.at, new Date(from)),
  );
}

/** Lists the entries of the audit log that fit the filter, the newest first. Null for anyone but an admin. */
export async function listAudit(
  viewer: { readonly isAdmin: boolean },
  { cursor, limit = PAGE_SIZE, ...filter }: AuditQuery,
): Promise<{ entries: AuditRow[]; next_cursor: string | null } | null> {
  if (!viewer.isAdmin) return null;
  const db = await queryable();
  const fits = await filterOf(db, filter);
  if (fits === null) return { entries: [], next_cursor: null };
  const after = cursor === undefined ? null : decodePageCursor(cursor);
  const isAfter =
    after === null
      ? undefined
      : sql`(${auditLog.at}, ${auditLog.id}) < (${after.created_at.toISOString()}::timestamptz, ${after.id}::uuid)`;
  const rows = await db
    .select()
    .from(auditLog)
    .where(and(fits, isAfter))
    // As the indexes are ordered.
    .orderBy(sql`${auditLog.at} desc nulls last`, sql`${auditLog.id} desc nulls last`)
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    entries: shown.map((row) => toWire(auditEntrySchema, row)),
    next_cursor:
      rows.length > limit && last !== undefined
        ? encodePageCursor({ created_at: last.at, id: last.id })
        : null,
  };
}
