import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { beforeEach, describe, expect, test } from "vitest";
import { PATCH } from "@/app/api/tenants/[slug]/menu/items/[id]/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import type { Scope } from "@/lib/auth/model/scopes";
import type { Viewer } from "@/lib/auth/server/viewer";
import type { CommandInput, CommandName } from "@/lib/commands";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { menuItems } from "@/lib/db/schema/menu";
import { menuChannel } from "@/lib/menu/model/channels";
import { findItem } from "@/lib/menu/model/edit/edit";
import { toFile } from "@/lib/menu/model/file/menu-file";
import { resolveFile } from "@/lib/menu/model/file/resolve";
import type { Menu } from "@/lib/menu/model/schema";
import { getMenu, getOffer } from "@/lib/menu/server/queries";
import { getOrder } from "@/lib/orders/server/queries";
import { readEvents } from "@/lib/realtime/log/log";
import { withDatabase } from "@/test/support/database";
import { makeOrder, makePerson, makeRestaurant, orderFor, type TestRestaurant } from "@/test/support/world";

withDatabase();

let kitchen: TestRestaurant;
let ana: Viewer;
let lena: Viewer;
beforeEach(async () => {
  kitchen = await makeRestaurant();
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  lena = await makePerson("Lena");
});

const send = <Name extends CommandName>(who: Viewer, name: Name, input: CommandInput<Name>) =>
  commands[name].execute(who, input, randomUUID());

async function menu(of = kitchen): Promise<Menu> {
  const read = await getMenu(of.slug);
  if (read === null) throw new Error("The restaurant has no menu");
  return read;
}
const item = async (id: string) => findItem(await menu(), id);

async function events(of = kitchen) {
  const { events: logged } = await readEvents(await queryable(), menuChannel.name(of.id), 0);
  return logged.map(({ type, data }) => ({ type, data: JSON.parse(data) }));
}

const off = (itemId: string, how: "four_hours" | "today" | "until_on" | null) => ({
  tenant_id: kitchen.id,
  item_id: itemId,
  off: how,
});

describe("turning a dish off", () => {
  test("is published with the fields of the contract, and no others", async () => {
    await send(ana, "set_item_availability", off(kitchen.soup, "four_hours"));
    const [event, ...more] = await events();
    expect(more).toEqual([]);
    expect(event?.type).toBe("menu_item_changed");
    expect(Object.keys(event?.data).sort()).toEqual([
      "available",
      "available_until",
      "item_id",
      "price",
      "timestamp",
      "version",
    ]);
    expect(event?.data).toMatchObject({ item_id: kitchen.soup, available: false, price: 390, version: 2 });
    const hours = (Date.parse(event?.data.available_until) - Date.parse(event?.data.timestamp)) / 3_600_000;
    expect(hours).toBe(4);
  });

  test("a second time changes nothing and publishes nothing", async () => {
    await send(ana, "set_item_availability", off(kitchen.soup, "until_on"));
    expect(await send(ana, "set_item_availability", off(kitchen.soup, "until_on"))).toMatchObject({
      ok: true,
      data: { version: 2, available: false, available_until: null },
    });
    expect(await events()).toHaveLength(1);
  });

  test("keeps it from being ordered until its time has come, without anybody turning it on", async () => {
    await send(ana, "set_item_availability", off(kitchen.soup, "today"));
    const placing = await commands.place_order.execute(lena, orderFor(kitchen), randomUUID());
    expect(placing).toMatchObject({ ok: false, current: { lines: [{ problem: "item_unavailable" }] } });
    const db = await queryable();
    const past = new Date(Date.now() - 1_000);
    await db.update(menuItems).set({ available_until: past }).where(eq(menuItems.id, kitchen.soup));
    expect(await item(kitchen.soup)).toMatchObject({ available: true, available_until: null });
    const offer = await getOffer(db, orderFor(kitchen));
    expect(offer && findItem(offer.menu, kitchen.soup)).toMatchObject({ available: true });
    await makeOrder(lena, kitchen);
  });

  test("is taken back by turning it on", async () => {
    expect(await send(ana, "set_item_availability", off(kitchen.soldOut, null))).toMatchObject({
      ok: true,
      data: { available: true, version: 2 },
    });
  });
});

test("turning an option off is published for the option, with the version of its dish", async () => {
  const input = { tenant_id: kitchen.id, option_id: kitchen.classicDough, off: "until_on" } as const;
  expect(await send(ana, "set_option_availability", input)).toMatchObject({ ok: true, data: { version: 2 } });
  expect(await events()).toMatchObject([
    {
      type: "menu_option_changed",
      data: { item_id: kitchen.pizza, option_id: kitchen.classicDough, available: false, version: 2 },
    },
  ]);
});

describe("the menu of a restaurant", () => {
  const attempts = (): [CommandName, unknown][] => [
    ["set_item_availability", off(kitchen.soup, "today")],
    ["set_option_availability", { tenant_id: kitchen.id, option_id: kitchen.classicDough, off: "today" }],
    ["update_menu_item", { tenant_id: kitchen.id, item_id: kitchen.soup, changes: { price: 1 } }],
    ["edit_menu", { tenant_id: kitchen.id, edit: { name: "delete_item", id: kitchen.soup } }],
    [
      "change_menu_prices",
      { tenant_id: kitchen.id, menu_version: 1, prices: [{ item_id: kitchen.soup, price: 1 }] },
    ],
    ["import_menu", { tenant_id: kitchen.id, menu_version: 1, categories: [] }],
    ["remove_item_photo", { tenant_id: kitchen.id, item_id: kitchen.soup }],
  ];

  test("cannot be changed by a customer, nor by the staff of another one", async () => {
    const before = await menu();
    const carla = await makePerson("Carla", { staffOf: [(await makeRestaurant()).id] });
    for (const [name, input] of attempts())
      for (const who of [lena, carla])
        expect(await commands[name].execute(who, input, randomUUID()), name).toMatchObject({
          code: "forbidden",
        });
    expect(await menu()).toEqual(before);
    expect(await events()).toEqual([]);
  });

  test("cannot be changed under the name of another one", async () => {
    const other = await makeRestaurant();
    const before = await menu(other);
    const carla = await makePerson("Carla", { staffOf: [kitchen.id] });
    const foreign = { tenant_id: kitchen.id, item_id: other.soup };
    const answers = [
      await send(carla, "set_item_availability", { ...foreign, off: "today" }),
      await send(carla, "update_menu_item", { ...foreign, changes: { price: 1 } }),
      await send(carla, "set_option_availability", {
        tenant_id: kitchen.id,
        option_id: other.classicDough,
        off: "today",
      }),
      await send(carla, "change_menu_prices", {
        tenant_id: kitchen.id,
        menu_version: 1,
        prices: [{ item_id: other.soup, price: 1 }],
      }),
    ];
    expect(answers.map((answer) => !answer.ok && answer.code)).toEqual(answers.map(() => "not_found"));
    await send(carla, "edit_menu", { tenant_id: kitchen.id, edit: { name: "delete_item", id: other.soup } });
    const [category] = (await menu()).categories;
    const stolen: CommandInput<"edit_menu">["edit"] = {
      name: "create_item",
      id: other.soup,
      category_id: category?.id ?? "",
      item: {
        name: "Soup",
        description: "",
        price: 1,
        allergens: [],
        may_contain: [],
        free_of: [],
        groups: [],
      },
    };
    expect(await send(carla, "edit_menu", { tenant_id: kitchen.id, edit: stolen })).toMatchObject({
      code: "conflict",
    });
    expect(await menu(other)).toEqual(before);
  });

  test("can be changed by an admin", async () => {
    const admin = await makePerson("Ada", { isAdmin: true });
    expect(await send(admin, "set_item_availability", off(kitchen.soup, "today"))).toMatchObject({
      ok: true,
    });
  });
});

describe("two people who change one dish", () => {
  test("do not overwrite each other: the second gets the dish as it is", async () => {
    const change = (price: number, expected_version: number) =>
      send(ana, "update_menu_item", {
        tenant_id: kitchen.id,
        item_id: kitchen.soup,
        changes: { price },
        expected_version,
      });
    expect(await change(400, 1)).toMatchObject({ ok: true, data: { version: 2 } });
    expect(await change(500, 1)).toMatchObject({ code: "conflict", current: { price: 400, version: 2 } });
    // A repetition of the first request, whose answer was lost.
    expect(await change(400, 1)).toMatchObject({ ok: true, data: { price: 400, version: 2 } });
    expect(await events()).toHaveLength(1);
  });

  test("at once both have their effect when they change different dishes", async () => {
    const ids = [kitchen.soup, kitchen.pizza, kitchen.soldOut];
    await Promise.all(
      ids.map((item_id, index) =>
        send(ana, "update_menu_item", { tenant_id: kitchen.id, item_id, changes: { price: 100 + index } }),
      ),
    );
    const after = await menu();
    expect(ids.map((id) => findItem(after, id)?.price)).toEqual([100, 101, 102]);
    expect(after.version).toBe(4);
  });
});

describe("editing", () => {
  const edit = (change: CommandInput<"edit_menu">["edit"]) =>
    send(ana, "edit_menu", { tenant_id: kitchen.id, edit: change });
  const group = (over: object = {}) => ({
    id: newId(),
    name: "Size",
    minimum: 1,
    maximum: 1,
    options: [
      { id: newId(), name: "Small", price: -100 },
      { id: newId(), name: "Large", price: 200 },
    ],
    ...over,
  });
  const ramen = (groups = [group()]) => ({
    name: " Ramen ",
    description: "",
    price: 1290,
    allergens: ["gluten", "honey"],
    may_contain: ["nuts" as const],
    free_of: ["milk" as const],
    groups,
  });

  test("makes, renames, moves and deletes categories, dishes and options, and repeats nothing", async () => {
    const [soups, dish] = [newId(), newId()];
    const made = ramen();
    for (let time = 0; time < 2; time += 1) {
      await edit({ name: "create_category", id: soups, title: "Soups" });
      await edit({ name: "create_item", id: dish, category_id: soups, item: made });
      await edit({ name: "move_category", id: soups, before: (await menu()).categories[0]?.id ?? null });
      await edit({ name: "move_item", id: kitchen.soup, category_id: soups, before: dish });
    }
    const [first, second] = (await menu()).categories;
    expect([first?.name, second?.name]).toEqual(["Soups", "All"]);
    expect(first?.items.map(({ name }) => name)).toEqual(["Miso soup", "Ramen"]);
    expect(await item(dish)).toMatchObject({
      version: 1,
      allergens: ["gluten", "honey"],
      may_contain: ["nuts"],
      free_of: ["milk"],
      options: [
        { name: "Small", price: -100, group: { name: "Size" } },
        { name: "Large", price: 200 },
      ],
    });

    const [one] = made.groups;
    const groups = [
      group({ name: "Extras", minimum: 0 }),
      { ...made.groups[0], options: one?.options.toReversed() },
    ];
    await send(ana, "update_menu_item", {
      tenant_id: kitchen.id,
      item_id: dish,
      changes: JSON.parse(JSON.stringify({ groups })),
    });
    expect((await item(dish))?.options.map(({ name, group: of }) => `${of.name} ${name}`)).toEqual([
      "Extras Small",
      "Extras Large",
      "Size Large",
      "Size Small",
    ]);
    await edit({ name: "delete_item", id: kitchen.soup });
    await edit({ name: "rename_category", id: soups, title: "Broths" });
    expect((await menu()).categories[0]).toMatchObject({ name: "Broths", items: [{ name: "Ramen" }] });
    await edit({ name: "delete_category", id: soups });
    expect((await menu()).categories.map(({ name }) => name)).toEqual(["All"]);
  });

  test("keeps the order of places that were stored with gaps", async () => {
    const db = await queryable();
    await db.update(menuItems).set({ position: 50 }).where(eq(menuItems.id, kitchen.pizza));
    await db.update(menuItems).set({ position: 90 }).where(eq(menuItems.id, kitchen.soldOut));
    const [category] = (await menu()).categories;
    await edit({ name: "create_item", id: newId(), category_id: category?.id ?? "", item: ramen() });
    expect((await menu()).categories[0]?.items.map(({ name }) => name)).toEqual([
      "Miso soup",
      "Margherita",
      "Sea urchin",
      "Ramen",
    ]);
  });

  test("of what is no price or availability tells readers to read the menu again", async () => {
    await send(ana, "update_menu_item", {
      tenant_id: kitchen.id,
      item_id: kitchen.soup,
      changes: { name: "Clear soup" },
    });
    await edit({ name: "delete_item", id: kitchen.pizza });
    expect((await events()).map(({ type, data }) => [type, data.version])).toEqual([
      ["menu_item_changed", 2],
      ["menu_changed", 2],
      ["menu_changed", 3],
    ]);
  });

  test("is refused when it makes no sense, and changes nothing", async () => {
    const before = await menu();
    const [category] = before.categories;
    const impossible = ramen([group({ minimum: 3, maximum: 3 })]);
    const answers = [
      await edit({ name: "create_item", id: newId(), category_id: newId(), item: ramen() }),
      await edit({ name: "rename_category", id: newId(), title: "Soups" }),
      await edit({ name: "create_item", id: newId(), category_id: category?.id ?? "", item: impossible }),
    ];
    expect(answers.map((answer) => !answer.ok && answer.code)).toEqual(["not_found", "not_found", "invalid"]);
    expect(await menu()).toEqual(before);
  });

  test("never changes an order that was placed", async () => {
    const line = { menu_item_id: kitchen.pizza, quantity: 1, option_ids: [kitchen.classicDough], note: "" };
    const { id } = await makeOrder(lena, kitchen, { items: [line] });
    const placed = await getOrder(lena, id);
    await send(ana, "update_menu_item", {
      tenant_id: kitchen.id,
      item_id: kitchen.pizza,
      changes: { name: "Calzone", price: 9_999, allergens: ["milk"], groups: [] },
    });
    expect(await getOrder(lena, id)).toEqual(placed);
    await edit({ name: "delete_category", id: (await menu()).categories[0]?.id ?? "" });
    expect((await menu()).categories).toEqual([]);
    expect(await getOrder(lena, id)).toEqual(placed);
    expect(placed?.items[0]).toMatchObject({ name: "Margherita", unit_price: 990 });
  });
});

describe("a change of many prices", () => {
  const change = (menu_version: number, prices: Record<string, number>) =>
    send(ana, "change_menu_prices", {
      tenant_id: kitchen.id,
      menu_version,
      prices: Object.entries(prices).map(([item_id, price]) => ({ item_id, price })),
    });

  test("is written when the menu is still the previewed one, and repeated without effect", async () => {
    const prices = { [kitchen.soup]: 410, [kitchen.pizza]: 940 };
    expect(await change(1, prices)).toEqual({ ok: true, data: { version: 2 } });
    expect(await change(1, prices)).toEqual({ ok: true, data: { version: 2 } });
    expect((await events()).map(({ data }) => [data.item_id, data.price])).toEqual([
      [kitchen.soup, 410],
      [kitchen.pizza, 940],
    ]);
  });

  test("is refused as a whole when the menu has changed, or a dish is gone", async () => {
    await send(ana, "set_item_availability", off(kitchen.soup, "today"));
    expect(await change(1, { [kitchen.soup]: 1 })).toMatchObject({ code: "conflict" });
    expect(await change(2, { [kitchen.soup]: 1, [newId()]: 1 })).toMatchObject({ code: "not_found" });
    expect(await item(kitchen.soup)).toMatchObject({ price: 390 });
  });
});

describe("an import", () => {
  test("writes the previewed content in one step, with one event, and can be repeated", async () => {
    const before = await menu();
    const file = toFile(before);
    const [category] = file.categories;
    if (category === undefined) throw new Error("The menu has no category");
    const dish = (n: number) => ({
      ...toFile(before).categories[0]?.items[0],
      id: null,
      name: `Dish ${n}`,
      price: n,
    });
    const many = JSON.parse(
      JSON.stringify({
        categories: [{ ...category, items: Array.from({ length: 300 }, (_, n) => dish(n)) }],
      }),
    );
    const input = {
      tenant_id: kitchen.id,
      menu_version: before.version,
      categories: resolveFile(many, before, newId),
    };
    for (let time = 0; time < 2; time += 1)
      expect(await send(ana, "import_menu", input)).toEqual({ ok: true, data: { version: 2 } });
    const after = await menu();
    expect(after.categories[0]?.items).toHaveLength(300);
    expect((await events()).map(({ type }) => type)).toEqual(["menu_changed"]);
  });

  test("is refused when the menu has changed since the preview", async () => {
    const before = await menu();
    await send(ana, "set_item_availability", off(kitchen.soup, "today"));
    const input = { tenant_id: kitchen.id, menu_version: before.version, categories: [] };
    expect(await send(ana, "import_menu", input)).toMatchObject({ code: "conflict" });
    expect((await menu()).categories).toHaveLength(1);
  });
});

describe("PATCH /api/tenants/:slug/menu/items/:id", () => {
  interface Asked {
    scopes?: Scope[];
    id?: string;
    slug?: string;
  }
  async function patch(
    who: Viewer,
    body: unknown,
    { scopes = ["menu:write"], id = kitchen.soup, slug = kitchen.slug }: Asked = {},
  ) {
    const { token } = await createToken(who.userId, { name: "test", scopes });
    const request = new Request("http://localhost:3000/api", {
      method: "PATCH",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const response = await PATCH(request, { params: Promise.resolve({ slug, id }) });
    return { status: response.status, body: await response.json() };
  }
  const later = new Date(Date.now() + 3_600_000).toISOString();

  test("changes what the body names, and answers with the dish", async () => {
    expect(await patch(ana, { available: false, until: later })).toMatchObject({
      status: 200,
      body: {
        success: true,
        data: { id: kitchen.soup, available: false, available_until: later, version: 2 },
      },
    });
    expect(await patch(ana, { price: 1290 })).toMatchObject({
      status: 200,
      body: { data: { price: 1290, available: false, available_until: later, version: 3 } },
    });
    expect(await patch(ana, { available: false, until: null })).toMatchObject({
      body: { data: { available: false, available_until: null } },
    });
    expect(await patch(ana, { available: true })).toMatchObject({ body: { data: { available: true } } });
  });

  test("refuses a version that is not the present one, with the dish", async () => {
    expect(await patch(ana, { price: 1, version: 7 })).toMatchObject({
      status: 409,
      body: { success: false, data: { id: kitchen.soup, price: 390, version: 1 } },
    });
  });

  test.each([
    ["nothing", {}],
    ["only a version", { version: 1 }],
    ["a field that does not exist", { availabel: false }],
    ["a price below zero", { price: -1 }],
    ["a price with cents", { price: 12.9 }],
    ["a time in the past", { available: false, until: "2020-01-01T00:00:00Z" }],
    ["a time for a dish that is on", { available: true, until: "2099-01-01T00:00:00Z" }],
    ["an allergen that is none of the fourteen as free of", { free_of: ["plutonium"] }],
    ["an allergen in two ways", { allergens: ["fish"], may_contain: ["fish"] }],
    ["an invisible name", { name: "\u200b" }],
  ])("refuses %s", async (_, body) => {
    expect(await patch(ana, body)).toMatchObject({ status: 400, body: { success: false } });
    expect(await events()).toEqual([]);
  });

  test("is for staff with the scope, and knows no dish of another restaurant", async () => {
    const other = await makeRestaurant();
    const body = { price: 1 };
    expect((await patch(lena, body)).status).toBe(403);
    expect((await patch(ana, body, { scopes: ["orders:write"] })).status).toBe(403);
    expect((await patch(ana, body, { slug: other.slug, id: other.soup })).status).toBe(403);
    expect((await patch(ana, body, { id: other.soup })).status).toBe(404);
    expect((await patch(ana, body, { id: "x" })).status).toBe(404);
    expect((await patch(ana, body, { slug: "nowhere" })).status).toBe(404);
    expect(await events(other)).toEqual([]);
  });
});

test("a drawing is chosen and taken back, and an import whose file has no drawings leaves it", async () => {
  const update = (glyph: "ramen" | null) =>
    send(ana, "update_menu_item", { tenant_id: kitchen.id, item_id: kitchen.soup, changes: { glyph } });
  expect(await item(kitchen.soup)).toMatchObject({ glyph: null });
  expect(await update("ramen")).toMatchObject({ ok: true, data: { glyph: "ramen", version: 2 } });
  const before = await menu();
  const categories = resolveFile(toFile(before), before, newId).map((category) => ({
    ...category,
    items: category.items.map(({ glyph: _, ...fields }) => fields),
  }));
  const sent = { tenant_id: kitchen.id, menu_version: before.version, categories };
  expect(await send(ana, "import_menu", sent)).toMatchObject({ ok: true });
  expect(await item(kitchen.soup)).toMatchObject({ glyph: "ramen", version: 2 });
  expect(await update(null)).toMatchObject({ ok: true, data: { glyph: null, version: 3 } });
});
