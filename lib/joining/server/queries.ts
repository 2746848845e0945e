import "server-only";
import { eq } from "drizzle-orm";
import { hasRight } from "@/lib/auth/model/store-rights";
import type { Viewer } from "@/lib/auth/server/viewer";
import { type Queryable, queryable } from "@/lib/db/client";
import { tenants } from "@/lib/db/schema/stores";
import { toWire } from "@/lib/db/wire";
import { type Checklist, checklistOf } from "@/lib/joining/model/checklist";
import { ALLERGENS, statementOf } from "@/lib/menu/model/allergens";
import { readMenu } from "@/lib/menu/server/queries";
import { hasHeardTestOrder } from "@/lib/orders/server/queries";
import { tenantSchema } from "@/lib/stores/model/schema";
import { zonesSchema } from "@/lib/stores/model/zones/schema";
import { hasPayout, readStaff } from "@/lib/stores/server/queries";

const isFilled = (text: string | null) => text !== null && text.trim() !== "";

/** Not authorised: for the opening, which holds the store's row. Null: there is no such store. */
export async function countChecklist(db: Queryable, tenantId: string): Promise<Checklist | null> {
  const [row] = await db.select().from(tenants).where(eq(tenants.id, tenantId));
  if (row === undefined) return null;
  const store = toWire(tenantSchema, row);
  const menu = await readMenu(db, store);
  const dishes = menu.categories.flatMap(({ items }) => items);
  return checklistOf({
    hasIdentity: [store.cuisine, store.address_line, store.city, store.phone].every(isFilled),
    hasPlace: store.lat !== null && store.lng !== null,
    hasHours: store.hours.weekly.length > 0,
    hasZone: zonesSchema.parse(row.zones).length > 0,
    dishes: dishes.length,
    dishesWithoutAllergens: dishes.filter((dish) =>
      ALLERGENS.some((allergen) => statementOf(dish, allergen) === null),
    ).length,
    dishesWithoutPhoto: dishes.filter(({ photo }) => photo === null).length,
    members: (await readStaff(db, tenantId)).length,
    hasHeardTestOrder: await hasHeardTestOrder(db, tenantId),
    // Every shop offers cards; no store can turn them off.
    offersCards: true,
    hasPayout: await hasPayout(db, tenantId),
    openedAt: store.opened_at ?? null,
  });
}

/** Null for those who do not set the store up. */
export async function readChecklist(viewer: Viewer, tenantId: string): Promise<Checklist | null> {
  if (!hasRight(viewer, tenantId, "setup")) return null;
  return countChecklist(await queryable(), tenantId);
}
