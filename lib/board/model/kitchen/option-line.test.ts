import * as fc from "fast-check";
import { expect, test } from "vitest";
import { holds } from "@/test/support/holds";
import { optionLine } from "./option-line";

test.each([
  ["No wasabi", 0, { kind: "no", text: "wasabi" }],
  ["without sesame", 0, { kind: "no", text: "sesame" }],
  ["Noodles", 0, { kind: "choice", text: "Noodles" }],
  ["No", 0, { kind: "choice", text: "No" }],
  ["Spicy mayonnaise", 80, { kind: "more", text: "Spicy mayonnaise" }],
  ["Extra ginger", 0, { kind: "more", text: "Extra ginger" }],
  ["+ Egg", 150, { kind: "more", text: "Egg" }],
  ["Pork", 0, { kind: "choice", text: "Pork" }],
] as const)("%s for %i more", (name, price, line) => {
  expect(optionLine({ name, price })).toEqual(line);
});

test("an option always has words, and loses none but its sign", () => {
  const anyName = fc.string({ minLength: 1 }).filter((name) => name.trim() !== "");
  holds(
    fc.property(anyName, fc.integer({ min: -500, max: 500 }), (name, price) => {
      const { text } = optionLine({ name, price });
      expect(text.trim()).not.toBe("");
      expect(name.endsWith(text)).toBe(true);
    }),
  );
});
