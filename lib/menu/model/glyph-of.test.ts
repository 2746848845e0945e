import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { RESTAURANTS } from "@/lib/demo/restaurants";
import { holds } from "@/test/support/holds";
import { glyphOf } from "./glyph-of";
import { GLYPHS, platesOf } from "./glyphs";

const drawn = (name: string, category = "All") => glyphOf({ glyph: null, name, category });

test.each([
  ["Salmon nigiri set", "nigiri"],
  ["Dragon roll", "roll"],
  ["California roll", "uramaki"],
  ["Fried spring rolls", "spring_roll"],
  ["Seeded loaf", "bread"],
  ["Chicken tikka masala", "curry"],
  ["Paneer tikka", "skewer"],
  ["Masala chai", "cup"],
  ["TACOS AL PASTOR", "taco"],
  ["Tiramisù", "pudding"],
])("%s is drawn as %s", (name, glyph) => {
  expect(drawn(name)).toBe(glyph);
});

test("a dish whose name says nothing is drawn by its category, else as a bowl", () => {
  expect(drawn("Number 12", "Pizza")).toBe("pizza");
  expect(drawn("Number 12", "Specials")).toBe("bowl");
});

test("the restaurant's choice comes first, unless there is no such drawing", () => {
  expect(glyphOf({ glyph: "cake", name: "Dragon roll", category: "Rolls" })).toBe("cake");
  expect(glyphOf({ glyph: "rocket", name: "Dragon roll", category: "Rolls" })).toBe("roll");
});

test("every text gets a drawing", () => {
  holds(
    fc.property(fc.string(), fc.string(), fc.option(fc.string()), (name, category, glyph) => {
      expect(GLYPHS).toContain(glyphOf({ glyph, name, category }));
    }),
  );
});

test("plates hold at most two drawings, which differ, the first one in front", () => {
  holds(
    fc.property(fc.array(fc.constantFrom(...GLYPHS)), (glyphs) => {
      const plates = platesOf(glyphs);
      expect(plates).toHaveLength(Math.min(2, new Set(glyphs).size));
      expect(plates.at(-1)).toBe(glyphs[0]);
    }),
  );
});

describe("the file of drawings", () => {
  const sheet = readFileSync(new URL("../../../components/shop/plate/glyphs.svg", import.meta.url), "utf8");
  const symbols = [...sheet.matchAll(/<symbol id="(\w+)" viewBox="0 0 48 48">/g)].map(([, id]) => id);

  it("holds each drawing once, and no other", () => {
    expect(symbols.toSorted()).toEqual([...GLYPHS].toSorted());
  });

  it("is small enough to come with a menu", () => {
    expect(Buffer.byteLength(sheet)).toBeLessThan(16_000);
  });
});

test("few dishes of the demo are drawn as a plain bowl", () => {
  const dishes = RESTAURANTS.flatMap(({ menu }) =>
    menu.flatMap(({ category, dishes }) => dishes.map(({ name }) => drawn(name, category))),
  );
  const bowls = dishes.filter((glyph) => glyph === "bowl");
  expect(bowls.length / dishes.length).toBeLessThan(0.1);
});
