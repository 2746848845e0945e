import "server-only";
import { eq } from "drizzle-orm";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { tenants } from "@/lib/db/schema/stores";
import { mayDispatch } from "@/lib/dispatch/server/plan/rights";

/** Whether the viewer decides about a store's orders, or only sees what the platform decides. */
export async function readMayDispatch(viewer: Viewer, tenantId: string): Promise<boolean> {
  const db = await queryable();
  const [store] = await db
    .select({ tenant_id: tenants.id, rider_fleet: tenants.rider_fleet })
    .from(tenants)
    .where(eq(tenants.id, tenantId));
  return store !== undefined && mayDispatch(viewer, store);
}
