import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { users } from "@/lib/db/schema/people";
import { riders } from "@/lib/db/schema/riders";
import { tenants } from "@/lib/db/schema/stores";
import type { Transaction } from "@/lib/db/transaction";
import { DEMO_ACCOUNTS } from "./accounts";
import { RESTAURANTS } from "./restaurants";

const VEHICLES = ["bicycle", "e-bike", "scooter", "bicycle", "foot", "bicycle"] as const;

/**
 * Adds the demo's riders, and places its restaurants on the map. Demos that were seeded before there were riders get them,
 * too; a demo that has them is left as it is.
 */
export async function addDemoRiders(tx: Transaction): Promise<void> {
  const people = DEMO_ACCOUNTS.filter(({ role }) => role === "rider");
  const emails = people.map(({ email }) => email);
  const [known] = await tx.select({ id: users.id }).from(users).where(inArray(users.email, emails)).limit(1);
  if (known !== undefined) return;
  for (const { slug, place, deliveryBy = "store", riderFleet = "platform" } of RESTAURANTS)
    await tx
      .update(tenants)
      .set({ lat: place[0], lng: place[1], delivery_by: deliveryBy, rider_fleet: riderFleet })
      .where(and(eq(tenants.slug, slug), isNull(tenants.lat)));
  const stores = await tx.select({ id: tenants.id, slug: tenants.slug }).from(tenants);
  const added = people.map((person, index) => ({
    id: newId(),
    ...person,
    vehicle: VEHICLES[index % VEHICLES.length],
    tenant_id: stores.find(({ slug }) => slug === person.tenant)?.id ?? null,
  }));
  await tx
    .insert(users)
    .values(added.map(({ id, email, name }) => ({ id, email, name, email_verified: sql`now()` })));
  await tx.insert(riders).values(added.map(({ id, vehicle, tenant_id }) => ({ id, vehicle, tenant_id })));
}
