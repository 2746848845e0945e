import type { QuoteRequest } from "@/lib/menu/model/schema";
import { CART_LIMITS, type Cart, type CartLine } from "./schema";

export function emptyCart(key: string): Cart {
  return { version: 1, key, delivery_fee: null, lines: [] };
}

export function lineIdentity(line: Pick<CartLine, "menu_item_id" | "option_ids" | "note">): string {
  return JSON.stringify([line.menu_item_id, line.option_ids.toSorted(), line.note]);
}

const withinLimit = (quantity: number) => Math.min(quantity, CART_LIMITS.quantity);

/** Returns a full cart unchanged. */
export function addLine(cart: Cart, line: CartLine): Cart {
  const identity = lineIdentity(line);
  const index = cart.lines.findIndex((known) => lineIdentity(known) === identity);
  const known = cart.lines[index];
  if (known === undefined)
    return cart.lines.length >= CART_LIMITS.lines ? cart : { ...cart, lines: [...cart.lines, line] };
  const quantity = withinLimit(known.quantity + line.quantity);
  return { ...cart, lines: cart.lines.with(index, { ...line, quantity }) };
}

export function setQuantity(cart: Cart, identity: string, quantity: number): Cart {
  const lines = cart.lines.flatMap((line) => {
    if (lineIdentity(line) !== identity) return [line];
    return quantity < 1 ? [] : [{ ...line, quantity: withinLimit(quantity) }];
  });
  return { ...cart, lines };
}

export function replaceLine(cart: Cart, identity: string, line: CartLine): Cart {
  const index = cart.lines.findIndex((known) => lineIdentity(known) === identity);
  if (index === -1) return addLine(cart, line);
  const isSameAsAnother = cart.lines.some(
    (known, at) => at !== index && lineIdentity(known) === lineIdentity(line),
  );
  return isSameAsAnother
    ? addLine({ ...cart, lines: cart.lines.toSpliced(index, 1) }, line)
    : { ...cart, lines: cart.lines.with(index, line) };
}

export function cartQuantity(cart: Cart): number {
  return cart.lines.reduce((sum, line) => sum + line.quantity, 0);
}

/** Returns minor units, at the prices the customer was shown. */
export function cartTotal(cart: Cart): number {
  return cart.lines.reduce((sum, line) => sum + line.unit_price * line.quantity, 0);
}

export function toOrderItems(cart: Cart): QuoteRequest["items"] {
  return cart.lines.map(({ menu_item_id, quantity, option_ids, note }) => ({
    menu_item_id,
    quantity,
    // A copy: React would write an array that occurs twice as a reference, which the server refuses.
    option_ids: [...option_ids],
    note,
  }));
}
