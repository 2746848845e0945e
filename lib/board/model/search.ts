import type { BoardOrder } from "@/lib/orders/model/schema";

/** Folds case and accents for comparing words. */
function plain(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

/** Returns true when every word of the search occurs in the code, the customer's name or the name of a dish. */
export function matchesSearch(order: BoardOrder, search: string): boolean {
  const words = plain(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const text = plain(
    [order.order_code, order.customer_name, ...order.items.map((item) => item.name)].join("\n"),
  );
  return words.every((word) => text.includes(word));
}
