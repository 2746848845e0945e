import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import { type Queryable, queryable } from "@/lib/db/client";
import { compiled, UNNAMED } from "@/lib/db/compiled";
import { menuCategories, menuItems, menuOptionGroups, menuOptions } from "@/lib/db/schema/menu";
import { tenants } from "@/lib/db/schema/stores";
import { toWire } from "@/lib/db/wire";
import { type Menu, menuSchema } from "@/lib/menu/model/schema";
import { type Tenant, tenantSchema } from "@/lib/stores/model/schema";
import { getTenant } from "@/lib/stores/server/queries";

/** Menus are public: no viewer is needed to read them. */

const ofTenant = sql.placeholder("tenant");
const categoriesOf = compiled((db) =>
  db
    .select()
    .from(menuCategories)
    .where(eq(menuCategories.tenant_id, ofTenant))
    .orderBy(asc(menuCategories.position))
    .prepare(UNNAMED),
);
const itemsOf = compiled((db) =>
  db
    .select()
    .from(menuItems)
    .where(eq(menuItems.tenant_id, ofTenant))
    .orderBy(asc(menuItems.position))
    .prepare(UNNAMED),
);
const optionsOf = compiled((db) =>
  db
    .select({ itemId: menuOptionGroups.item_id, option: menuOptions, group: menuOptionGroups })
    .from(menuOptions)
    .innerJoin(menuOptionGroups, eq(menuOptionGroups.id, menuOptions.group_id))
    .innerJoin(menuItems, eq(menuItems.id, menuOptionGroups.item_id))
    .where(eq(menuItems.tenant_id, ofTenant))
    .orderBy(asc(menuOptionGroups.position), asc(menuOptions.position))
    .prepare(UNNAMED),
);

async function readMenu(db: Queryable, tenant: Tenant): Promise<Menu> {
  const categories = await categoriesOf(db).execute({ tenant: tenant.id });
  const items = await itemsOf(db).execute({ tenant: tenant.id });
  const options = await optionsOf(db).execute({ tenant: tenant.id });
  const optionsByItem = Map.groupBy(options, (row) => row.itemId);
  const itemsByCategory = Map.groupBy(items, (item) => item.category_id);
  return menuSchema.parse({
    tenant,
    categories: categories.map((category) => ({
      ...category,
      items: (itemsByCategory.get(category.id) ?? []).map((item) => ({
        ...item,
        options: (optionsByItem.get(item.id) ?? []).map(({ option, group }) => ({ ...option, group })),
      })),
    })),
  });
}

export async function getMenu(slug: string): Promise<Menu | null> {
  const tenant = await getTenant(slug);
  return tenant === null ? null : readMenu(await queryable(), tenant);
}

export interface Offer {
  menu: Menu;
  /** Minutes that the store has to accept an order. */
  acceptMinutes: number;
  /** The highest total that can be paid in cash; null: any. */
  cashMaximum: number | null;
}

export async function getOffer(db: Queryable, tenantId: string): Promise<Offer | null> {
  const [row] = await db.select().from(tenants).where(eq(tenants.id, tenantId));
  if (row === undefined) return null;
  return {
    menu: await readMenu(db, toWire(tenantSchema, row)),
    acceptMinutes: row.accept_minutes,
    cashMaximum: row.cash_maximum,
  };
}
