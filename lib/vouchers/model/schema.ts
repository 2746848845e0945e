import * as z from "zod/mini";
import { discountBySchema, discountKindSchema } from "@/lib/money/model/schema";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { requiredText } from "@/lib/text/given-text";
import { idSchema } from "@/lib/text/id";

/** Amounts are in minor units of `currency`. */

export const VOUCHER_LIMITS = {
  code: { minimum: 4, maximum: 32 },
  amount: 10_000_000,
  redemptions: 1_000_000,
  perPerson: 100,
} as const;

/** A code as people type it: spaces around it and small letters do not matter. */
const voucherCodeSchema = requiredText(VOUCHER_LIMITS.code.maximum).check(z.toUpperCase());

const newCodeSchema = voucherCodeSchema.check(
  z.regex(/^[A-Z0-9]{4,32}$/, "must be 4 to 32 letters and digits"),
);

const positive = (maximum: number) => z.int().check(z.minimum(1), z.maximum(maximum));

export const createVoucherSchema = z
  .object({
    code: newCodeSchema,
    /** Null: it counts at every store. A voucher that the store bears names its store. */
    tenant_id: z.nullable(idSchema),
    borne_by: discountBySchema,
    kind: discountKindSchema,
    amount: z.optional(positive(VOUCHER_LIMITS.amount)),
    /** In basis points: 1,000 is 10 %. */
    percent_bp: z.optional(positive(10_000)),
    /** ISO 4217. Needed with `amount` or `minimum`. */
    currency: z.optional(z.string().check(z.maxLength(3), z.regex(/^[A-Z]{3}$/, "must be an ISO 4217 code"))),
    minimum: z._default(z.int().check(z.minimum(0), z.maximum(VOUCHER_LIMITS.amount)), 0),
    /** Default: now. */
    valid_from: z.optional(instantSchema),
    valid_until: z.optional(z.nullable(instantSchema)),
    limit_total: z.optional(z.nullable(positive(VOUCHER_LIMITS.redemptions))),
    limit_per_person: z.optional(z.nullable(positive(VOUCHER_LIMITS.perPerson))),
  })
  .check(
    z.refine(({ kind, amount }) => (kind === "amount") === (amount !== undefined), {
      error: "amount goes with the kind amount",
      path: ["amount"],
    }),
    z.refine(({ kind, percent_bp }) => (kind === "percent") === (percent_bp !== undefined), {
      error: "percent_bp goes with the kind percent",
      path: ["percent_bp"],
    }),
    z.refine(
      ({ amount, minimum, currency }) => currency !== undefined || (amount === undefined && minimum === 0),
      { error: "an amount of money needs its currency", path: ["currency"] },
    ),
    z.refine(({ borne_by, tenant_id }) => borne_by === "platform" || tenant_id !== null, {
      error: "a voucher that the store bears names its store",
      path: ["tenant_id"],
    }),
    z.refine(
      ({ valid_from, valid_until }) =>
        valid_until === undefined ||
        valid_until === null ||
        valid_from === undefined ||
        Date.parse(valid_until) > Date.parse(valid_from),
      { error: "must be later than valid_from", path: ["valid_until"] },
    ),
  );
export type CreateVoucher = z.infer<typeof createVoucherSchema>;

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
