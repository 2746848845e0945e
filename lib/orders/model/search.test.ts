import { expect, test } from "vitest";
import { boardOrder, item } from "@/test/support/board-orders";
import { matchesSearch } from "./search";

const order = boardOrder(1, {
  order_code: "ORD-A7X3B2",
  customer_name: "Renée Müller",
  items: [item("Spicy tuna roll")],
});

test.each(["a7x3", "ORD-A7", "renee", "MULLER", "tuna", "roll renée", "  "])("matches “%s”", (search) => {
  expect(matchesSearch(order, search)).toBe(true);
});

test.each(["salmon", "tuna salmon", "B2A7"])("does not match “%s”", (search) => {
  expect(matchesSearch(order, search)).toBe(false);
});
