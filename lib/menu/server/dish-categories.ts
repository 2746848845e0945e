import "server-only";
import { asc, eq } from "drizzle-orm";
import { queryable } from "@/lib/db/client";
import { menuCategories, menuItems } from "@/lib/db/schema/menu";

export interface DishCategory {
  id: string;
  name: string;
  /** Ids of the dishes, also of those that are off. */
  dishes: string[];
}

/** Returns the categories of a store's menu, in its order. Menus are public: no viewer is needed. */
export async function listDishCategories(tenantId: string): Promise<DishCategory[]> {
  const db = await queryable();
  const rows = await db
    .select({ id: menuCategories.id, name: menuCategories.name, dish: menuItems.id })
    .from(menuCategories)
    .leftJoin(menuItems, eq(menuItems.category_id, menuCategories.id))
    .where(eq(menuCategories.tenant_id, tenantId))
    .orderBy(asc(menuCategories.position), asc(menuItems.position));
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((ofCategory) =>
    ofCategory.slice(0, 1).map(({ id, name }) => ({
      id,
      name,
      dishes: ofCategory.flatMap(({ dish }) => (dish === null ? [] : [dish])),
    })),
  );
}
