import type { BoardOrder } from "@/lib/orders/model/schema";

function plain(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

/** Every word must occur in the code, the customer's name or the name of a dish. */
export function matchesSearch(order: BoardOrder, search: string): boolean {
  const words = plain(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const text = plain(
    [order.order_code, order.customer_name, ...order.items.map((item) => item.name)].join("\n"),
  );
  return words.every((word) => text.includes(word));
}
