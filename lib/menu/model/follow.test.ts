import { describe, expect, test } from "vitest";
import { dish, menuOf } from "@/test/support/menu-arbitraries";
import type { MenuItemChange, MenuOptionChange } from "./events";
import { applyItemChange, applyOptionChange, mergeMenu } from "./follow";
import type { Menu, MenuItem } from "./schema";

const option = {
  id: "019a0000-0000-7000-8000-00000000000a",
  name: "Egg",
  price: 100,
  available: true,
  available_until: null,
  group: { id: "019a0000-0000-7000-8000-00000000000b", name: "Extras", minimum: 0, maximum: 1 },
};
const menu = (...items: MenuItem[]): Menu => menuOf([{ id: "c", name: "All", items }]);
const itemOf = (of: Menu, index = 0) => of.categories[0]?.items[index];

const change = (version: number, over: Partial<MenuItemChange> = {}): MenuItemChange => ({
  item_id: dish(1).id,
  available: false,
  available_until: null,
  price: 1500,
  version,
  timestamp: "2026-11-26T17:00:00.000Z",
  ...over,
});
const optionChange = (version: number): MenuOptionChange => ({
  ...change(version),
  option_id: option.id,
  price: 50,
});

describe("a menu that is open", () => {
  test("takes a change of a dish, and leaves other dishes the same objects", () => {
    const before = menu(dish(1), dish(2));
    const after = applyItemChange(before, change(2));
    expect(itemOf(after)).toMatchObject({ price: 1500, available: false, version: 2 });
    expect(itemOf(after, 1)).toBe(itemOf(before, 1));
  });

  test("ignores a change that is older than the dish", () => {
    const before = menu(dish(1, { version: 3 }));
    expect(applyItemChange(before, change(2))).toEqual(before);
    expect(applyOptionChange(before, optionChange(2))).toEqual(before);
  });

  test("takes the changes of a dish and of its options that have one version, in any order", () => {
    const before = menu(dish(1, { options: [option] }));
    const one = applyOptionChange(applyItemChange(before, change(2)), optionChange(2));
    const other = applyItemChange(applyOptionChange(before, optionChange(2)), change(2));
    expect(one).toEqual(other);
    expect(itemOf(one)?.options[0]).toMatchObject({ price: 50, available: false });
  });
});

describe("a menu that was read again", () => {
  test("keeps a dish that an event has brought further meanwhile", () => {
    const known = applyItemChange(menu(dish(1)), change(2));
    const fresh = { ...menu(dish(1), dish(2)), version: 2 };
    const merged = mergeMenu(known, fresh);
    expect(itemOf(merged)).toMatchObject({ price: 1500, version: 2 });
    expect(itemOf(merged, 1)).toEqual(dish(2));
  });

  test("does not replace a newer one", () => {
    const known = { ...menu(dish(1), dish(2)), version: 5 };
    expect(mergeMenu(known, { ...menu(dish(1)), version: 4 }).categories).toBe(known.categories);
  });
});
