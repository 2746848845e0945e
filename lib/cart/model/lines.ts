import type { QuoteRequest } from "@/lib/menu/model/schema";
import { CART_LIMITS, type Cart, type CartLine } from "./schema";

/** What can be done to a cart: pure, each returns a new cart. */

export function emptyCart(key: string): Cart {
  return { version: 1, key, delivery_fee: null, lines: [] };
}

/** What makes two lines the same: dish, options and note. */
export function lineIdentity(line: Pick<CartLine, "menu_item_id" | "option_ids" | "note">): string {
  return JSON.stringify([line.menu_item_id, line.option_ids.toSorted(), line.note]);
}

const withinLimit = (quantity: number) => Math.min(quantity, CART_LIMITS.quantity);

/** Adds a line, or its quantity to the line that is the same. A full cart stays as it is. */
export function addLine(cart: Cart, line: CartLine): Cart {
  const identity = lineIdentity(line);
  const index = cart.lines.findIndex((known) => lineIdentity(known) === identity);
  const known = cart.lines[index];
  if (known === undefined)
    return cart.lines.length >= CART_LIMITS.lines ? cart : { ...cart, lines: [...cart.lines, line] };
  const quantity = withinLimit(known.quantity + line.quantity);
  return { ...cart, lines: cart.lines.with(index, { ...line, quantity }) };
}

/** Sets how many of a line; none takes it out. */
export function setQuantity(cart: Cart, identity: string, quantity: number): Cart {
  const lines = cart.lines.flatMap((line) => {
    if (lineIdentity(line) !== identity) return [line];
    return quantity < 1 ? [] : [{ ...line, quantity: withinLimit(quantity) }];
  });
  return { ...cart, lines };
}

/** Puts an edited line where the old one stood; when it became the same as another line, the two are one. */
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

/** Of the dishes alone, at the prices the customer was shown. */
export function cartTotal(cart: Cart): number {
  return cart.lines.reduce((sum, line) => sum + line.unit_price * line.quantity, 0);
}

/** The part of an order that the cart decides, as it is sent. */
export function toOrderItems(cart: Cart): QuoteRequest["items"] {
  return cart.lines.map(({ menu_item_id, quantity, option_ids, note }) => ({
    menu_item_id,
    quantity,
    option_ids,
    note,
  }));
}
