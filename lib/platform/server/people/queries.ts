import "server-only";
import { and, asc, count, desc, eq, isNull, lt, type SQL, sql } from "drizzle-orm";
import { isOpen } from "@/lib/auth/credentials/sessions";
import { storeRoleSchema } from "@/lib/auth/model/store-roles";
import { queryable } from "@/lib/db/client";
import { apiTokens, sessions, users } from "@/lib/db/schema/people";
import { auditLog } from "@/lib/db/schema/platform";
import { memberships, tenants } from "@/lib/db/schema/stores";
import { countConnectionsOf } from "@/lib/realtime/presence/presence";
import { idSchema } from "@/lib/text/id";

const PAGE_SIZE = 25;
const AT_MOST = 50;

const columns = {
  id: users.id,
  email: users.email,
  name: users.name,
  is_admin: users.is_admin,
  // Written out: Drizzle leaves out the table of a column, which then is one of the subquery's.
  // Not `exists`: a plan may read all riders for it.
  is_rider: sql<boolean>`(
    select riders.id from riders where riders.id = users.id and riders.removed_at is null
  ) is not null`,
  stores: sql<string[]>`array(
    select tenants.name from memberships join tenants on tenants.id = memberships.tenant_id
    where memberships.user_id = users.id order by tenants.name limit 5
  )`,
  banned_at: users.banned_at,
  created_at: users.created_at,
};

/** The people whose address, or one word of whose name, begins with the search: `all` its words. */
function idsOf(search: string): SQL {
  const start = search.toLowerCase().replaceAll(/[\\%_]/g, "\\$&");
  const words = search
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const name = words.map((word) => `'${word}':*`).join(" & ");
  const byAddress = sql`(select id from users where email like ${`${start}%`} order by id limit ${PAGE_SIZE})`;
  if (name === "") return byAddress;
  return sql`${byAddress} union (
    select id from users where to_tsvector('simple', coalesce(name, '')) @@ ${name}::tsquery limit ${PAGE_SIZE}
  )`;
}

/**
 * Lists people, the newest first, 25 at once; with a search, those whose e-mail address or name begins with it, at most 25 of
 * each. Null for anyone but an admin.
 */
export async function listPeople(
  viewer: { readonly isAdmin: boolean },
  { search = "", cursor }: { search?: string | undefined; cursor?: string | undefined },
) {
  if (!viewer.isAdmin) return null;
  const db = await queryable();
  const after = idSchema.safeParse(cursor);
  const isAfter = after.success ? lt(users.id, after.data) : undefined;
  const where = search === "" ? isAfter : sql`${users.id} = any(array(${idsOf(search)}))`;
  const rows = await db
    .select(columns)
    .from(users)
    .where(where)
    // Ids begin with their time.
    .orderBy(desc(users.id))
    .limit(PAGE_SIZE + 1);
  const shown = rows.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  const hasMore = search === "" && rows.length > PAGE_SIZE && last !== undefined;
  return { people: shown, next_cursor: hasMore ? last.id : null };
}

/** Reads what admins may see of a person. Null when there is none, and for anyone but an admin. */
export async function readPerson(viewer: { readonly isAdmin: boolean }, given: string) {
  const { data: id } = idSchema.safeParse(given);
  if (!viewer.isAdmin || id === undefined) return null;
  const db = await queryable();
  const [person] = await db
    .select({ ...columns, ban_reason: users.ban_reason })
    .from(users)
    .where(eq(users.id, id));
  if (person === undefined) return null;
  const [open, tokens, stores, audit, connections] = await Promise.all([
    db
      .select({ id: sessions.id, created_at: sessions.created_at, device: sessions.device })
      .from(sessions)
      .where(and(eq(sessions.user_id, id), isOpen()))
      .orderBy(desc(sessions.created_at))
      .limit(AT_MOST),
    db
      .select({ count: count() })
      .from(apiTokens)
      .where(and(eq(apiTokens.user_id, id), isNull(apiTokens.revoked_at))),
    db
      .select({ id: tenants.id, slug: tenants.slug, name: tenants.name, role: memberships.role })
      .from(memberships)
      .innerJoin(tenants, eq(tenants.id, memberships.tenant_id))
      .where(eq(memberships.user_id, id))
      .orderBy(asc(tenants.name))
      .limit(AT_MOST),
    db
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.target_kind, "user"), eq(auditLog.target_id, id)))
      .orderBy(sql`${auditLog.at} desc nulls last`, sql`${auditLog.id} desc nulls last`)
      .limit(AT_MOST),
    countConnectionsOf(id),
  ]);
  return {
    ...person,
    sessions: open,
    tokens: tokens[0]?.count ?? 0,
    // An unknown role, of a newer build, has the fewest rights.
    memberships: stores.map(({ role, ...store }) => ({
      ...store,
      role: storeRoleSchema.safeParse(role).data ?? "staff",
    })),
    audit,
    connections,
  };
}
