import type { BoardOrder, OrderItem } from "@/lib/orders/model/schema";

const ABOUT_ALLERGY = /allerg|intoleran|c(o)?eliac|anaphyla/i;

export function isAboutAllergy(note: string): boolean {
  return ABOUT_ALLERGY.test(note);
}

export function mentionsAllergy(order: Pick<BoardOrder, "note" | "items">): boolean {
  return [order.note, ...order.items.map((item) => item.note)].some(isAboutAllergy);
}

export interface AllergyNote {
  /** Null: the whole order. */
  readonly dish: string | null;
  readonly note: string;
}

/** Returns the notes that mention an allergy, each once for a dish, the order's own first. */
export function allergyNotes(order: Pick<BoardOrder, "note" | "items">): AllergyNote[] {
  const notes = [
    { dish: null, note: order.note },
    ...order.items.map(({ name, note }) => ({ dish: name, note })),
  ].filter(({ note }) => isAboutAllergy(note));
  return notes.filter(
    ({ dish, note }, place) =>
      notes.findIndex((other) => other.dish === dish && other.note === note) === place,
  );
}

/** Returns the dish's allergens that the notes mention. For emphasis only: the notes are always shown in full. */
export function namedAllergens(order: Pick<BoardOrder, "note" | "items">, item: OrderItem): string[] {
  if (!mentionsAllergy(order)) return [];
  const notes = [order.note, ...order.items.map((one) => one.note)].join(" ").toLowerCase();
  return item.allergens.filter((allergen) => {
    const word = allergen.toLowerCase();
    return notes.includes(word) || (word.endsWith("s") && notes.includes(word.slice(0, -1)));
  });
}

export function allergensOf(order: Pick<BoardOrder, "items">): string[] {
  return [...new Set(order.items.flatMap((item) => item.allergens))].sort();
}
