import "server-only";
import { and, asc, eq, isNull, like, sql } from "drizzle-orm";
import { queryable } from "@/lib/db/client";
import { users } from "@/lib/db/schema/people";
import { riders } from "@/lib/db/schema/riders";
import { memberships, tenants } from "@/lib/db/schema/stores";
import { isDemo } from "@/lib/env";
import { isStorable } from "@/lib/text/storable-text";
import { DEMO_DOMAIN, type DemoRole } from "./accounts";

export interface DemoPerson {
  id: string;
  email: string;
  name: string;
  role: DemoRole;
  /** Where staff work. */
  store: { slug: string; name: string } | null;
}

async function readPeople(email?: string): Promise<DemoPerson[]> {
  if (!isDemo()) return [];
  const db = await queryable();
  const rows = await db
    .select({
      id: users.id,
      email: users.email,
      name: users.name,
      isAdmin: users.is_admin,
      isRider: sql<boolean>`${riders.id} is not null`,
      slug: tenants.slug,
      tenantName: tenants.name,
    })
    .from(users)
    .leftJoin(riders, and(eq(riders.id, users.id), isNull(riders.removed_at)))
    .leftJoin(memberships, eq(memberships.user_id, users.id))
    .leftJoin(tenants, eq(tenants.id, memberships.tenant_id))
    .where(
      and(like(users.email, `%${DEMO_DOMAIN}`), email === undefined ? undefined : eq(users.email, email)),
    )
    .orderBy(asc(users.created_at), asc(users.id), asc(tenants.name));
  const byEmail = new Map<string, DemoPerson>();
  for (const { id, email: address, name, isAdmin, isRider, slug, tenantName } of rows) {
    if (byEmail.has(address)) continue;
    const store = slug === null || tenantName === null ? null : { slug, name: tenantName };
    const role = isAdmin ? "admin" : store !== null ? "partner" : isRider ? "rider" : "customer";
    byEmail.set(address, { id, email: address, name: name ?? address, role, store });
  }
  return [...byEmail.values()];
}

/** Returns the people who can sign in without a password; empty outside demo mode. */
export function listDemoPeople(): Promise<DemoPerson[]> {
  return readPeople();
}

export async function findDemoPerson(email: string): Promise<DemoPerson | null> {
  if (!isStorable(email)) return null;
  const [person] = await readPeople(email.toLowerCase());
  return person ?? null;
}
