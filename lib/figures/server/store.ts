import "server-only";
import { eq } from "drizzle-orm";
import type { Queryable } from "@/lib/db/client";
import { tenants } from "@/lib/db/schema/stores";
import type { Tenant } from "@/lib/stores/model/schema";

export type Store = Pick<Tenant, "id" | "slug" | "name" | "time_zone" | "currency" | "delivery_minutes">;

/** Not authorised: for jobs and reactions. */
export async function readStore(db: Queryable, id: string): Promise<Store | null> {
  const [store] = await db
    .select({
      id: tenants.id,
      slug: tenants.slug,
      name: tenants.name,
      time_zone: tenants.time_zone,
      currency: tenants.currency,
      delivery_minutes: tenants.delivery_minutes,
    })
    .from(tenants)
    .where(eq(tenants.id, id));
  return store ?? null;
}
