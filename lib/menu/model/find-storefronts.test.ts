import { expect, test } from "vitest";
import { statusAt } from "@/lib/stores/model/status/status";
import { NEVER_OPEN } from "@/test/support/intake";
import { OPEN, STORE } from "@/test/support/store-views";
import { bestMatchFirst, findSchema, matchesFind, toggled } from "./find-storefronts";
import { storefrontOf } from "./storefront";

const sushi = { ...STORE, cuisine: "Japanese", delivery_fee: 290 };
const taqueria = {
  ...STORE,
  name: "Taquería Sol",
  cuisine: "Mexican",
  delivery_fee: 0,
  default_prep_minutes: 10,
  delivery_minutes: 10,
};

const isFound = (tenant: typeof STORE, query: object, dishes: string[] = []) =>
  matchesFind(storefrontOf(tenant, statusAt(tenant, 0), [], []), dishes, findSchema.parse(query));

test("a search finds names, cuisines and dishes, without accents and capitals", () => {
  expect(isFound(taqueria, { q: "TAQUERIA" })).toBe(true);
  expect(isFound(taqueria, { q: "mexican" })).toBe(true);
  expect(isFound(taqueria, { q: "guaca sol" }, ["Guacamole"])).toBe(true);
  expect(isFound(sushi, { q: "guacamole" }, ["Miso soup"])).toBe(false);
});

test("what is chosen beside the search must hold, too", () => {
  expect(isFound(taqueria, { quick: "1", free: "1", cuisine: "Mexican" })).toBe(true);
  expect(isFound(sushi, { quick: "1" })).toBe(false);
  expect(isFound(sushi, { free: "1" })).toBe(false);
  expect(isFound(sushi, { cuisine: "Mexican" })).toBe(false);
});

test.each([{ q: "x".repeat(81) }, { quick: "yes" }, { cuisine: ["a", "b"] }, { q: "\u0000" }, {}])(
  "a query that cannot be understood finds every restaurant: %j",
  (query) => {
    expect(isFound(sushi, query)).toBe(true);
  },
);

test("pressing a choice again removes it, and keeps the others", () => {
  const find = findSchema.parse({ q: "pho", quick: "1" });
  expect(toggled(find, "free", "1")).toBe("/?q=pho&quick=1&free=1");
  expect(toggled(find, "quick", "1")).toBe("/?q=pho");
  expect(toggled(findSchema.parse({ quick: "1" }), "quick", "1")).toBe("/");
});

test("a closed restaurant is not among those from which an order arrives soon", () => {
  expect(isFound({ ...taqueria, hours: NEVER_OPEN }, { quick: "1" })).toBe(false);
  expect(isFound({ ...taqueria, hours: NEVER_OPEN }, { q: "sol" })).toBe(true);
});

test("the restaurant with just the name that was typed comes first, then names that begin with it and that have it", () => {
  const named = ["Sushi Bar", "Bar Sol", "Sol y Mar", "Taquería", "SÓL"].map((name) =>
    storefrontOf({ ...STORE, name }, OPEN, [], []),
  );
  const order = (query: object) =>
    bestMatchFirst(named, findSchema.parse(query)).map(({ tenant }) => tenant.name);
  expect(order({ q: "sol" })).toEqual(["SÓL", "Sol y Mar", "Bar Sol", "Sushi Bar", "Taquería"]);
  expect(order({})).toEqual(["Sushi Bar", "Bar Sol", "Sol y Mar", "Taquería", "SÓL"]);
});
