import { randomUUID } from "node:crypto";
import { v7 as newId } from "uuid";
import { SCOPES } from "@/lib/auth/model/scopes";
import type { StoreRole } from "@/lib/auth/model/store-roles";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { menuCategories, menuItems, menuOptionGroups, menuOptions } from "@/lib/db/schema/menu";
import { sessions, users } from "@/lib/db/schema/people";
import { memberships, tenants } from "@/lib/db/schema/stores";
import type { OrderDetail, PlaceOrder } from "@/lib/orders/model/schema";
import { placeOrder } from "@/lib/orders/server/place";
import { COOKIE_KEY } from "./credentials";

export async function makePerson(
  name: string,
  {
    isAdmin = false,
    staffOf = [],
    role = "owner",
  }: { isAdmin?: boolean; staffOf?: string[]; role?: StoreRole } = {},
): Promise<Viewer> {
  const db = await queryable();
  const userId = newId();
  const email = `${name.toLowerCase()}-${userId}@example.test`;
  await db.insert(users).values({ id: userId, email, name, is_admin: isAdmin });
  if (staffOf.length > 0)
    await db
      .insert(memberships)
      .values(staffOf.map((tenantId) => ({ user_id: userId, tenant_id: tenantId, role })));
  const sessionId = newId();
  await db.insert(sessions).values({ id: sessionId, user_id: userId, cookie_key: COOKIE_KEY });
  return {
    userId,
    name,
    email,
    isAdmin,
    tenantIds: staffOf,
    tenantRoles: Object.fromEntries(staffOf.map((id) => [id, role])),
    riderFleet: null,
    credential: { kind: "session", id: sessionId, scopes: [...SCOPES] },
  };
}

export interface TestRestaurant {
  id: string;
  slug: string;
  soup: string;
  pizza: string;
  classicDough: string;
  soldOut: string;
}

export async function makeRestaurant(
  over: Partial<typeof tenants.$inferInsert> = {},
): Promise<TestRestaurant> {
  const db = await queryable();
  const id = newId();
  const slug = `test-${id.slice(-12)}`;
  await db.insert(tenants).values({
    id,
    slug,
    name: "Test Kitchen",
    cuisine: "Test",
    description: "",
    address_line: "Quay 1",
    city: "Port Selby",
    currency: "EUR",
    time_zone: "Europe/Berlin",
    delivery_fee: 290,
    minimum_order: 0,
    cash_maximum: 20_000,
    default_prep_minutes: 20,
    delivery_minutes: 15,
    ...over,
  });
  const categoryId = newId();
  await db.insert(menuCategories).values({ id: categoryId, tenant_id: id, name: "All", position: 0 });
  const [soup, pizza, soldOut, group, classicDough] = [newId(), newId(), newId(), newId(), newId()];
  const dish = { tenant_id: id, category_id: categoryId };
  await db.insert(menuItems).values([
    { ...dish, id: soup, name: "Miso soup", price: 390, position: 0, allergens: ["soy"] },
    { ...dish, id: pizza, name: "Margherita", price: 890, position: 1 },
    { ...dish, id: soldOut, name: "Sea urchin", price: 1180, position: 2, available: false },
  ]);
  await db
    .insert(menuOptionGroups)
    .values({ id: group, item_id: pizza, name: "Dough", minimum: 1, maximum: 1, position: 0 });
  await db
    .insert(menuOptions)
    .values({ id: classicDough, group_id: group, name: "Classic", price: 100, position: 0 });
  return { id, slug, soup, pizza, classicDough, soldOut };
}

export function orderFor(restaurant: TestRestaurant, over: Partial<PlaceOrder> = {}): PlaceOrder {
  return {
    tenant_id: restaurant.id,
    items: [{ menu_item_id: restaurant.soup, quantity: 2, option_ids: [], note: "" }],
    address: { line1: "Harbour 7", city: "Port Selby", postal_code: "12345", note: "" },
    payment_method: "cash",
    note: "",
    ...over,
  };
}

export async function makeOrder(
  customer: Viewer,
  restaurant: TestRestaurant,
  over: Partial<PlaceOrder> = {},
): Promise<OrderDetail> {
  const placed = await placeOrder(customer, orderFor(restaurant, over), { idempotencyKey: randomUUID() });
  if (!placed.ok) throw new Error(placed.message);
  return placed.data;
}
