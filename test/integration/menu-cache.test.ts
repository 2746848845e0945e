import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { v4 as newUuid } from "uuid";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Viewer } from "@/lib/auth/server/viewer";
import { type CommandInput, type CommandName, commands } from "@/lib/commands";
import { database, queryable } from "@/lib/db/client";
import { menuPhotos } from "@/lib/db/schema/menu";
import { tenants } from "@/lib/db/schema/stores";
import { menuAt } from "@/lib/menu/model/availability";
import { menuChannel } from "@/lib/menu/model/channels";
import { findItem } from "@/lib/menu/model/edit/edit";
import { toFile } from "@/lib/menu/model/file/menu-file";
import { resolveFile } from "@/lib/menu/model/file/resolve";
import type { Menu } from "@/lib/menu/model/schema";
import { MenuCache } from "@/lib/menu/server/menu-cache";
import { setPhoto } from "@/lib/menu/server/photos/set-photo";
import { getMenu, readMenu } from "@/lib/menu/server/queries";
import { readPosition } from "@/lib/realtime/log/log";
import { getTenant } from "@/lib/stores/server/queries";
import { withDatabase } from "@/test/support/database";
import { NEVER_OPEN } from "@/test/support/intake";
import { makePerson, makeRestaurant, type TestRestaurant } from "@/test/support/world";

withDatabase();

let kitchen: TestRestaurant;
let ana: Viewer;
beforeEach(async () => {
  kitchen = await makeRestaurant();
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
});
afterEach(() => vi.useRealTimers());

async function send<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<void> {
  const result = await commands[name].execute(ana, input, randomUUID());
  if (!result.ok) throw new Error(result.message);
}

/** Each process has its own cache; the rest of what they read is the database's. */
async function menuIn(process: MenuCache, since?: string): Promise<Menu> {
  globalThis.platewireMenus = process;
  const menu = await getMenu(kitchen.slug, since);
  if (menu === null) throw new Error("The restaurant has no menu");
  return menu;
}

async function stored(): Promise<Menu> {
  const tenant = await getTenant(kitchen.slug);
  if (tenant === null) throw new Error("The restaurant is missing");
  return menuAt(await readMenu(await queryable(), tenant), Date.now());
}

async function countSent(work: () => Promise<unknown>): Promise<number> {
  const { statistics } = await database();
  const before = statistics().sent;
  await work();
  return statistics().sent - before;
}

async function addPhoto(): Promise<void> {
  const [row] = await (await queryable())
    .insert(menuPhotos)
    .values({ key: `photo-${newUuid()}`, width: 800, height: 600, widths: [400, 800] })
    .returning();
  await setPhoto(kitchen.id, kitchen.soup, row ?? null);
}

const ofKitchen = () => ({ tenant_id: kitchen.id, item_id: kitchen.soup });

describe("the menu in a process's cache", () => {
  test("takes two statements: for the restaurant, and for the position of its menu", async () => {
    const cache = new MenuCache();
    expect(await countSent(() => menuIn(cache))).toBe(5);
    expect(await countSent(() => menuIn(cache))).toBe(2);
  });

  test("takes only the restaurant's when the page has read the position", async () => {
    const cache = new MenuCache();
    const since = await readPosition([menuChannel.name(kitchen.id)]);
    await menuIn(cache, since);
    expect(await countSent(() => menuIn(cache, since))).toBe(1);
  });

  test("is read once for all who ask at the same moment", async () => {
    const cache = new MenuCache();
    const sent = await countSent(() => Promise.all(Array.from({ length: 10 }, () => menuIn(cache))));
    expect(sent).toBe(10 * 2 + 3);
  });

  test.each<[string, () => Promise<unknown>]>([
    ["a dish is turned off", () => send("set_item_availability", { ...ofKitchen(), off: "today" })],
    [
      "an option is turned off",
      () =>
        send("set_option_availability", {
          tenant_id: kitchen.id,
          option_id: kitchen.classicDough,
          off: "until_on",
        }),
    ],
    ["a price changes", () => send("update_menu_item", { ...ofKitchen(), changes: { price: 777 } })],
    [
      "a description changes",
      () => send("update_menu_item", { ...ofKitchen(), changes: { description: "Hot." } }),
    ],
    [
      "a category is added",
      () =>
        send("edit_menu", {
          tenant_id: kitchen.id,
          edit: { name: "create_category", id: newUuid(), title: "Specials" },
        }),
    ],
    [
      "a dish is sorted",
      async () => {
        const [first] = (await stored()).categories;
        const last = first?.items.at(-1);
        if (first === undefined || last === undefined) throw new Error("The menu is empty");
        const before = first.items[0]?.id ?? null;
        await send("edit_menu", {
          tenant_id: kitchen.id,
          edit: { name: "move_item", id: last.id, category_id: first.id, before },
        });
      },
    ],
    [
      "a dish is deleted",
      () => send("edit_menu", { tenant_id: kitchen.id, edit: { name: "delete_item", id: kitchen.pizza } }),
    ],
    [
      "prices are raised together",
      async () =>
        send("change_menu_prices", {
          tenant_id: kitchen.id,
          menu_version: (await stored()).version,
          prices: [{ item_id: kitchen.soup, price: 999 }],
        }),
    ],
    [
      "a menu is imported",
      async () => {
        const now = await stored();
        const file = toFile(now);
        file.categories.push({ id: null, name: "Specials", items: [] });
        await send("import_menu", {
          tenant_id: kitchen.id,
          menu_version: now.version,
          categories: resolveFile(file, now, newUuid),
        });
      },
    ],
    ["a photo is added", addPhoto],
    [
      "the restaurant closes, which no event of the menu says",
      async () =>
        (await queryable()).update(tenants).set({ hours: NEVER_OPEN }).where(eq(tenants.id, kitchen.id)),
    ],
  ])("is never the old one in any process after %s", async (_, change) => {
    const [own, other] = [new MenuCache(), new MenuCache()];
    const before = await menuIn(own);
    await menuIn(other);
    await change();
    const now = await stored();
    expect(now).not.toEqual(before);
    expect(await menuIn(own)).toEqual(now);
    expect(await menuIn(other)).toEqual(now);
  });

  test("shows what comes back by itself without a change", async () => {
    const cache = new MenuCache();
    await send("set_item_availability", { ...ofKitchen(), off: "four_hours" });
    expect(findItem(await menuIn(cache), kitchen.soup)?.available).toBe(false);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 4 * 3_600_000 });
    expect(findItem(await menuIn(cache), kitchen.soup)?.available).toBe(true);
  });
});
