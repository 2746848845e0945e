import { eq, isNull } from "drizzle-orm";
import { beforeAll, describe, expect, it, test } from "vitest";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { menuItems } from "@/lib/db/schema/menu";
import { orders } from "@/lib/db/schema/orders";
import { matchesSearch } from "@/lib/orders/model/search";
import { getBoard, searchOrders } from "@/lib/orders/server/queries";
import { runUpkeep } from "@/lib/server/upkeep";
import { withDatabase } from "@/test/support/database";
import { makeOrder, makePerson, makeRestaurant, type TestRestaurant } from "@/test/support/world";

withDatabase();

let kitchen: TestRestaurant;
let ana: Viewer;
let code: string;
const ids: Record<string, string> = {};

async function orderOf(name: string, dish: "soup" | "pizza"): Promise<string> {
  const items = [
    {
      menu_item_id: kitchen[dish],
      quantity: 1,
      option_ids: dish === "pizza" ? [kitchen.classicDough] : [],
      note: "",
    },
  ];
  const { id, order_code } = await makeOrder(await makePerson(name), kitchen, { items });
  code = order_code;
  return id;
}

beforeAll(async () => {
  kitchen = await makeRestaurant();
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  const db = await queryable();
  // Composed and decomposed: "Crème brûlée" and "Phở gà".
  await db
    .update(menuItems)
    .set({ name: "Cr\u00e8me br\u00fbl\u00e9e" })
    .where(eq(menuItems.id, kitchen.soup));
  await db
    .update(menuItems)
    .set({ name: "Pho\u031b\u0309 ga\u0300 100%_" })
    .where(eq(menuItems.id, kitchen.pizza));
  ids.renee = await orderOf("Renée Müller", "soup");
  ids.lukasz = await orderOf("Łukasz O’Brien-Weiß", "pizza");
  ids.zhanna = await orderOf("ЖАННА Ёлкина", "soup");
});

/** Searched in the browser, among the board's orders. */
async function foundByBoard(search: string): Promise<string[]> {
  const board = await getBoard(ana, kitchen.id);
  return (board?.orders ?? []).filter((order) => matchesSearch(order, search)).map(({ id }) => id);
}

async function foundByHistory(search: string): Promise<string[]> {
  const page = await searchOrders(ana, kitchen.id, { search });
  return (page?.orders ?? []).map(({ id }) => id);
}

describe("the board and the history find the same orders", () => {
  test.each<[search: string, found: string[]]>([
    ["renee", ["renee"]],
    ["MÜLLER", ["renee"]],
    ["Mu\u0308ller", ["renee"]],
    ["muller renee", ["renee"]],
    ["brulee creme", ["renee", "zhanna"]],
    ["brulee renee", ["renee"]],
    ["Ｃｒèｍｅ", ["renee", "zhanna"]],
    ["  crème   brûlée  ", ["renee", "zhanna"]],
    ["cre\u200bme", ["renee", "zhanna"]],
    ["lukasz", ["lukasz"]],
    ["weiss", ["lukasz"]],
    ["WEISS o'brien", ["lukasz"]],
    ["o‘brien‑weiß", ["lukasz"]],
    ["pho ga", ["lukasz"]],
    ["gà phở", ["lukasz"]],
    ["жанна елкина", ["zhanna"]],
    ["ёлкина", ["zhanna"]],
    ["100%", ["lukasz"]],
    ["100%_", ["lukasz"]],
    ["%", ["lukasz"]],
    ["_", ["lukasz"]],
    ["\\", []],
    ["renee phở", []],
    ["ee\nmu", ["renee"]],
    ["eemu", []],
    ["", ["renee", "lukasz", "zhanna"]],
    ["\u0301 \u200b", ["renee", "lukasz", "zhanna"]],
  ])("for “%s”", async (search, found) => {
    const expected = found.map((name) => ids[name]).sort();
    expect((await foundByBoard(search)).sort()).toEqual(expected);
    expect((await foundByHistory(search)).sort()).toEqual(expected);
  });

  it("by parts of the code, in any case and order", async () => {
    for (const search of [code, code.toLowerCase(), `${code.slice(6)} ord`, `жанна ${code.slice(4, 8)}`]) {
      expect(await foundByBoard(search)).toContain(ids.zhanna);
      expect(await foundByHistory(search)).toContain(ids.zhanna);
    }
  });
});

test("orders from before the search text are found after the next upkeep", async () => {
  const db = await queryable();
  await db.update(orders).set({ search_text: null }).where(eq(orders.tenant_id, kitchen.id));
  expect(await runUpkeep()).toMatchObject({ searchable: 3 });
  expect(await foundByHistory("muller renee")).toEqual([ids.renee]);
  expect(await foundByHistory("weiss")).toEqual([ids.lukasz]);
  expect(await db.select({ id: orders.id }).from(orders).where(isNull(orders.search_text))).toEqual([]);
});

test("the search text never leaves the database", async () => {
  expect(JSON.stringify(await getBoard(ana, kitchen.id))).not.toContain("search_text");
});

test("the history leaves out test orders when it is asked to, and shows them marked otherwise", async () => {
  const id = await orderOf("Tess", "soup");
  await (await queryable()).update(orders).set({ is_test: true }).where(eq(orders.id, id));
  const found = async (withoutTests: boolean) =>
    (await searchOrders(ana, kitchen.id, { search: "tess", withoutTests }))?.orders.map((order) => [
      order.id,
      order.is_test,
    ]);
  expect(await found(false)).toEqual([[id, true]]);
  expect(await found(true)).toEqual([]);
});
