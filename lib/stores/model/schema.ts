import * as z from "zod/mini";
import { idSchema } from "@/lib/text/id";

/** Prices are in minor units of `currency`. */
export const tenantSchema = z.object({
  id: idSchema,
  slug: z.string(),
  name: z.string(),
  cuisine: z.string(),
  description: z.string(),
  address_line: z.string(),
  city: z.string(),
  phone: z.nullable(z.string()),
  currency: z.string(),
  time_zone: z.string(),
  delivery_fee: z.int(),
  minimum_order: z.int(),
  default_prep_minutes: z.int(),
  delivery_minutes: z.int(),
  is_open: z.boolean(),
});
export type Tenant = z.infer<typeof tenantSchema>;
