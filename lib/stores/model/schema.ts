import * as z from "zod/mini";
import { longTextSchema, shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

/** Prices are in minor units of `currency`. */
export const tenantSchema = z.object({
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
  default_prep_minutes: z.int(),
  delivery_minutes: z.int(),
  is_open: z.boolean(),
});
export type Tenant = z.infer<typeof tenantSchema>;
