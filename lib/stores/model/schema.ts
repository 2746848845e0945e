import * as z from "zod/mini";
import { instantSchema, longTextSchema, shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";
import { deliveryBySchema } from "./delivery-by";
import { clothColoursSchema, clothPatternSchema } from "./look";
import { intakeFactsSchema } from "./status/schema";

/** Prices are in minor units of `currency`. */
export const tenantSchema = z.extend(intakeFactsSchema, {
  id: idSchema,
  slug: shortTextSchema,
  name: shortTextSchema,
  cuisine: shortTextSchema,
  description: longTextSchema,
  address_line: shortTextSchema,
  city: shortTextSchema,
  phone: z.nullable(shortTextSchema),
  currency: shortTextSchema,
  time_zone: shortTextSchema,
  delivery_fee: z.int(),
  minimum_order: z.int(),
  /** The four below are younger than instances that may still answer. The rates of VAT are in basis points, see lib/money. */
  service_fee: z._default(z.int(), 0),
  dish_vat_bp: z._default(z.int(), 0),
  pickup_vat_bp: z._default(z.int(), 0),
  fee_vat_bp: z._default(z.int(), 0),
  default_prep_minutes: z.int(),
  delivery_minutes: z.int(),
  slot_orders: z.nullable(z.int()),
  /** An instance of the build before does not name it. */
  slot_points: z._default(z.nullable(z.int()), null),
  auto_busy: z.boolean(),
  /** Those below are younger than instances that may still answer. */
  delivery_by: z._default(deliveryBySchema, "store"),
  lat: z._default(z.nullable(z.number()), null),
  lng: z._default(z.nullable(z.number()), null),
  cloth_pattern: clothPatternSchema,
  cloth_colours: clothColoursSchema,
  created_at: instantSchema,
  /** Null: it is being set up, and takes only test orders. An instance of the build before does not name it. */
  opened_at: z.optional(z.nullable(instantSchema)),
});
export type Tenant = z.infer<typeof tenantSchema>;

export const isInSetup = ({ opened_at }: Pick<Tenant, "opened_at">) => opened_at === null;
