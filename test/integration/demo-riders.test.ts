import { count, eq, inArray } from "drizzle-orm";
import { describe, expect, test, vi } from "vitest";
import { queryable } from "@/lib/db/client";
import { users } from "@/lib/db/schema/people";
import { riders } from "@/lib/db/schema/riders";
import { tenants } from "@/lib/db/schema/stores";
import { DEMO_ACCOUNTS } from "@/lib/demo/accounts";
import { listDemoPeople } from "@/lib/demo/people";
import { seedDemo } from "@/lib/demo/seed";
import { withDatabase } from "@/test/support/database";

vi.hoisted(() => {
  process.env.DEMO_MODE = "on";
});

withDatabase();

async function roles(): Promise<Record<string, string>> {
  const people = await listDemoPeople();
  return Object.fromEntries(people.map(({ email, role }) => [email, role]));
}

describe("the demo's riders", () => {
  test("are six, two of whom ride for Sushi Bar, and the stores say who brings their orders", async () => {
    expect(await seedDemo()).toBe(true);
    const db = await queryable();
    const fleets = await db
      .select({ slug: tenants.slug })
      .from(riders)
      .leftJoin(tenants, eq(tenants.id, riders.tenant_id));
    expect(
      fleets.map(({ slug }) => slug).toSorted((one, other) => (one ?? "").localeCompare(other ?? "")),
    ).toEqual([null, null, null, null, "sushi-bar", "sushi-bar"]);
    expect(await roles()).toMatchObject({ "rita@demo.test": "rider", "ana@demo.test": "partner" });
    const stores = await db.select().from(tenants);
    const by = Object.fromEntries(stores.map(({ slug, delivery_by }) => [slug, delivery_by]));
    expect(by).toMatchObject({ "sushi-bar": "either", "trattoria-lucia": "store", "spice-route": "riders" });
    expect(stores.filter(({ lat, lng }) => lat === null || lng === null)).toEqual([]);
  });

  test("join a demo that was seeded before there were riders, once, and change no place that a store has set", async () => {
    const db = await queryable();
    const emails = DEMO_ACCOUNTS.filter(({ role }) => role === "rider").map(({ email }) => email);
    await db.delete(users).where(inArray(users.email, emails));
    await db.update(tenants).set({ lat: null, lng: null, delivery_by: "store" });
    await db.update(tenants).set({ lat: 1, lng: 2 }).where(eq(tenants.slug, "spice-route"));
    expect(await seedDemo()).toBe(false);
    expect(await seedDemo()).toBe(false);
    expect(await db.select({ n: count() }).from(riders)).toEqual([{ n: 6 }]);
    expect(await roles()).toMatchObject({ "sam@demo.test": "rider" });
    const [spice] = await db.select().from(tenants).where(eq(tenants.slug, "spice-route"));
    expect(spice).toMatchObject({ lat: 1, lng: 2, delivery_by: "store" });
    const [sushi] = await db.select().from(tenants).where(eq(tenants.slug, "sushi-bar"));
    expect(sushi?.delivery_by).toBe("either");
  });
});
