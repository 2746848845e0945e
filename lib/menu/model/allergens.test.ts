import * as fc from "fast-check";
import { expect, test } from "vitest";
import { holds } from "@/test/support/holds";
import {
  ALLERGENS,
  type Allergens,
  allergenOf,
  contradictsItself,
  otherAllergens,
  type Statement,
  state,
  statementOf,
} from "./allergens";

const NOTHING: Allergens = { allergens: [], may_contain: [], free_of: [] };

test("there are the fourteen of the regulation, each once", () => {
  expect(new Set(ALLERGENS).size).toBe(14);
});

test("what nobody stated is not free of it", () => {
  expect(statementOf({ ...NOTHING, allergens: ["fish"] }, "milk")).toBeNull();
});

test("usual other words are understood, in any case", () => {
  expect(["Soya", " EGGS ", "tree nuts", "honey", "constructor"].map(allergenOf)).toEqual([
    "soy",
    "egg",
    "nuts",
    null,
    null,
  ]);
  expect(statementOf({ ...NOTHING, allergens: ["Soya"] }, "soy")).toBe("contains");
});

test("a choice replaces the one before and leaves all others as they are, other words included", () => {
  holds(
    fc.property(
      fc.array(
        fc.tuple(
          fc.constantFrom(...ALLERGENS),
          fc.constantFrom<Statement | null>("contains", "may_contain", "free_of", null),
        ),
      ),
      (choices) => {
        const dish = choices.reduce((before, [allergen, statement]) => state(before, allergen, statement), {
          ...NOTHING,
          allergens: ["honey"],
        });
        const last = new Map(choices);
        for (const allergen of ALLERGENS)
          expect(statementOf(dish, allergen)).toBe(last.get(allergen) ?? null);
        expect(contradictsItself(dish)).toBe(false);
        expect(otherAllergens(dish)).toEqual(["honey"]);
      },
    ),
  );
});

test("a dish that states an allergen in two ways contradicts itself", () => {
  expect(contradictsItself({ allergens: ["soya"], may_contain: ["soy"], free_of: [] })).toBe(true);
});
