import * as z from "zod/mini";
import { placeOrderSchema } from "@/lib/orders/model/schema";
import { tenantSchema } from "@/lib/stores/model/schema";
import { longTextSchema, shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

/** Prices are in minor units of the tenant's currency. */

export const menuOptionSchema = z.object({
  id: idSchema,
  name: shortTextSchema,
  price: z.int(),
  available: z.boolean(),
  /** Allows `minimum` to `maximum` of the group's options. */
  group: z.object({ id: idSchema, name: shortTextSchema, minimum: z.int(), maximum: z.int() }),
});
export type MenuOption = z.infer<typeof menuOptionSchema>;

export const menuItemSchema = z.object({
  id: idSchema,
  name: shortTextSchema,
  description: longTextSchema,
  price: z.int(),
  available: z.boolean(),
  allergens: z.array(shortTextSchema).check(z.maxLength(100)),
  options: z.array(menuOptionSchema).check(z.maxLength(500)),
});
export type MenuItem = z.infer<typeof menuItemSchema>;

export const menuSchema = z.object({
  tenant: tenantSchema,
  categories: z
    .array(
      z.object({
        id: idSchema,
        name: shortTextSchema,
        items: z.array(menuItemSchema).check(z.maxLength(1_000)),
      }),
    )
    .check(z.maxLength(200)),
});
export type Menu = z.infer<typeof menuSchema>;

export const quoteRequestSchema = z.pick(placeOrderSchema, { tenant_id: true, items: true });
export type QuoteRequest = z.infer<typeof quoteRequestSchema>;

export const lineProblemSchema = z.enum([
  "item_gone",
  "item_unavailable",
  "option_gone",
  "option_unavailable",
  "options_missing",
  "options_too_many",
]);

/** Lines are in the order of the request. */
export const quoteSchema = z.object({
  lines: z
    .array(
      z.object({
        menu_item_id: idSchema,
        name: z.nullable(shortTextSchema),
        unit_price: z.nullable(z.int()),
        problem: z.nullable(lineProblemSchema),
      }),
    )
    .check(z.maxLength(100)),
  items_total: z.int(),
  delivery_fee: z.int(),
  total: z.int(),
  currency: shortTextSchema,
  minimum_order: z.int(),
  is_open: z.boolean(),
  can_order: z.boolean(),
});
export type Quote = z.infer<typeof quoteSchema>;
