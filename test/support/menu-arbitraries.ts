import * as fc from "fast-check";
import { ALLERGENS, type Allergens, type Statement, state } from "@/lib/menu/model/allergens";
import { faultOfItem, faultOfMenu } from "@/lib/menu/model/edit/faults";
import { GLYPHS } from "@/lib/menu/model/glyphs";
import type { Menu, MenuCategory, MenuItem } from "@/lib/menu/model/schema";
import { isVisible } from "@/lib/text/visible-text";
import { ALWAYS_OPEN, OPEN_INTAKE } from "@/test/support/intake";

export const uuid = (n: number) => `019a0000-0000-7000-8000-${String(n).padStart(12, "0")}`;

export const TENANT: Menu["tenant"] = {
  id: uuid(900),
  slug: "trattoria",
  name: "Trattoria",
  cuisine: "",
  description: "",
  address_line: "",
  city: "",
  phone: null,
  currency: "EUR",
  time_zone: "Europe/Berlin",
  delivery_fee: 250,
  minimum_order: 0,
  service_fee: 0,
  dish_vat_bp: 700,
  pickup_vat_bp: 1_900,
  fee_vat_bp: 1_900,
  default_prep_minutes: 20,
  delivery_minutes: 15,
  slot_orders: null,
  slot_points: null,
  auto_busy: false,
  delivery_by: "store",
  lat: null,
  lng: null,
  hours: ALWAYS_OPEN,
  intake: OPEN_INTAKE,
  cloth_pattern: "gingham",
  cloth_colours: "tomato",
  created_at: "2026-01-15T12:00:00.000Z",
};

export function menuOf(categories: MenuCategory[], over: Partial<Menu> = {}): Menu {
  return { tenant: TENANT, version: 1, categories, ...over };
}

export function dish(n: number, over: Partial<MenuItem> = {}): MenuItem {
  return {
    id: uuid(n),
    name: `Dish ${n}`,
    description: "",
    price: 1_000 + n,
    vat_bp: null,
    pickup_vat_bp: null,
    available: true,
    available_until: null,
    allergens: [],
    may_contain: [],
    free_of: [],
    glyph: null,
    points: 1,
    photo: null,
    options: [],
    version: 1,
    ...over,
  };
}

/** Texts that break careless CSV: formulas, quotes, separators, line ends, other scripts. */
const awkward = fc.constantFrom(
  "=1+1",
  "'=1+1",
  "''+49",
  "-5",
  "'-5",
  "@home",
  "+49 40",
  '"Best" pizza',
  "a,b;c\td",
  "two\nlines",
  "two\r\nlines",
  "Crème brûlée",
  "寿司",
  "مطعم",
  "🍣 roll",
  "'quoted'",
);
const plain = fc.string({ minLength: 1, maxLength: 20, unit: "grapheme" });
const isKept = (text: string) =>
  text.trim() === text && isVisible(text) && !/[\0\ufffd\ufeff]/.test(text) && text.isWellFormed();
const nameArbitrary = fc.oneof(awkward, plain).filter(isKept);
/** Different names: files refuse equal ones in one list. */
const named = <Thing>(thing: fc.Arbitrary<Thing>, maxLength: number, minLength = 0) =>
  fc.uniqueArray(fc.record({ name: nameArbitrary, thing }), {
    selector: ({ name }) => name.toLowerCase(),
    maxLength,
    minLength,
  });

const priceArbitrary = fc.integer({ min: 0, max: 99_999 });
const statements = fc.array(
  fc.tuple(fc.constantFrom(...ALLERGENS), fc.constantFrom<Statement>("contains", "may_contain", "free_of")),
  { maxLength: 10 },
);
const NOTHING: Allergens = { allergens: [], may_contain: [], free_of: [] };
const allergensArbitrary = fc
  .tuple(statements, fc.subarray(["honey", "pork"]))
  .map(([stated, others]): Allergens => {
    const all = stated.reduce((before, [allergen, statement]) => state(before, allergen, statement), NOTHING);
    return { ...all, allergens: [...all.allergens, ...others] };
  });

const groupsArbitrary = named(
  fc.record({
    choices: named(fc.integer({ min: 0, max: 500 }), 3, 1),
    minimum: fc.integer({ min: 0, max: 1 }),
    maximum: fc.integer({ min: 1, max: 4 }),
  }),
  2,
);

const itemsArbitrary = named(
  fc.record({
    price: priceArbitrary,
    description: fc.oneof(fc.constant(""), nameArbitrary),
    allergens: allergensArbitrary,
    groups: groupsArbitrary,
    available: fc.boolean(),
    glyph: fc.constantFrom(null, ...GLYPHS),
    points: fc.integer({ min: 0, max: 20 }),
    vat_bp: fc.constantFrom(null, 0, 550, 700, 1_900),
  }),
  4,
);

/** Menus without faults, with ids that count from `from`. */
export function menuArbitrary(from = 1): fc.Arbitrary<Menu> {
  return named(itemsArbitrary, 3)
    .map((categories) => {
      let next = from;
      const newId = () => uuid(next++);
      return menuOf(
        categories.map(({ name, thing: items }) => ({
          id: newId(),
          name,
          items: items.map(({ name: itemName, thing }) => ({
            ...dish(0),
            id: newId(),
            name: itemName,
            price: thing.price,
            description: thing.description,
            available: thing.available,
            glyph: thing.glyph,
            points: thing.points,
            ...thing.allergens,
            options: thing.groups.flatMap(({ name: groupName, thing: { choices, minimum, maximum } }) => {
              const group = { id: newId(), name: groupName, minimum, maximum };
              return choices.map(({ name: optionName, thing: price }) => ({
                id: newId(),
                name: optionName,
                price,
                available: true,
                available_until: null,
                group,
              }));
            }),
          })),
        })),
      );
    })
    .filter(
      (menu) =>
        faultOfMenu(menu) === null &&
        menu.categories.every(({ items }) => items.every((item) => faultOfItem(item) === null)),
    );
}
