import type { BoardOrder } from "@/lib/orders/model/schema";

/** For comparing words as a person types them: no case, no accents. */
function plain(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

/** Whether every word of the search is in the order's code, its customer's name, or the name of a dish. */
export function matchesSearch(order: BoardOrder, search: string): boolean {
  const words = plain(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const text = plain(
    [order.order_code, order.customer_name, ...order.items.map((item) => item.name)].join("\n"),
  );
  return words.every((word) => text.includes(word));
}
