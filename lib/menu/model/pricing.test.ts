import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holds } from "@/test/support/holds";
import { ALWAYS_OPEN, OPEN_INTAKE } from "@/test/support/intake";
import { CLOSED, OPEN } from "@/test/support/store-views";
import { priceCart } from "./pricing";
import type { Menu, MenuItem } from "./schema";

const id = (n: number) => `0198a000-0000-7000-8000-${String(n).padStart(12, "0")}`;

const dough = { id: id(100), name: "Dough", minimum: 1, maximum: 1 };
const toppings = { id: id(200), name: "Toppings", minimum: 0, maximum: 2 };

function pizza(over: Partial<MenuItem> = {}): MenuItem {
  return {
    id: id(1),
    name: "Margherita",
    description: "",
    price: 890,
    vat_bp: null,
    pickup_vat_bp: null,
    available: true,
    available_until: null,
    allergens: [],
    may_contain: [],
    free_of: [],
    photo: null,
    version: 1,
    glyph: "pizza",
    points: 1,
    options: [
      { id: id(101), name: "Classic", price: 0, available: true, available_until: null, group: dough },
      { id: id(102), name: "Gluten-free", price: 250, available: true, available_until: null, group: dough },
      { id: id(201), name: "Olives", price: 120, available: true, available_until: null, group: toppings },
      { id: id(202), name: "Capers", price: 100, available: true, available_until: null, group: toppings },
      {
        id: id(203),
        name: "Truffle oil",
        price: 350,
        available: false,
        available_until: null,
        group: toppings,
      },
    ],
    ...over,
  };
}

function menu(items: MenuItem[] = [pizza()], tenant: Partial<Menu["tenant"]> = {}): Menu {
  return {
    tenant: {
      id: id(9),
      slug: "trattoria",
      name: "Trattoria",
      cuisine: "",
      description: "",
      address_line: "",
      city: "",
      phone: null,
      currency: "EUR",
      time_zone: "Europe/Rome",
      delivery_by: "store",
      lat: null,
      lng: null,
      delivery_fee: 250,
      minimum_order: 1000,
      service_fee: 0,
      dish_vat_bp: 700,
      pickup_vat_bp: 1_900,
      fee_vat_bp: 1_900,
      default_prep_minutes: 20,
      delivery_minutes: 15,
      slot_orders: null,
      slot_points: null,
      auto_busy: false,
      hours: ALWAYS_OPEN,
      intake: OPEN_INTAKE,
      cloth_pattern: "waves",
      cloth_colours: "coral",
      created_at: "2026-01-15T12:00:00.000Z",
      ...tenant,
    },
    version: 1,
    categories: [{ id: id(8), name: "Pizza", items }],
  };
}

const line = (option_ids: string[], quantity = 1) => ({
  menu_item_id: id(1),
  quantity,
  option_ids,
  note: "",
});

describe("a cart's price", () => {
  it("is the menu's price of dishes and options, times the quantity, plus the delivery fee", () => {
    const { quote } = priceCart(menu(), [line([id(102), id(201)], 2)], OPEN);
    expect(quote).toMatchObject({
      items_total: 2 * (890 + 250 + 120),
      total: 2 * (890 + 250 + 120) + 250,
      can_order: true,
    });
  });

  it("sums all lines", () => {
    holds(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 20 }),
        (quantities) => {
          const { quote, lines } = priceCart(
            menu(),
            quantities.map((quantity) => line([id(101)], quantity)),
            OPEN,
          );
          expect(lines).toHaveLength(quantities.length);
          expect(quote.items_total).toBe(890 * quantities.reduce((sum, quantity) => sum + quantity, 0));
        },
      ),
    );
  });
});

describe("a line cannot be ordered when", () => {
  const problem = (cart: Parameters<typeof priceCart>[1], of = menu()) => {
    const { quote } = priceCart(of, cart, OPEN);
    expect(quote.can_order).toBe(false);
    return quote.lines[0]?.problem;
  };

  it("its dish is not on the menu", () =>
    expect(problem([{ ...line([id(101)]), menu_item_id: id(77) }])).toBe("item_gone"));
  it("its dish is unavailable", () =>
    expect(problem([line([id(101)])], menu([pizza({ available: false })]))).toBe("item_unavailable"));
  it("an option is of another dish", () => expect(problem([line([id(101), id(999)])])).toBe("option_gone"));
  it("an option is sold out", () => expect(problem([line([id(101), id(203)])])).toBe("option_unavailable"));
  it("an option is chosen twice", () => expect(problem([line([id(101), id(101)])])).toBe("option_gone"));
  it("a required option is missing", () => expect(problem([line([])])).toBe("options_missing"));
  it("it has more options than the group allows", () =>
    expect(problem([line([id(101), id(102)])])).toBe("options_too_many"));
});

it("a cart cannot be ordered whose total no order can hold", () => {
  const gold = { ...pizza(), price: 10_000_000 };
  expect(priceCart(menu([gold]), [line([id(101)], 99)], OPEN).quote.can_order).toBe(true);
  expect(
    priceCart(menu([gold]), [line([id(101)], 99), line([id(101)], 99), line([id(101)], 99)], OPEN).quote
      .can_order,
  ).toBe(false);
});

it("a cart cannot be ordered below the minimum or while the store is closed", () => {
  expect(priceCart(menu(), [line([id(101)])], OPEN).quote).toMatchObject({
    items_total: 890,
    can_order: false,
  });
  expect(priceCart(menu(), [line([id(101)], 2)], CLOSED).quote.can_order).toBe(false);
});
