import type { Quote } from "@/lib/menu/model/schema";
import { lineIdentity } from "./lines";
import type { Cart } from "./schema";

export type LineProblem = NonNullable<Quote["lines"][number]["problem"]>;

export type Difference =
  | { kind: "price"; identity: string; name: string; was: number; now: number }
  | { kind: "problem"; identity: string; name: string; problem: LineProblem }
  | { kind: "delivery_fee"; was: number; now: number };

/** A quote requested before the last change may have other lines. */
export function isQuoteOf(cart: Cart, quote: Quote): boolean {
  return (
    quote.lines.length === cart.lines.length &&
    quote.lines.every((line, index) => line.menu_item_id === cart.lines[index]?.menu_item_id)
  );
}

export function differences(cart: Cart, quote: Quote): Difference[] {
  if (!isQuoteOf(cart, quote)) return [];
  const ofLines = cart.lines.flatMap((line, index): Difference[] => {
    const quoted = quote.lines[index];
    if (quoted === undefined) return [];
    const about = { identity: lineIdentity(line), name: quoted.name ?? line.name };
    if (quoted.problem !== null) return [{ kind: "problem", ...about, problem: quoted.problem }];
    if (quoted.unit_price === null || quoted.unit_price === line.unit_price) return [];
    return [{ kind: "price", ...about, was: line.unit_price, now: quoted.unit_price }];
  });
  const isFeeAnother = cart.delivery_fee !== null && cart.delivery_fee !== quote.delivery_fee;
  return isFeeAnother
    ? [...ofLines, { kind: "delivery_fee", was: cart.delivery_fee ?? 0, now: quote.delivery_fee }]
    : ofLines;
}

/** Takes the quoted prices and removes the lines that cannot be ordered. */
export function acceptQuote(cart: Cart, quote: Quote): Cart {
  if (!isQuoteOf(cart, quote)) return cart;
  const lines = cart.lines.flatMap((line, index) => {
    const quoted = quote.lines[index];
    if (quoted === undefined || quoted.problem !== null || quoted.unit_price === null) return [];
    return [{ ...line, name: quoted.name ?? line.name, unit_price: quoted.unit_price }];
  });
  return { ...cart, lines, delivery_fee: quote.delivery_fee };
}
