import { expect, test } from "vitest";
import { CLOSED, OPEN, STORE } from "@/test/support/store-views";
import { byArrival, type ShownDish, storefrontOf } from "./storefront";

const dish = (id: string, name: string): ShownDish => ({
  id,
  name,
  price: 900,
  glyph: null,
  category: "All",
});
const MENU = [dish("a", "Miso soup"), dish("b", "Dragon roll"), dish("c", "Green tea")];

test("the dish that most orders hold is named, and stands in front", () => {
  const front = storefrontOf(STORE, OPEN, MENU, ["c", "b"]);
  expect(front.favourite).toEqual({ name: "Green tea", price: 900 });
  expect(front.glyphs).toEqual(["roll", "cup"]);
});

test("nothing is named when no dish was ordered often enough, or none of those is on the menu", () => {
  for (const mostOrdered of [[], ["gone"]]) {
    const front = storefrontOf(STORE, OPEN, MENU, mostOrdered);
    expect(front.favourite).toBeNull();
    expect(front.glyphs).toEqual(["roll", "soup"]);
  }
});

test("a restaurant without dishes has no plates", () => {
  expect(storefrontOf(STORE, OPEN, [], [])).toMatchObject({ glyphs: [], favourite: null });
});

test("open restaurants come first, the soonest before the others", () => {
  const fronts = [
    { ...STORE, name: "Closed and near", delivery_minutes: 1 },
    { ...STORE, name: "Far", delivery_minutes: 30 },
    { ...STORE, name: "Zebra", delivery_minutes: 10 },
    { ...STORE, name: "Apple", delivery_minutes: 10 },
  ].map((tenant) => storefrontOf(tenant, tenant.name.startsWith("Closed") ? CLOSED : OPEN, MENU, []));
  expect(fronts.toSorted(byArrival).map(({ tenant }) => tenant.name)).toEqual([
    "Apple",
    "Zebra",
    "Far",
    "Closed and near",
  ]);
});
