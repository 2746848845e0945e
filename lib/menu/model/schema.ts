import * as z from "zod/mini";
import { placeOrderSchema } from "@/lib/orders/model/schema";
import { tenantSchema } from "@/lib/stores/model/schema";

/** Menus as they are on the wire. Prices in minor units of the tenant's currency. */

export const menuOptionSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  price: z.int(),
  available: z.boolean(),
  /** The choice it belongs to: from `minimum` to `maximum` options of one group may be taken. */
  group: z.object({ id: z.uuid(), name: z.string(), minimum: z.int(), maximum: z.int() }),
});
export type MenuOption = z.infer<typeof menuOptionSchema>;

export const menuItemSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  price: z.int(),
  available: z.boolean(),
  allergens: z.array(z.string()),
  options: z.array(menuOptionSchema),
});
export type MenuItem = z.infer<typeof menuItemSchema>;

export const menuSchema = z.object({
  tenant: tenantSchema,
  categories: z.array(z.object({ id: z.uuid(), name: z.string(), items: z.array(menuItemSchema) })),
});
export type Menu = z.infer<typeof menuSchema>;

export const quoteRequestSchema = z.pick(placeOrderSchema, { tenant_id: true, items: true });
export type QuoteRequest = z.infer<typeof quoteRequestSchema>;

/** Why a line of a cart cannot be ordered as it is. */
export const lineProblemSchema = z.enum([
  "item_gone",
  "item_unavailable",
  "option_gone",
  "option_unavailable",
  "options_missing",
  "options_too_many",
]);

/** What a cart costs now, by the server's menu; line by line in the order they were asked. */
export const quoteSchema = z.object({
  lines: z.array(
    z.object({
      menu_item_id: z.uuid(),
      name: z.nullable(z.string()),
      unit_price: z.nullable(z.int()),
      problem: z.nullable(lineProblemSchema),
    }),
  ),
  items_total: z.int(),
  delivery_fee: z.int(),
  total: z.int(),
  currency: z.string(),
  minimum_order: z.int(),
  is_open: z.boolean(),
  /** No line has a problem, the store is open and the minimum is reached. */
  can_order: z.boolean(),
});
export type Quote = z.infer<typeof quoteSchema>;
