import { v7 as newId } from "uuid";
import { expect, test } from "vitest";
import { queryable } from "@/lib/db/client";
import { menuCategories } from "@/lib/db/schema/menu";
import { listDishCategories } from "@/lib/menu/server/dish-categories";
import { withDatabase } from "@/test/support/database";
import { makeRestaurant } from "@/test/support/world";

withDatabase();

test("a board gets its own store's categories with their dishes, also those that are off, in the menu's order", async () => {
  const [kitchen] = [await makeRestaurant(), await makeRestaurant()];
  const db = await queryable();
  await db.insert(menuCategories).values({ id: newId(), tenant_id: kitchen.id, name: "Drinks", position: 1 });
  const categories = await listDishCategories(kitchen.id);
  expect(categories.map(({ name, dishes }) => [name, dishes])).toEqual([
    ["All", [kitchen.soup, kitchen.pizza, kitchen.soldOut]],
    ["Drinks", []],
  ]);
});
