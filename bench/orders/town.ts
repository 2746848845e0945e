import type { Viewer } from "@/lib/auth/server/viewer";
import { makePerson, makeRestaurant, orderFor, type TestRestaurant } from "@/test/support/world";

/** Enough customers and stores that changes seldom wait for the same channel. */

export interface Store {
  restaurant: TestRestaurant;
  partner: Viewer;
}

export interface Town {
  stores: Store[];
  customers: Viewer[];
}

export async function buildTown({
  stores = 20,
  customers = 200,
}: {
  stores?: number | undefined;
  customers?: number;
} = {}): Promise<Town> {
  const town: Town = { stores: [], customers: [] };
  for (let index = 0; index < stores; index += 1) {
    const restaurant = await makeRestaurant({ name: `Store ${index}`, accept_minutes: 600 });
    town.stores.push({
      restaurant,
      partner: await makePerson(`Partner${index}`, { staffOf: [restaurant.id] }),
    });
  }
  for (let index = 0; index < customers; index += 1)
    town.customers.push(await makePerson(`Customer${index}`));
  return town;
}

export function orderOf({ stores, customers }: Town, n: number) {
  const store = stores[n % stores.length];
  const customer = customers[n % customers.length];
  if (store === undefined || customer === undefined) throw new Error("Nobody lives in this town");
  const { soup, pizza, classicDough } = store.restaurant;
  const items = [
    { menu_item_id: soup, quantity: 1 + (n % 3), option_ids: [], note: "" },
    { menu_item_id: pizza, quantity: 1, option_ids: [classicDough], note: n % 4 === 0 ? "Well done" : "" },
  ];
  return { store, customer, request: orderFor(store.restaurant, { items }) };
}
