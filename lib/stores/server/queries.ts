import "server-only";
import { asc, eq } from "drizzle-orm";
import { notFound } from "next/navigation";
import { cache } from "react";
import { isStaffOf } from "@/lib/auth/model/staff";
import { logPageRefusal } from "@/lib/auth/server/log-page-refusal";
import { requireViewer, type Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { tenants } from "@/lib/db/schema/stores";
import { toWire } from "@/lib/db/wire";
import { type Tenant, tenantSchema } from "@/lib/stores/model/schema";
import { isStorable } from "@/lib/text/storable-text";

/** Restaurants are public: no viewer is needed to read them. */

export async function listTenants(): Promise<Tenant[]> {
  const db = await queryable();
  const rows = await db.select().from(tenants).orderBy(asc(tenants.name));
  return rows.map((row) => toWire(tenantSchema, row));
}

/** Accepts any text of a URL. One query per request. */
export const getTenant = cache(async (slug: string): Promise<Tenant | null> => {
  if (!isStorable(slug)) return null;
  const db = await queryable();
  const [row] = await db.select().from(tenants).where(eq(tenants.slug, slug));
  return row === undefined ? null : toWire(tenantSchema, row);
});

/** Redirects a visitor to the sign-in page, which leads back to `returnTo`; others than staff get "not found". */
export async function requireStaff(
  slug: string,
  returnTo = `/partner/${slug}`,
): Promise<{ viewer: Viewer; tenant: Tenant }> {
  const viewer = await requireViewer(returnTo);
  const tenant = await getTenant(slug);
  if (tenant === null) notFound();
  if (!isStaffOf(viewer, tenant.id)) {
    await logPageRefusal(viewer, "not_allowed", `GET ${returnTo}`);
    notFound();
  }
  return { viewer, tenant };
}
