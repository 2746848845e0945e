import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holds } from "@/test/support/holds";
import { dish, menuArbitrary, menuOf, uuid } from "@/test/support/menu-arbitraries";
import type { Menu } from "../schema";
import { applyEdit, changeItem, type Edited, findItem } from "./edit";
import { faultOfMenu } from "./faults";
import type { MenuEdit } from "./input";
import { priceText, readPrice } from "./price-text";
import { applyPrices, type PriceRule, previewPrices } from "./prices";
import { numbered } from "./versions";

const NEW = "019a0000-0000-7000-8000-0000000000ff";
const input = {
  name: "New dish",
  description: "",
  price: 500,
  allergens: [],
  may_contain: [],
  free_of: [],
  groups: [],
};

function menuFrom(edited: Edited): Menu {
  if (!edited.ok) throw new Error(edited.fault);
  return edited.menu;
}

/** Any edit of a menu that fits to it. */
function editArbitrary(menu: Menu): fc.Arbitrary<MenuEdit> {
  const categories = menu.categories.map(({ id }) => id);
  const items = menu.categories.flatMap((category) => category.items.map(({ id }) => id));
  const category = fc.constantFrom(...categories, NEW);
  const item = fc.constantFrom(...items, NEW);
  const title = fc.constantFrom("Soups", "Rolls");
  return fc.oneof(
    fc.record({ name: fc.constant("create_category"), id: category, title }),
    fc.record({ name: fc.constant("rename_category"), id: category, title }),
    fc.record({ name: fc.constant("delete_category"), id: category }),
    fc.record({ name: fc.constant("move_category"), id: category, before: fc.option(category) }),
    fc.record({
      name: fc.constant("create_item"),
      id: item,
      category_id: category,
      item: fc.constant(input),
    }),
    fc.record({ name: fc.constant("delete_item"), id: item }),
    fc.record({ name: fc.constant("move_item"), id: item, category_id: category, before: fc.option(item) }),
  );
}
const menuWithEdit = menuArbitrary().chain((menu) => fc.tuple(fc.constant(menu), editArbitrary(menu)));

describe("an edit", () => {
  test("that is carried out twice changes nothing the second time", () => {
    holds(
      fc.property(menuWithEdit, ([menu, edit]) => {
        const once = applyEdit(menu, edit);
        if (!once.ok) return;
        const first = numbered(menu, once.menu);
        expect(numbered(first, menuFrom(applyEdit(first, edit)))).toBe(first);
      }),
    );
  });

  test("loses and invents no dish but the one it is about", () => {
    holds(
      fc.property(menuWithEdit, ([menu, edit]) => {
        const edited = applyEdit(menu, edit);
        if (!edited.ok || edit.name === "delete_category") return;
        const ids = (of: Menu) => new Set(of.categories.flatMap(({ items }) => items.map(({ id }) => id)));
        const [before, after] = [ids(menu), ids(edited.menu)];
        expect([...before.symmetricDifference(after)].filter((id) => id !== edit.id)).toEqual([]);
      }),
    );
  });

  test("moves a dish to before another one, and to the end", () => {
    const menu = menuOf([{ id: "c", name: "All", items: [dish(1), dish(2), dish(3)] }]);
    const order = (before: string | null) =>
      menuFrom(
        applyEdit(menu, { name: "move_item", id: dish(1).id, category_id: "c", before }),
      ).categories[0]?.items.map(({ name }) => name);
    expect(order(dish(3).id)).toEqual(["Dish 2", "Dish 1", "Dish 3"]);
    expect(order(null)).toEqual(["Dish 2", "Dish 3", "Dish 1"]);
    expect(order(dish(1).id)).toEqual(["Dish 1", "Dish 2", "Dish 3"]);
  });
});

describe("a version", () => {
  test("rises by one for a dish whose content changed, and not for its place", () => {
    const menu = menuOf([{ id: "c", name: "All", items: [dish(1), dish(2)] }]);
    const dearer = numbered(menu, menuFrom(changeItem(menu, dish(1).id, { price: 1 })));
    expect(dearer.version).toBe(2);
    expect([dish(1), dish(2)].map(({ id }) => findItem(dearer, id)?.version)).toEqual([2, 1]);
    const moved = numbered(
      menu,
      menuFrom(applyEdit(menu, { name: "move_item", id: dish(1).id, category_id: "c", before: null })),
    );
    expect([moved.version, findItem(moved, dish(1).id)?.version]).toEqual([2, 1]);
  });

  test("stays when the order of the fields is another", () => {
    const menu = menuOf([{ id: "c", name: "All", items: [dish(1)] }]);
    const turned = menuOf([
      {
        id: "c",
        name: "All",
        items: [{ ...Object.fromEntries(Object.entries(dish(1)).reverse()), ...dish(1) }],
      },
    ]);
    expect(numbered(menu, turned)).toBe(menu);
  });
});

describe("a dish is refused", () => {
  const option = (price: number) => ({ id: NEW, name: "Half portion", price });
  const menu = menuOf([{ id: "c", name: "All", items: [dish(1, { price: 500 })] }]);
  const group = { id: "019a0000-0000-7000-8000-0000000000fe", name: "Size", minimum: 0, maximum: 1 };
  /** One option in each, of which `minimum` must be chosen. */
  const groupsOf = (count: number, minimum: number) =>
    Array.from({ length: count }, (_, n) => ({
      id: uuid(10_000 + n),
      name: `Group ${n}`,
      minimum,
      maximum: 1,
      options: [{ id: uuid(20_000 + n), name: "Yes", price: 0 }],
    }));
  test.each([
    [
      "that states an allergen in two ways",
      { allergens: ["fish"], free_of: ["fish" as const] },
      "allergen_twice",
    ],
    [
      "that would cost less than nothing",
      { groups: [{ ...group, options: [option(-501)] }] },
      "price_below_zero",
    ],
    [
      "that asks for two of one option",
      { groups: [{ ...group, minimum: 2, maximum: 2, options: [option(0)] }] },
      "choice_impossible",
    ],
    ["that has more options than can be read again", { groups: groupsOf(501, 0) }, "too_many_options"],
    ["that asks for more choices than an order takes", { groups: groupsOf(50, 1) }, "too_many_required"],
  ])("%s", (_, changes, fault) => {
    expect(changeItem(menu, dish(1).id, changes)).toEqual({ ok: false, fault });
  });

  test("and one that costs nothing with its options is not", () => {
    expect(changeItem(menu, dish(1).id, { groups: [{ ...group, options: [option(-500)] }] }).ok).toBe(true);
  });
});

test("a menu with more options than an order can wait for is refused, and a full one is accepted", () => {
  const menuWith = (dishes: number) =>
    menuOf([
      {
        id: "c",
        name: "All",
        items: Array.from({ length: dishes }, (_, n) => ({
          ...dish(n + 1),
          options: Array.from({ length: 500 }, (_, m) => ({
            id: uuid(1_000_000 + n * 500 + m),
            name: `Option ${m}`,
            price: 0,
            available: true,
            available_until: null,
            group: { id: uuid(100_000 + n), name: "Extras", minimum: 0, maximum: 50 },
          })),
        })),
      },
    ]);
  expect(faultOfMenu(menuWith(10))).toBe(null);
  expect(faultOfMenu(menuWith(11))).toBe("too_many_options_in_menu");
});

describe("changing many prices", () => {
  const rule = fc.record<PriceRule>({
    by: fc.oneof(
      fc.record({
        kind: fc.constant("percent" as const),
        percent: fc.double({ min: -90, max: 200, noNaN: true }),
      }),
      fc.record({ kind: fc.constant("amount" as const), amount: fc.integer({ min: -2_000, max: 2_000 }) }),
    ),
    step: fc.constantFrom(1, 5, 10, 50, 100),
    categoryIds: fc.constant(null),
  });

  test("does what the preview shows, and nothing else", () => {
    holds(
      fc.property(menuArbitrary(), rule, (menu, by) => {
        const changes = previewPrices(menu, by);
        const edited = applyPrices(
          menu,
          changes.map(({ item_id, now }) => ({ item_id, price: now })),
        );
        if (!edited.ok) return;
        const shown = new Map(changes.map(({ item_id, now }) => [item_id, now]));
        for (const { items } of menu.categories)
          for (const item of items)
            expect(findItem(edited.menu, item.id)).toEqual({
              ...item,
              price: shown.get(item.id) ?? item.price,
            });
      }),
    );
  });

  test("rounds to the step, and gives nothing away that cost something", () => {
    holds(
      fc.property(menuArbitrary(), rule, (menu, by) => {
        for (const { was, now } of previewPrices(menu, by)) {
          expect(now).toBeGreaterThan(0);
          if (was >= by.step) expect(now % by.step).toBe(0);
        }
      }),
    );
  });

  test.each([
    [1290, 10, 1, 1419],
    [1290, 1.1, 1, 1304],
    [995, 3, 10, 1020],
    [1000, -5, 50, 950],
  ])("%i changed by %d per cent, rounded to %i, is %i", (price, percent, step, now) => {
    const menu = menuOf([{ id: "c", name: "All", items: [dish(1, { price })] }]);
    const [change] = previewPrices(menu, { by: { kind: "percent", percent }, step, categoryIds: null });
    expect(change?.now).toBe(now);
  });
});

describe("a price as text", () => {
  test("is read as it was written, in currencies with 0, 2 and 3 digits", () => {
    holds(
      fc.property(
        fc.integer({ min: -10_000_000, max: 10_000_000 }),
        fc.constantFrom("EUR", "JPY", "KWD"),
        (minor, currency) => {
          expect(readPrice(priceText(minor, currency), currency)).toBe(minor === 0 ? 0 : minor);
        },
      ),
    );
  });

  test.each(["", "1,290.00", "1.999", "12.9.0", "€12", "1e3", "٣", "-", "12 90", "=1"])(
    "is not %j",
    (text) => {
      expect(readPrice(text, "EUR")).toBeNull();
    },
  );

  test("may have a decimal comma", () => {
    expect(["12,9", " 12.90 ", "12", "+1"].map((text) => readPrice(text, "EUR"))).toEqual([
      1290, 1290, 1200, 100,
    ]);
  });
});
