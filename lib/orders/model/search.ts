import { fold } from "@/lib/text/fold";

/** The board searches in the browser, the history in the database: both compare these words with this text. */

/** No real search has more. */
const WORDS_AT_MOST = 16;

/** Returns the words of a search, each of which must occur in an order's text. Empty: everything is found. */
export function searchWords(search: string): string[] {
  return fold(search).split(/\s+/).filter(Boolean).slice(0, WORDS_AT_MOST);
}

interface Searched {
  readonly order_code: string;
  readonly customer_name: string;
  readonly items: readonly { readonly name: string }[];
}

/** Returns the order's code, the customer's name and the dishes' names in the form in which they are searched. */
export function searchTextOf(order: Searched): string {
  return fold([order.order_code, order.customer_name, ...order.items.map((item) => item.name)].join("\n"));
}

export function matchesSearch(order: Searched, search: string): boolean {
  const words = searchWords(search);
  if (words.length === 0) return true;
  const text = searchTextOf(order);
  return words.every((word) => text.includes(word));
}
