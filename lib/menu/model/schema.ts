import * as z from "zod/mini";
import { placeSchema } from "@/lib/geo/model/place";
import { discountBySchema, discountKindSchema, tipToSchema, vatGroupsSchema } from "@/lib/money/model/schema";
import { placeOrderSchema } from "@/lib/orders/model/schema";
import { tenantSchema } from "@/lib/stores/model/schema";
import { storeStatusSchema } from "@/lib/stores/model/status/schema";
import { EVERYWHERE } from "@/lib/stores/model/zones/area";
import { areaSchema } from "@/lib/stores/model/zones/area-schema";
import { instantSchema, longTextSchema, shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";
import { voucherProblemSchema } from "@/lib/vouchers/model/schema";
import { ALLERGENS } from "./allergens";
import { glyphSchema } from "./glyphs";
import { photoSchema } from "./photo/photo";
import { USUAL_POINTS } from "./points";

/** Prices are in minor units of the tenant's currency. */

/** See availability.ts: `available_until` is when something that is off can be ordered again. */
const availability = { available: z.boolean(), available_until: z.nullable(instantSchema) };
const stated = z.array(z.enum(ALLERGENS)).check(z.maxLength(ALLERGENS.length));

export const menuOptionSchema = z.object({
  id: idSchema,
  name: shortTextSchema,
  price: z.int(),
  ...availability,
  /** Allows `minimum` to `maximum` of the group's options. */
  group: z.object({ id: idSchema, name: shortTextSchema, minimum: z.int(), maximum: z.int() }),
});
export type MenuOption = z.infer<typeof menuOptionSchema>;

/** Of one dish, in all its groups. What is written is checked by it, too: a dish with more could not be read again. */
export const OPTIONS_OF_ITEM = 500;

export const menuItemSchema = z.object({
  id: idSchema,
  name: shortTextSchema,
  description: longTextSchema,
  price: z.int(),
  /** Rates of its own for VAT in basis points; null: the store's. An instance of the build before does not name them. */
  vat_bp: z._default(z.nullable(z.int()), null),
  pickup_vat_bp: z._default(z.nullable(z.int()), null),
  ...availability,
  /** What it contains. An allergen in none of the three lists was never stated. */
  allergens: z.array(shortTextSchema).check(z.maxLength(100)),
  may_contain: stated,
  free_of: stated,
  photo: z.nullable(photoSchema),
  /** Rises with every change of the dish or its options. */
  version: z.int(),
  /** See points.ts. An instance of the build before does not name them. */
  points: z._default(z.int(), USUAL_POINTS),
  /** The drawing that the restaurant chose; null: one by the name, see glyph-of.ts. */
  glyph: z.catch(z.nullable(glyphSchema), null),
  options: z.array(menuOptionSchema).check(z.maxLength(OPTIONS_OF_ITEM)),
});
export type MenuItem = z.infer<typeof menuItemSchema>;

export const menuSchema = z.object({
  tenant: tenantSchema,
  /** Rises with every change. */
  version: z.int(),
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
export type MenuCategory = Menu["categories"][number];

/** The answer to an edit: the version that the menu has now. */
export const editedMenuSchema = z.object({ version: z.int() });
export type EditedMenu = z.infer<typeof editedMenuSchema>;

export const quoteRequestSchema = z.extend(
  z.pick(placeOrderSchema, { tenant_id: true, items: true, tip: true, voucher_code: true }),
  {
    /** Where it is to be delivered. Null: not known yet. */
    place: z._default(z.nullable(placeSchema), null),
  },
);
export type QuoteRequest = z.infer<typeof quoteRequestSchema>;
export type QuotedCart = Pick<QuoteRequest, "tenant_id" | "items">;

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
  /** Those of an instance of the build before have none of the next six. */
  service_fee: z._default(z.int(), 0),
  discount: z._default(z.int(), 0),
  tip: z._default(z.int(), 0),
  tip_to: z._default(z.nullable(tipToSchema), null),
  /** Null: no code was given. A code with a problem takes nothing off; `message` says why in words. */
  voucher: z._default(
    z.nullable(
      z.object({
        code: shortTextSchema,
        by: z.nullable(discountBySchema),
        kind: z.nullable(discountKindSchema),
        percent_bp: z.nullable(z.int()),
        problem: z.nullable(voucherProblemSchema),
        message: z.nullable(longTextSchema),
      }),
    ),
    null,
  ),
  vat: z._default(vatGroupsSchema, []),
  /** items_total + delivery_fee + service_fee - discount + tip. */
  total: z.int(),
  currency: shortTextSchema,
  minimum_order: z.int(),
  is_open: z.boolean(),
  status: storeStatusSchema,
  /** Until an order that is placed now can arrive at the earliest. */
  soonest_minutes: z.int(),
  /** The fee, the minimum and the minutes are those of this area. An instance of the build before does not name it. */
  area: z._default(areaSchema, EVERYWHERE),
  can_order: z.boolean(),
});
export type Quote = z.infer<typeof quoteSchema>;
