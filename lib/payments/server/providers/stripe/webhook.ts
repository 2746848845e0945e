import "server-only";
import Stripe from "stripe";
import * as z from "zod/mini";
import { BadSignature, type ProviderEvent } from "@/lib/payments/model/provider";
import { shortTextSchema } from "@/lib/text/bounded";
import { readJsonText } from "@/lib/text/read-json";
import { fromStripeAmount } from "./amounts";

/** Stripe signs each delivery anew, so that a late one is not an old one. */
const TOLERANCE_SECONDS = 300;

/**
 * One event for each fact. Others come with these (`payment_intent.created`, `charge.failed`): each would have a refused card
 * counted once more.
 */
const TYPES: ReadonlySet<string> = new Set([
  "payment_intent.amount_capturable_updated",
  "payment_intent.payment_failed",
  "payment_intent.succeeded",
  "payment_intent.canceled",
  "charge.refunded",
  "refund.updated",
  "refund.failed",
  "charge.dispute.created",
]);

const eventSchema = z.object({
  id: shortTextSchema,
  type: shortTextSchema,
  /** Set by events of a connected account, which are not ours. */
  account: z.optional(z.nullable(shortTextSchema)),
  data: z.object({
    object: z.object({
      id: shortTextSchema,
      object: shortTextSchema,
      payment_intent: z.optional(z.nullable(shortTextSchema)),
      amount: z.optional(z.int()),
      currency: z.optional(shortTextSchema),
      reason: z.optional(z.nullable(shortTextSchema)),
    }),
  }),
});
type StripeEvent = z.infer<typeof eventSchema>;

/** Other kinds of objects (customers, payouts, accounts) concern no payment. */
function paymentOf({ object, id, payment_intent }: StripeEvent["data"]["object"]): string | null {
  if (object === "payment_intent") return id;
  return object === "charge" || object === "refund" || object === "dispute" ? (payment_intent ?? null) : null;
}

/** @throws {BadSignature} */
export async function parseStripeWebhook(
  stripe: Stripe,
  secret: string,
  body: string,
  headers: Headers,
): Promise<ProviderEvent | null> {
  const { signature } = stripe.webhooks;
  if (signature === null) throw new Error("Stripe's library cannot verify signatures here");
  try {
    await signature.verifyHeaderAsync(body, headers.get("stripe-signature") ?? "", secret, TOLERANCE_SECONDS);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) throw new BadSignature();
    throw error;
  }
  const parsed = z.safeParse(eventSchema, readJsonText(body));
  if (!parsed.success || parsed.data.account != null) return null;
  const { id, type, data } = parsed.data;
  if (!TYPES.has(type)) return null;
  const ref = paymentOf(data.object);
  if (ref === null) return null;
  const { amount, currency, reason } = data.object;
  if (type !== "charge.dispute.created" || amount === undefined || currency === undefined)
    return { id, type, ref };
  const dispute = { amount: fromStripeAmount(amount, currency), reason: reason ?? "general" };
  return { id, type, ref, dispute };
}
