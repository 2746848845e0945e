import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { queryable } from "@/lib/db/client";
import { platesOfMenu } from "@/lib/menu/model/favourites";
import type { Glyph } from "@/lib/menu/model/glyphs";
import { byArrival, type Storefront, storefrontOf } from "@/lib/menu/model/storefront";
import { statusAt } from "@/lib/stores/model/status/status";
import { readTenants } from "@/lib/stores/server/queries";
import { fold } from "@/lib/text/fold";
import { listMostOrdered } from "./most-ordered";
import { getMenu } from "./queries";

/** Per restaurant: enough for two plates and the dish that is ordered most. */
const DISHES = 8;

/** As `isAvailable` of lib/menu/model/availability. */
const availableNow = sql`(available or available_until <= now())`;

const dishRows = z.object({
  rows: z.array(
    z.object({
      tenant_id: z.string(),
      id: z.string(),
      name: z.string(),
      price: z.number(),
      glyph: z.string().nullable(),
      category: z.string(),
    }),
  ),
});

/** Restaurants are public: no viewer is needed to read them. Takes two statements, and one more every ten minutes. */
export async function listStorefronts(): Promise<Storefront[]> {
  const tenants = await readTenants();
  const ids = tenants.map(({ id }) => id);
  const mostOrdered = await listMostOrdered(ids);
  const favourites = [...mostOrdered.values()].flat();
  const db = await queryable();
  // By position alone, so that the first dish of every category comes first.
  const { rows } = dishRows.parse(
    await db.execute(sql`
      select dish.*, category.name as category
      from unnest(${sql.param(ids)}::uuid[]) as store(id)
      cross join lateral (
        select tenant_id, id, name, price, glyph, category_id, position from menu_items
        where tenant_id = store.id and ${availableNow}
        order by (id = any(${sql.param(favourites)}::uuid[])) desc, position, id
        limit ${DISHES}
      ) as dish
      join menu_categories category on category.id = dish.category_id
      order by dish.position, category.position`),
  );
  const now = Date.now();
  const dishes = Map.groupBy(rows, (row) => row.tenant_id);
  return tenants
    .map((tenant) =>
      storefrontOf(
        tenant,
        statusAt(tenant, now),
        dishes.get(tenant.id) ?? [],
        mostOrdered.get(tenant.id) ?? [],
      ),
    )
    .toSorted(byArrival);
}

/** Returns the drawings for a restaurant's plates, as its menu page has them. */
export async function getPlates(slug: string): Promise<Glyph[]> {
  const menu = await getMenu(slug);
  if (menu === null) return [];
  return platesOfMenu(menu, (await listMostOrdered([menu.tenant.id])).get(menu.tenant.id) ?? []);
}

const nameRows = z.object({ rows: z.array(z.object({ tenant_id: z.string(), name: z.string() })) });
/** Bounds the names of all restaurants together. */
const NAMES_AT_MOST = 10_000;

/**
 * Returns the names of the dishes that can be ordered, by restaurant: those that have a word of the search first, then by
 * their place on the menus. Beyond 10,000 the last are left out, always the same ones.
 */
export async function listDishNames(
  tenantIds: readonly string[],
  search: string,
): Promise<ReadonlyMap<string, string[]>> {
  const words = [...new Set([search.toLowerCase(), fold(search)].flatMap((text) => text.split(/\s+/)))];
  const db = await queryable();
  const { rows } = nameRows.parse(
    await db.execute(sql`
      select tenant_id, name from menu_items
      where tenant_id = any(${sql.param([...tenantIds])}::uuid[]) and ${availableNow}
      order by exists (
          select from unnest(${sql.param(words)}::text[]) as search(word)
          where word <> '' and strpos(lower(name), word) > 0
        ) desc, position, id
      limit ${NAMES_AT_MOST}`),
  );
  const byStore = Map.groupBy(rows, (row) => row.tenant_id);
  return new Map([...byStore].map(([id, dishes]) => [id, dishes.map(({ name }) => name)]));
}
