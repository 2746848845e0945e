import * as z from "zod/mini";

/**
 * A cart as the browser keeps it, one for each restaurant. Names and prices in it are what the customer was
 * shown; what is paid comes from the server's menu.
 */

export const CART_LIMITS = { lines: 50, quantity: 99, note: 200 } as const;

export const cartLineSchema = z.object({
  menu_item_id: z.uuid(),
  name: z.string(),
  /** With its options, in minor units. */
  unit_price: z.int(),
  quantity: z.int().check(z.minimum(1), z.maximum(CART_LIMITS.quantity)),
  option_ids: z.array(z.uuid()),
  option_names: z.array(z.string()),
  note: z.string().check(z.maxLength(CART_LIMITS.note)),
});
export type CartLine = z.infer<typeof cartLineSchema>;

export const cartSchema = z.object({
  /** Raised when the shape changes: an older cart is then forgotten instead of misread. */
  version: z.literal(1),
  /**
   * The idempotency key of the order this cart will become. It lives as long as the filling of the cart: a
   * second press, a reload, a retry after a lost answer and another tab all ask for the same one order.
   */
  key: z.string().check(z.minLength(8)),
  /** As shown when the cart was filled; null while there was no reason to show it. */
  delivery_fee: z.nullable(z.int()),
  lines: z.array(cartLineSchema).check(z.maxLength(CART_LIMITS.lines)),
});
export type Cart = z.infer<typeof cartSchema>;

/** The stored cart, or null when there is none that can be understood. */
export function parseCart(stored: string | null): Cart | null {
  if (stored === null) return null;
  try {
    return cartSchema.safeParse(JSON.parse(stored)).data ?? null;
  } catch {
    return null;
  }
}
