import * as z from "zod/mini";
import { vatRateSchema } from "@/lib/money/model/schema";
import { idSchema } from "@/lib/text/id";

/** What a store charges beside its prices, and the VAT that its prices contain: rates in basis points, the fee in minor units. */
export const chargesSchema = z.object({
  dish_vat_bp: vatRateSchema,
  pickup_vat_bp: vatRateSchema,
  fee_vat_bp: vatRateSchema,
  service_fee: z.int().check(z.minimum(0), z.maximum(1_000_000)),
});
export type Charges = z.infer<typeof chargesSchema>;

export const setChargesSchema = z.object({ tenant_id: idSchema, charges: chargesSchema });
