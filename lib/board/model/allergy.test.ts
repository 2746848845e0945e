import { expect, test } from "vitest";
import { boardOrder, item } from "@/test/support/board-orders";
import { allergensOf, namedAllergens } from "./allergy";

const roll = item("Spicy tuna roll", { allergens: ["fish", "nuts", "sesame"] });

test("an allergen that the customer names is found in the dish", () => {
  const order = boardOrder(1, { note: "Severe nut allergy!", items: [roll] });
  expect(namedAllergens(order, roll)).toEqual(["nuts"]);
});

test("a note on one dish applies to all of them", () => {
  const soup = item("Miso soup", { note: "allergic to sesame" });
  expect(namedAllergens(boardOrder(1, { items: [soup, roll] }), roll)).toEqual(["sesame"]);
});

test("a note about something else mentions no allergy", () => {
  expect(namedAllergens(boardOrder(1, { note: "extra fish please", items: [roll] }), roll)).toEqual([]);
});

test("every allergen of the order is listed once", () => {
  const soup = item("Miso soup", { allergens: ["soy", "fish"] });
  expect(allergensOf(boardOrder(1, { items: [roll, soup] }))).toEqual(["fish", "nuts", "sesame", "soy"]);
});
