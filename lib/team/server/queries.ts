import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import { hasRight } from "@/lib/auth/model/store-rights";
import { storeRoleSchema } from "@/lib/auth/model/store-roles";
import type { Viewer } from "@/lib/auth/server/viewer";
import { type Queryable, queryable } from "@/lib/db/client";
import { users } from "@/lib/db/schema/people";
import { memberships } from "@/lib/db/schema/stores";
import { toWire } from "@/lib/db/wire";
import { listOpenInvitations } from "@/lib/invitations/server/queries";
import { MEMBERS_AT_MOST, type Member, memberSchema, type Team } from "@/lib/team/model/schema";

/** Not authorised: for changes of the team. Owners come first. */
export async function listMembers(db: Queryable, tenantId: string): Promise<Member[]> {
  const rows = await db
    .select({ id: users.id, name: users.name, email: users.email, role: memberships.role })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.user_id))
    .where(eq(memberships.tenant_id, tenantId))
    .orderBy(
      sql`array_position(array['owner', 'manager', 'staff'], ${memberships.role})`,
      asc(users.name),
      asc(users.id),
    )
    .limit(MEMBERS_AT_MOST);
  return rows.map((row) =>
    toWire(memberSchema, {
      ...row,
      name: row.name ?? row.email.split("@")[0] ?? row.email,
      role: storeRoleSchema.parse(row.role),
    }),
  );
}

/** Null for those who may not change the team. */
export async function readTeam(viewer: Viewer, tenantId: string): Promise<Team | null> {
  if (!hasRight(viewer, tenantId, "team")) return null;
  const db = await queryable();
  return {
    members: await listMembers(db, tenantId),
    invitations: await listOpenInvitations(db, { kind: "team", tenantId }),
  };
}
