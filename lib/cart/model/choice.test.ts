import { expect, test } from "vitest";
import type { MenuItem } from "@/lib/menu/model/schema";
import { groupFault, isOrderable, optionGroups, toLine, unitPrice } from "./choice";

const size = { id: "019a0000-0000-7000-8000-0000000000a0", name: "Size", minimum: 1, maximum: 1 };
const extras = { id: "019a0000-0000-7000-8000-0000000000b0", name: "Extras", minimum: 0, maximum: 2 };
const id = (last: string) => `019a0000-0000-7000-8000-0000000000${last}`;

const ramen: MenuItem = {
  id: id("01"),
  name: "Ramen tonkotsu",
  description: "",
  price: 1290,
  vat_bp: null,
  pickup_vat_bp: null,
  available: true,
  available_until: null,
  allergens: [],
  may_contain: [],
  free_of: [],
  photo: null,
  version: 1,
  glyph: "bowl",
  points: 1,
  options: [
    { id: id("a1"), name: "Regular", price: 0, available: true, available_until: null, group: size },
    { id: id("a2"), name: "Large", price: 250, available: true, available_until: null, group: size },
    { id: id("b1"), name: "Egg", price: 150, available: true, available_until: null, group: extras },
    { id: id("b2"), name: "Corn", price: 100, available: true, available_until: null, group: extras },
    { id: id("b3"), name: "Nori", price: 100, available: false, available_until: null, group: extras },
  ],
};
const [sizes, extraOnes] = optionGroups(ramen);

test("options are grouped in the order of the menu", () => {
  expect(optionGroups(ramen).map(({ name, options }) => [name, options.length])).toEqual([
    ["Size", 2],
    ["Extras", 3],
  ]);
});

test.each([
  ["too_few", sizes, []],
  [null, sizes, [id("a1")]],
  ["too_many", sizes, [id("a1"), id("a2")]],
  [null, extraOnes, []],
  ["too_many", extraOnes, [id("b1"), id("b2"), id("b3")]],
])("the choice of options has the fault %s", (fault, group, chosen) => {
  expect(group && groupFault(group, new Set(chosen))).toBe(fault);
});

test("the price of a dish includes its options", () => {
  expect(unitPrice(ramen, new Set([id("a2"), id("b1")]))).toBe(1690);
});

test("a dish with a required group without available options cannot be ordered", () => {
  const options = ramen.options.map((option) =>
    option.group === size ? { ...option, available: false } : option,
  );
  expect(isOrderable(ramen)).toBe(true);
  expect(isOrderable({ ...ramen, options })).toBe(false);
  expect(isOrderable({ ...ramen, available: false })).toBe(false);
});

test("a line has its options in the order of the menu and a trimmed note", () => {
  const line = toLine(ramen, new Set([id("b1"), id("a2")]), 2, "  <b>بدون ملح</b> 🌶️ ");
  expect(line).toEqual({
    menu_item_id: ramen.id,
    name: "Ramen tonkotsu",
    unit_price: 1690,
    quantity: 2,
    option_ids: [id("a2"), id("b1")],
    option_names: ["Large", "Egg"],
    note: "<b>بدون ملح</b> 🌶️",
  });
});
