import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import { type Queryable, queryable } from "@/lib/db/client";
import { compiled, UNNAMED } from "@/lib/db/compiled";
import { menuCategories, menuItems, menuOptionGroups, menuOptions, menuPhotos } from "@/lib/db/schema/menu";
import { tenants } from "@/lib/db/schema/stores";
import { toWire } from "@/lib/db/wire";
import type { Place } from "@/lib/geo/model/place";
import { menuAt } from "@/lib/menu/model/availability";
import { menuChannel } from "@/lib/menu/model/channels";
import { pointsOf } from "@/lib/menu/model/points";
import {
  type Menu,
  type MenuItem,
  type MenuOption,
  menuItemSchema,
  menuOptionSchema,
  menuSchema,
  type QuotedCart,
} from "@/lib/menu/model/schema";
import { readPosition } from "@/lib/realtime/log/log";
import { decodeCursor } from "@/lib/realtime/protocol/cursor";
import { type Tenant, tenantSchema } from "@/lib/stores/model/schema";
import type { StoreStatus } from "@/lib/stores/model/status/schema";
import { type Delivery, findZone, storeIn } from "@/lib/stores/model/zones/area";
import type { Area } from "@/lib/stores/model/zones/area-schema";
import { presentStatus, readTenant, toDelivery } from "@/lib/stores/server/queries";
import { menuCache } from "./menu-cache";
import { toPhoto } from "./photos/photo-files";

/** Menus are public: no viewer is needed to read them. */

const ofTenant = sql.placeholder("tenant");
/** Reads the version before what it stands for: a menu that changes meanwhile has a version that is too low. */
const categoriesOf = compiled((db) =>
  db
    .select({ version: tenants.menu_version, category: menuCategories })
    .from(tenants)
    .leftJoin(menuCategories, eq(menuCategories.tenant_id, tenants.id))
    .where(eq(tenants.id, ofTenant))
    .orderBy(asc(menuCategories.position))
    .prepare(UNNAMED),
);
const itemsOf = compiled((db) =>
  db
    .select({ item: menuItems, photo: menuPhotos })
    .from(menuItems)
    .leftJoin(menuPhotos, eq(menuPhotos.key, menuItems.photo_key))
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

/** Returns the menu as it is stored. Show and sell only what `menuAt` makes of it. */
export async function readMenu(db: Queryable, tenant: Tenant): Promise<Menu> {
  const categories = await categoriesOf(db).execute({ tenant: tenant.id });
  const items = await itemsOf(db).execute({ tenant: tenant.id });
  const options = await optionsOf(db).execute({ tenant: tenant.id });
  const optionsByItem = Map.groupBy(options, (row) => row.itemId);
  const itemsByCategory = Map.groupBy(items, ({ item }) => item.category_id);
  const toOption = ({ option, group }: (typeof options)[number]): MenuOption =>
    toWire(menuOptionSchema, { ...option, group });
  const toItem = ({ item, photo }: (typeof items)[number]): MenuItem =>
    toWire(menuItemSchema, {
      ...item,
      photo: photo && toPhoto(photo),
      options: (optionsByItem.get(item.id) ?? []).map(toOption),
    });
  return menuSchema.parse({
    tenant,
    version: categories[0]?.version ?? 1,
    categories: categories.flatMap(({ category }) =>
      category === null ? [] : [{ ...category, items: (itemsByCategory.get(category.id) ?? []).map(toItem) }],
    ),
  });
}

/**
 * Returns the menu as it is now, and its restaurant, whose status has events on the same channel. Takes two statements while
 * the menu is in this process's cache. `since` is a cursor with the menu's channel that was read for this request; without
 * the channel in it, the position is read here.
 */
export async function getMenu(slug: string, since?: string): Promise<Menu | null> {
  const tenant = await readTenant(slug);
  if (tenant === null) return null;
  const channel = menuChannel.name(tenant.id);
  const known = decodeCursor(since ?? "")?.get(channel);
  const at = known ?? decodeCursor(await readPosition([channel]))?.get(channel);
  if (at === undefined) throw new Error("The cursor lacks the menu's channel");
  const read = async () => readMenu(await queryable(), tenant);
  const menu = await menuCache().read(tenant.id, at, read);
  // A change of the restaurant does not empty the cache.
  return menuAt({ ...menu, tenant }, Date.now());
}

export interface Offer {
  menu: Menu;
  /** The points that the cart takes of the kitchen's capacity. */
  points: number;
  /** Whether, and how, the store takes orders of so many points now. */
  status: StoreStatus;
  /** Minutes that the store has to accept an order. */
  acceptMinutes: number;
  /** The highest total that can be paid in cash; null: any. */
  cashMaximum: number | null;
  delivery: Delivery;
}

/** An offer as it is for an address: the store of the menu has the fee, the minimum and the minutes of its zone. */
export interface OfferAt extends Offer {
  area: Area;
}

/** `place` is where the address is; null: not known. */
export function offerAt(offer: Offer, place: Place | null): OfferAt {
  const { area, zone } = findZone(offer.delivery, place);
  return { ...offer, area, menu: { ...offer.menu, tenant: storeIn(offer.menu.tenant, zone) } };
}

/**
 * Returns what the store sells now, and how it takes an order of this cart. Customers get null for a store in set-up; a test
 * order is for one, too.
 */
export async function getOffer(
  db: Queryable,
  { tenant_id, items }: QuotedCart,
  isTest = false,
): Promise<Offer | null> {
  const [row] = await db.select().from(tenants).where(eq(tenants.id, tenant_id));
  if (row === undefined || (row.opened_at === null && !isTest)) return null;
  const tenant = toWire(tenantSchema, row);
  const menu = await readMenu(db, tenant);
  const now = Date.now();
  const points = pointsOf(menu, items);
  return {
    menu: menuAt(menu, now),
    points,
    status: await presentStatus(db, tenant, now, points),
    acceptMinutes: row.accept_minutes,
    cashMaximum: row.cash_maximum,
    delivery: toDelivery(tenant, row.zones),
  };
}
