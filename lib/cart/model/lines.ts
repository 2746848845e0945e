import type { QuoteRequest } from "@/lib/menu/model/schema";
import { CART_LIMITS, type Cart, type CartLine } from "./schema";

/** Pure operations on a cart; each returns a new cart. */

export function emptyCart(key: string): Cart {
  return { version: 1, key, delivery_fee: null, lines: [] };
}

/** Identifies a line by dish, options and note. */
export function lineIdentity(line: Pick<CartLine, "menu_item_id" | "option_ids" | "note">): string {
  return JSON.stringify([line.menu_item_id, line.option_ids.toSorted(), line.note]);
}

const withinLimit = (quantity: number) => Math.min(quantity, CART_LIMITS.quantity);

/** Adds a line, or its quantity to an identical line. A full cart is returned unchanged. */
export function addLine(cart: Cart, line: CartLine): Cart {
  const identity = lineIdentity(line);
  const index = cart.lines.findIndex((known) => lineIdentity(known) === identity);
  const known = cart.lines[index];
  if (known === undefined)
    return cart.lines.length >= CART_LIMITS.lines ? cart : { ...cart, lines: [...cart.lines, line] };
  const quantity = withinLimit(known.quantity + line.quantity);
  return { ...cart, lines: cart.lines.with(index, { ...line, quantity }) };
}

/** Sets the quantity of a line; below 1 removes it. */
export function setQuantity(cart: Cart, identity: string, quantity: number): Cart {
  const lines = cart.lines.flatMap((line) => {
    if (lineIdentity(line) !== identity) return [line];
    return quantity < 1 ? [] : [{ ...line, quantity: withinLimit(quantity) }];
  });
  return { ...cart, lines };
}

/** Replaces an edited line in place, or merges it into an identical one. */
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

/** Sums the dishes at the prices the customer was shown, in minor units. */
export function cartTotal(cart: Cart): number {
  return cart.lines.reduce((sum, line) => sum + line.unit_price * line.quantity, 0);
}

/** Converts the cart's lines to an order's items. */
export function toOrderItems(cart: Cart): QuoteRequest["items"] {
  return cart.lines.map(({ menu_item_id, quantity, option_ids, note }) => ({
    menu_item_id,
    quantity,
    option_ids,
    note,
  }));
}
