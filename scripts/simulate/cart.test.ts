import { randomUUID } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { priceCart } from "@/lib/menu/model/pricing";
import type { Menu, MenuItem } from "@/lib/menu/model/schema";
import { placeOrderSchema } from "@/lib/orders/model/schema";
import { statusAt } from "@/lib/stores/model/status/status";
import { holds } from "@/test/support/holds";
import { ALWAYS_OPEN, NEVER_OPEN, OPEN_INTAKE } from "@/test/support/intake";
import { pickOrder } from "./cart";
import { seededRandom } from "./random";

function dish(over: Partial<MenuItem> = {}): MenuItem {
  return {
    id: randomUUID(),
    name: "Miso soup",
    description: "",
    price: 390,
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
    options: [],
    ...over,
  };
}

function choice(minimum: number, maximum: number, availables: boolean[]): MenuItem["options"] {
  const group = { id: randomUUID(), name: "Dough", minimum, maximum };
  return availables.map((available, index) => ({
    id: randomUUID(),
    name: `Option ${index}`,
    price: index * 50,
    available,
    available_until: null,
    group,
  }));
}

function menuOf(items: MenuItem[], minimumOrder = 1_200): Menu {
  return {
    tenant: {
      id: randomUUID(),
      slug: "test",
      name: "Test Kitchen",
      cuisine: "Test",
      description: "",
      address_line: "Quay 1",
      city: "Port Selby",
      phone: null,
      currency: "EUR",
      time_zone: "Europe/Berlin",
      delivery_fee: 290,
      minimum_order: minimumOrder,
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
      cloth_pattern: "waves",
      cloth_colours: "coral",
      created_at: "2026-01-15T12:00:00.000Z",
    },
    version: 1,
    categories: [{ id: randomUUID(), name: "All", items }],
  };
}

const seeds = fc.integer({ min: 0, max: 1_000_000 });

describe("an order picked from a menu", () => {
  const menu = menuOf([
    dish(),
    dish({ options: choice(1, 1, [true, false, true]) }),
    dish({ options: [...choice(0, 3, [true, true, true]), ...choice(1, 2, [false, true, true])] }),
    dish({ available: false }),
    dish({ options: choice(2, 2, [true, false]) }),
  ]);

  it("can always be ordered at its stated total", () => {
    holds(
      fc.property(seeds, (seed) => {
        const order = placeOrderSchema.parse(pickOrder(menu, seededRandom(seed)));
        const { quote } = priceCart(menu, order.items, statusAt(menu.tenant, Date.now()));
        expect(quote).toMatchObject({ can_order: true, total: order.expected_total });
      }),
    );
  });

  it("is the same for the same seed and differs for another seed", () => {
    const of = (seed: number) => JSON.stringify(pickOrder(menu, seededRandom(seed)));
    expect(of(42)).toBe(of(42));
    expect(new Set(Array.from({ length: 20 }, (_, seed) => of(seed))).size).toBeGreaterThan(10);
  });

  it("is absent when nothing is available, the store is closed or the minimum cannot be reached", () => {
    const random = seededRandom(1);
    expect(pickOrder(menuOf([dish({ available: false })]), random)).toBeNull();
    expect(pickOrder(menuOf([dish({ options: choice(1, 1, [false]) })]), random)).toBeNull();
    expect(pickOrder({ ...menu, tenant: { ...menu.tenant, hours: NEVER_OPEN } }, random)).toBeNull();
    expect(pickOrder(menuOf([dish({ price: 0 })]), random)).toBeNull();
  });
});
