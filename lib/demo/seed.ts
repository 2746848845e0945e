import "server-only";
import { inArray } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { menuCategories, menuItems, menuOptionGroups, menuOptions } from "@/lib/db/schema/menu";
import { storePayoutAccounts } from "@/lib/db/schema/payout-accounts";
import { users } from "@/lib/db/schema/people";
import { memberships, tenants } from "@/lib/db/schema/stores";
import { vouchers } from "@/lib/db/schema/vouchers";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { DEMO_ACCOUNTS } from "./accounts";
import { type Guest, insertGuests, insertPastOrders } from "./past-orders";
import type { Restaurant } from "./restaurant";
import { RESTAURANTS } from "./restaurants";
import { addDemoRiders } from "./riders";

/** €200.00. */
const CASH_MAXIMUM = 20_000;
/** The others are open day and night, whenever the demo is. */
const NEVER_OPEN = { weekly: [], exceptions: [], last_order_minutes: 0 };
/** Dishes that are delivered, and drinks and fees, in basis points. */
const VAT = { dishes: 700, drinks: 1_900, fees: 1_900 };
const DRINKS: readonly string[] = [
  "Chinotto",
  "Limonata",
  "San Pellegrino",
  "Mango lassi",
  "Masala chai",
  "Agua de jamaica",
  "Horchata",
  "Jasmine tea",
  "Lime soda",
  "Mexican cola",
  "Vietnamese coffee",
  "Apple juice",
  "Cappuccino",
  "Filter coffee",
];
const DAY_MS = 24 * 60 * 60 * 1_000;

async function insertRestaurant(
  tx: Transaction,
  restaurant: Restaurant,
  guests: readonly Guest[],
): Promise<string> {
  const tenantId = newId();
  const [pattern, colours] = restaurant.cloth;
  await tx.insert(tenants).values({
    id: tenantId,
    slug: restaurant.slug,
    name: restaurant.name,
    cuisine: restaurant.cuisine,
    description: restaurant.description,
    address_line: restaurant.addressLine,
    city: "Port Selby",
    phone: restaurant.phone,
    currency: "EUR",
    time_zone: "Europe/Berlin",
    delivery_fee: restaurant.deliveryFee,
    minimum_order: restaurant.minimumOrder,
    cash_maximum: CASH_MAXIMUM,
    dish_vat_bp: VAT.dishes,
    pickup_vat_bp: VAT.dishes,
    fee_vat_bp: VAT.fees,
    default_prep_minutes: restaurant.defaultPrepMinutes,
    delivery_minutes: restaurant.deliveryMinutes,
    ...(restaurant.isOpen === false && { hours: NEVER_OPEN }),
    cloth_pattern: pattern,
    cloth_colours: colours,
    created_at: new Date(Date.now() - restaurant.daysOnPlatewire * DAY_MS),
  });
  // The example of the IBAN registry: no bank has it.
  await tx.insert(storePayoutAccounts).values({
    ...{ tenant_id: tenantId, holder: restaurant.name, kind: "iban", number: "DE89370400440532013000" },
    updated_at: new Date(),
  });
  const categories = restaurant.menu.map((part, position) => ({ id: newId(), position, ...part }));
  await tx
    .insert(menuCategories)
    .values(
      categories.map(({ id, category, position }) => ({ id, tenant_id: tenantId, name: category, position })),
    );
  const dishes = categories.flatMap((category) =>
    category.dishes.map((dish, position) => ({ id: newId(), categoryId: category.id, position, dish })),
  );
  await tx.insert(menuItems).values(
    dishes.map(({ id, categoryId, position, dish }) => ({
      id,
      tenant_id: tenantId,
      category_id: categoryId,
      position,
      name: dish.name,
      description: dish.description,
      price: dish.price,
      vat_bp: DRINKS.includes(dish.name) ? VAT.drinks : null,
      allergens: [...(dish.allergens ?? [])],
      ...(dish.points !== undefined && { points: dish.points }),
      available: dish.available ?? true,
    })),
  );
  const groups = dishes.flatMap(({ id: itemId, dish }) =>
    (dish.choices ?? []).map((choice, position) => ({ id: newId(), itemId, position, choice })),
  );
  await tx.insert(menuOptionGroups).values(
    groups.map(({ id, itemId, position, choice }) => ({
      id,
      item_id: itemId,
      position,
      name: choice.name,
      minimum: choice.minimum,
      maximum: choice.maximum,
    })),
  );
  await tx.insert(menuOptions).values(
    groups.flatMap(({ id: groupId, choice }) =>
      choice.options.map(([name, price, unavailable], position) => ({
        id: newId(),
        group_id: groupId,
        name,
        price,
        available: unavailable === undefined,
        position,
      })),
    ),
  );
  const stored = dishes.map(({ id, dish: { name, price } }) => ({ id, name, price }));
  await insertPastOrders(tx, { id: tenantId, restaurant, dishes: stored }, guests);
  return tenantId;
}

/** One that the platform bears, at every store, and one that Lucia's trattoria bears. */
async function insertVouchers(tx: Transaction, trattoriaId: string | undefined): Promise<void> {
  const since = { valid_from: new Date() };
  await tx.insert(vouchers).values({
    ...{ id: newId(), code: "WELCOME5", tenant_id: null, borne_by: "platform", kind: "amount", amount: 500 },
    ...{ currency: "EUR", minimum: 2_000, limit_per_person: 1, ...since },
  });
  if (trattoriaId !== undefined)
    await tx.insert(vouchers).values({
      ...{ id: newId(), code: "LUCIA10", tenant_id: trattoriaId, borne_by: "store", kind: "percent" },
      ...{ percent_bp: 1_000, limit_total: 500, ...since },
    });
}

/** Fills an empty database. Returns false when it is not empty: then it only adds riders where there are none yet. */
export function seedDemo(): Promise<boolean> {
  return transaction(async (tx) => {
    const [known] = await tx
      .select({ id: tenants.id })
      .from(tenants)
      .where(
        inArray(
          tenants.slug,
          RESTAURANTS.map(({ slug }) => slug),
        ),
      )
      .limit(1);
    const [any] = known === undefined ? await tx.select({ id: tenants.id }).from(tenants).limit(1) : [known];
    if (known !== undefined) await addDemoRiders(tx);
    if (any !== undefined) return false;
    const guests = await insertGuests(tx);
    const tenantIds = new Map<string, string>();
    for (const restaurant of RESTAURANTS)
      tenantIds.set(restaurant.slug, await insertRestaurant(tx, restaurant, guests));
    await insertVouchers(tx, tenantIds.get("trattoria-lucia"));
    for (const person of DEMO_ACCOUNTS.filter(({ role }) => role !== "rider")) {
      const userId = newId();
      await tx.insert(users).values({
        id: userId,
        email: person.email,
        name: person.name,
        is_admin: person.role === "admin",
        email_verified: new Date(),
      });
      const stores = [person.tenant, person.alsoAt].flatMap((slug) => tenantIds.get(slug ?? "") ?? []);
      for (const tenantId of stores)
        await tx
          .insert(memberships)
          .values({ user_id: userId, tenant_id: tenantId, role: person.storeRole ?? "owner" });
    }
    await addDemoRiders(tx);
    return true;
  });
}
