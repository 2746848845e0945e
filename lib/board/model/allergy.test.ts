import { expect, test } from "vitest";
import { boardOrder, item } from "@/test/support/board-orders";
import { allergyNotes, namedAllergens } from "./allergy";

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

test("all notes that mention an allergy are given in full with their dish, each once, and no other note", () => {
  const soup = item("Miso soup", { note: "allergic to sesame" });
  const tea = item("Green tea", { note: "lukewarm" });
  const salad = item("Seaweed salad", { note: "allergic to sesame" });
  const order = boardOrder(1, { note: "Coeliac: no flour", items: [soup, roll, tea, soup, salad] });
  expect(allergyNotes(order)).toEqual([
    { dish: null, note: "Coeliac: no flour" },
    { dish: "Miso soup", note: "allergic to sesame" },
    { dish: "Seaweed salad", note: "allergic to sesame" },
  ]);
  expect(allergyNotes(boardOrder(2, { note: "Ring twice please", items: [tea] }))).toEqual([]);
});
