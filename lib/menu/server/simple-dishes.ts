import "server-only";
import { and, eq, exists, gt, not, sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/client";
import { menuItems, menuOptionGroups } from "@/lib/db/schema/menu";
import { isAvailable } from "@/lib/menu/model/availability";

export interface SimpleDish {
  readonly id: string;
  readonly name: string;
  readonly price: number;
  readonly allergens: readonly string[];
}

/** Returns those of the dishes that the store sells now and whose price needs no choice of an option. Not authorised. */
export async function readSimpleDishes(
  db: Queryable,
  tenantId: string,
  ids: readonly string[],
): Promise<SimpleDish[]> {
  if (ids.length === 0) return [];
  const requiredGroups = db
    .select({ id: menuOptionGroups.id })
    .from(menuOptionGroups)
    .where(and(eq(menuOptionGroups.item_id, menuItems.id), gt(menuOptionGroups.minimum, 0)));
  const rows = await db
    .select()
    .from(menuItems)
    .where(
      and(
        sql`${menuItems.id} = any(${sql.param([...ids])}::uuid[])`,
        eq(menuItems.tenant_id, tenantId),
        not(exists(requiredGroups)),
      ),
    );
  const now = Date.now();
  return rows
    .map((row) => ({ ...row, available_until: row.available_until?.toISOString() ?? null }))
    .filter((dish) => isAvailable(dish, now))
    .map(({ id, name, price, allergens }) => ({ id, name, price, allergens }));
}
