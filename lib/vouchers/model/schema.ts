import * as z from "zod/mini";
import { discountBySchema, discountKindSchema } from "@/lib/money/model/schema";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

/** Amounts are in minor units of `currency`. */

export const VOUCHER_LIMITS = {
  code: { maximum: 32 },
  amount: 10_000_000,
  redemptions: 1_000_000,
  perPerson: 100,
} as const;

export const voucherSchema = z.object({
  id: idSchema,
  code: shortTextSchema,
  tenant_id: z.nullable(idSchema),
  borne_by: discountBySchema,
  kind: discountKindSchema,
  amount: z.nullable(z.int()),
  percent_bp: z.nullable(z.int()),
  currency: z.nullable(shortTextSchema),
  minimum: z.int(),
  valid_from: instantSchema,
  valid_until: z.nullable(instantSchema),
  limit_total: z.nullable(z.int()),
  limit_per_person: z.nullable(z.int()),
  /** Without those that were released. */
  redeemed: z.int(),
  ended_at: z.nullable(instantSchema),
  created_at: instantSchema,
});
export type Voucher = z.infer<typeof voucherSchema>;

/** Why a code does not count for an order. */
export const VOUCHER_PROBLEMS = [
  "unknown",
  "too_many_tries",
  "signed_out",
  "other_store",
  "other_currency",
  "not_yet",
  "over",
  "used_up",
  "used_by_you",
  "below_minimum",
  "delivery_free",
] as const;
export const voucherProblemSchema = z.enum(VOUCHER_PROBLEMS);
export type VoucherProblem = z.infer<typeof voucherProblemSchema>;
