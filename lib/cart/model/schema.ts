import * as z from "zod/mini";
import { shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";
import { parseJson } from "@/lib/text/parse-json";

/** Names and prices are those the customer was shown; the price paid comes from the server's menu. */

export const CART_LIMITS = { lines: 50, quantity: 99, options: 30, note: 200 } as const;

export const cartLineSchema = z.object({
  menu_item_id: idSchema,
  name: shortTextSchema,
  /** Including options, in minor units. */
  unit_price: z.int(),
  quantity: z.int().check(z.minimum(1), z.maximum(CART_LIMITS.quantity)),
  option_ids: z.array(idSchema).check(z.maxLength(CART_LIMITS.options)),
  option_names: z.array(shortTextSchema).check(z.maxLength(CART_LIMITS.options)),
  note: z.string().check(z.maxLength(CART_LIMITS.note)),
});
export type CartLine = z.infer<typeof cartLineSchema>;

export const cartSchema = z.object({
  /** Raise the version when the shape changes, so that older carts are discarded. */
  version: z.literal(1),
  /** The order's idempotency key: presses, reloads, retries and other tabs share it, so one order is placed. */
  key: z.string().check(z.minLength(8), z.maxLength(200)),
  /** Minor units; null before it was shown. */
  delivery_fee: z.nullable(z.int()),
  lines: z.array(cartLineSchema).check(z.maxLength(CART_LIMITS.lines)),
});
export type Cart = z.infer<typeof cartSchema>;

export function parseCart(stored: string | null): Cart | null {
  return stored === null ? null : parseJson(cartSchema, stored);
}
