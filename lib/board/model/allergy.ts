import type { BoardOrder, OrderItem } from "@/lib/orders/model/schema";

const ABOUT_ALLERGY = /allerg|intoleran|c(o)?eliac|anaphyla/i;

/** A customer who writes of an allergy anywhere in the order means all of it. */
export function mentionsAllergy(order: Pick<BoardOrder, "note" | "items">): boolean {
  return [order.note, ...order.items.map((item) => item.note)].some((note) => ABOUT_ALLERGY.test(note));
}

/**
 * The allergens of a dish that the customer's notes name as well ("allergic to nuts": `nuts`). It helps the eye; the
 * notes themselves are always shown whole.
 */
export function namedAllergens(order: Pick<BoardOrder, "note" | "items">, item: OrderItem): string[] {
  if (!mentionsAllergy(order)) return [];
  const notes = [order.note, ...order.items.map((one) => one.note)].join(" ").toLowerCase();
  return item.allergens.filter((allergen) => {
    const word = allergen.toLowerCase();
    return notes.includes(word) || (word.endsWith("s") && notes.includes(word.slice(0, -1)));
  });
}

/** All allergens of the order's dishes, each once. */
export function allergensOf(order: Pick<BoardOrder, "items">): string[] {
  return [...new Set(order.items.flatMap((item) => item.allergens))].sort();
}
