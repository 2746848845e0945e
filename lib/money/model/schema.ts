import * as z from "zod/mini";
import { shortTextSchema } from "@/lib/text/bounded";
import { RATE_LIMIT } from "./rates";

/** All amounts are in minor units of the currency. */

/** A rate of VAT in basis points: 700 is 7 %. */
export const vatRateSchema = z.int().check(z.minimum(0), z.maximum(RATE_LIMIT));

/** Sums of one rate, after the discount. `net` + `vat` = `gross`. */
export const vatGroupSchema = z.object({
  rate_bp: z.int(),
  gross: z.int(),
  net: z.int(),
  vat: z.int(),
  /** The dishes and the fees of this rate before the discount: what the sums are made of anew when a dish is sold out. */
  dishes: z.int(),
  fees: z.int(),
});
export type VatGroup = z.infer<typeof vatGroupSchema>;

/** In the order of their rates. Their `gross` and the tip together are the final amount; a tip has no VAT. */
export const vatGroupsSchema = z.array(vatGroupSchema).check(z.maxLength(200));

/** A voucher takes an amount or a share off the dishes, or pays the delivery. */
export const DISCOUNT_KINDS = ["amount", "percent", "free_delivery"] as const;
export const discountKindSchema = z.enum(DISCOUNT_KINDS);
export type DiscountKind = z.infer<typeof discountKindSchema>;

export const discountBySchema = z.enum(["platform", "store"]);
export type DiscountBy = z.infer<typeof discountBySchema>;

export const tipToSchema = z.enum(["rider", "kitchen"]);
export type TipTo = z.infer<typeof tipToSchema>;

/** The highest tip, in minor units. */
export const TIP_LIMIT = 10_000_000;

/** A tip goes to the rider or the kitchen in full. */
export const tipSchema = z.object({
  amount: z.int().check(z.minimum(0), z.maximum(TIP_LIMIT)),
  to: tipToSchema,
});
export type Tip = z.infer<typeof tipSchema>;

/** The parts of an order's sums that stay as they were when it was placed. Older events lack them. */
export const placedAmounts = {
  service_fee: z._default(z.int(), 0),
  voucher_code: z._default(z.nullable(shortTextSchema), null),
  /** Who bears the discount. */
  discount_by: z._default(z.nullable(discountBySchema), null),
  discount_kind: z._default(z.nullable(discountKindSchema), null),
  /** The share of the dishes that a `percent` voucher takes off, in basis points. */
  discount_bp: z._default(z.nullable(z.int()), null),
  tip: z._default(z.int(), 0),
  tip_to: z._default(z.nullable(tipToSchema), null),
};
