import { expect, test } from "vitest";
import type { Quote } from "@/lib/menu/model/schema";
import { EVERYWHERE } from "@/lib/stores/model/zones/area";
import { NO_EXTRAS, OPEN } from "@/test/support/store-views";
import { acceptQuote, differences } from "./differences";
import { lineIdentity } from "./lines";
import type { Cart, CartLine } from "./schema";

const SOUP = "019a0000-0000-7000-8000-000000000001";
const ROLL = "019a0000-0000-7000-8000-000000000002";

const soup: CartLine = {
  menu_item_id: SOUP,
  name: "Miso soup",
  unit_price: 390,
  quantity: 2,
  option_ids: [],
  option_names: [],
  note: "",
};
const roll: CartLine = {
  ...soup,
  menu_item_id: ROLL,
  name: "Spicy tuna roll",
  unit_price: 1290,
  quantity: 1,
};
const cart: Cart = { version: 1, key: "key-of-cart", delivery_fee: 250, lines: [soup, roll] };

function quote(more: Partial<Quote> = {}): Quote {
  return {
    lines: [
      { menu_item_id: SOUP, name: "Miso soup", unit_price: 390, problem: null },
      { menu_item_id: ROLL, name: "Spicy tuna roll", unit_price: 1290, problem: null },
    ],
    status: OPEN,
    soonest_minutes: 35,
    area: EVERYWHERE,
    items_total: 2070,
    delivery_fee: 250,
    total: 2320,
    ...NO_EXTRAS,
    currency: "EUR",
    minimum_order: 0,
    is_open: true,
    can_order: true,
    ...more,
  };
}

const changed = quote({
  lines: [
    { menu_item_id: SOUP, name: "Miso soup", unit_price: 390, problem: "item_unavailable" },
    { menu_item_id: ROLL, name: "Spicy tuna roll", unit_price: 1350, problem: null },
  ],
  delivery_fee: 300,
});

test("a cart with the shown prices has no differences", () => {
  expect(differences(cart, quote())).toEqual([]);
});

test("unavailable dishes, changed prices and a changed delivery fee are reported", () => {
  expect(differences(cart, changed)).toEqual([
    { kind: "problem", identity: lineIdentity(soup), name: "Miso soup", problem: "item_unavailable" },
    { kind: "price", identity: lineIdentity(roll), name: "Spicy tuna roll", was: 1290, now: 1350 },
    { kind: "delivery_fee", was: 250, now: 300 },
  ]);
});

test("a dish that was removed from the menu is reported under its old name", () => {
  const gone = quote({
    lines: [
      { menu_item_id: SOUP, name: null, unit_price: null, problem: "item_gone" },
      { menu_item_id: ROLL, name: "Spicy tuna roll", unit_price: 1290, problem: null },
    ],
  });
  expect(differences(cart, gone)).toMatchObject([{ name: "Miso soup", problem: "item_gone" }]);
});

test("an accepted quote has no differences", () => {
  const accepted = acceptQuote(cart, changed);
  expect(accepted.lines).toEqual([{ ...roll, unit_price: 1350 }]);
  const asked = { ...changed, lines: changed.lines.slice(1) };
  expect(differences(accepted, asked)).toEqual([]);
});

test("a quote for an older cart is ignored", () => {
  const other = quote({ lines: quote().lines.slice(1) });
  expect(differences(cart, other)).toEqual([]);
  expect(acceptQuote(cart, other)).toBe(cart);
});
