import * as fc from "fast-check";
import { expect, test } from "vitest";
import { holds } from "@/test/support/holds";
import { chosenStations, groupByStation, type Station, splitByStation, stationsByDish } from "./stations";

const STATIONS: Station[] = [
  { id: "rolls", name: "Rolls", dishes: ["dragon", "tuna"] },
  { id: "soups", name: "Soups", dishes: ["miso", "ramen"] },
  { id: "drinks", name: "Drinks", dishes: ["tea"] },
];
const BY_DISH = stationsByDish(STATIONS);
const line = (dish: string) => ({ menu_item_id: dish });

const anyItems = fc.array(fc.constantFrom("dragon", "tuna", "miso", "ramen", "tea", "new dish").map(line), {
  maxLength: 8,
});
const anyIds = fc.uniqueArray(fc.constantFrom("rolls", "soups", "drinks", "closed"));

test("every line is made at some station", () => {
  holds(
    fc.property(anyItems, (items) => {
      const made = STATIONS.flatMap(({ id }) => splitByStation(items, new Set([id]), BY_DISH).own);
      for (const item of items) expect(made).toContain(item);
    }),
  );
});

test("a screen shows its own lines in their order, and names each other station that has any once", () => {
  holds(
    fc.property(anyItems, anyIds, (items, ids) => {
      const chosen = chosenStations(STATIONS, ids);
      const { own, alsoAt } = splitByStation(items, chosen, BY_DISH);
      expect(own).toEqual(items.filter((item) => own.includes(item)));
      const others = items.filter((item) => !own.includes(item));
      const names = new Set(others.map((item) => BY_DISH.get(item.menu_item_id)?.name));
      expect(alsoAt).toHaveLength(names.size);
      expect(new Set(alsoAt)).toEqual(names);
    }),
  );
});

test("a screen without stations, and one whose stations are all gone from the menu, show everything", () => {
  holds(
    fc.property(anyItems, fc.constantFrom([], ["closed"]), (items, ids) => {
      const split = splitByStation(items, chosenStations(STATIONS, ids), BY_DISH);
      expect(split).toEqual({ own: items, alsoAt: [] });
    }),
  );
});

test("a dish that came after the menu was read is shown at each station", () => {
  const split = splitByStation([line("miso"), line("new dish")], new Set(["drinks"]), BY_DISH);
  expect(split).toEqual({ own: [line("new dish")], alsoAt: ["Soups"] });
});

test("the expediter sees every line once, under its station", () => {
  holds(
    fc.property(anyItems, (items) => {
      const groups = groupByStation(items, STATIONS);
      expect(groups.flatMap((group) => group.items)).toHaveLength(items.length);
      for (const { station, items: lines } of groups)
        for (const { menu_item_id } of lines) expect(BY_DISH.get(menu_item_id) ?? null).toBe(station);
    }),
  );
});
