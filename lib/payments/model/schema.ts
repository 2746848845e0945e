import * as z from "zod/mini";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";

/** Money is in minor units of `currency`. */
const moneySchema = z.int().check(z.minimum(0));

/**
 * `waiting`: the customer has to pay. `authorized`: the bank holds the money. `captured`: taken. `released`: no longer held,
 * nothing was taken. `refund_pending`: a refund is under way. `failed`: the last card was refused, or the time is over.
 */
export const paymentStateSchema = z.enum([
  "waiting",
  "authorized",
  "captured",
  "released",
  "refund_pending",
  "partially_refunded",
  "refunded",
  "failed",
]);
export type PaymentState = z.infer<typeof paymentStateSchema>;

export const attemptSchema = z.object({
  kind: z.enum(["authorize", "capture", "void", "refund"]),
  amount: moneySchema,
  outcome: z.enum(["pending", "succeeded", "failed"]),
  /** Why it failed, as the provider names it. */
  code: z.nullable(shortTextSchema),
  at: instantSchema,
});
export type PaymentAttempt = z.infer<typeof attemptSchema>;

/** `payment` of an order, for everybody who may see the order. Null for orders that are not paid by card. */
export const orderPaymentSchema = z.object({
  status: paymentStateSchema,
  amount: moneySchema,
  authorized: moneySchema,
  captured: moneySchema,
  refunded: moneySchema,
  currency: shortTextSchema,
  version: z.int().check(z.positive()),
  /** The last 50, the oldest first. */
  attempts: z.array(attemptSchema).check(z.maxLength(50)),
  provider: z.enum(["demo", "stripe"]),
  /** For the customer alone, and only while there is something to pay. Null: not yet known, or over. */
  client_secret: z.optional(z.nullable(shortTextSchema)),
  /** When the store got the order. Null: it has not, because nothing is paid yet. */
  placed_at: z.nullable(instantSchema),
  /** When an unpaid order is given up. Null once it is placed. */
  expires_at: z.nullable(instantSchema),
  /** An unpaid order that was given up: its cart has to be ordered again. */
  is_over: z.boolean(),
});
export type OrderPayment = z.infer<typeof orderPaymentSchema>;
