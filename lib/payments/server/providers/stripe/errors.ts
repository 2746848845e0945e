import Stripe from "stripe";
import { ProviderDeclined, ProviderUnavailable } from "@/lib/payments/model/provider";
import { stripeRefusal } from "@/lib/payments/model/stripe-refusal";

/** Stripe keeps failures of its own for a key, too: repeating the key repeats the answer for as long as it is kept. */
export const isReplayedFailure = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeError &&
  (error.statusCode ?? 0) >= 500 &&
  error.headers?.["idempotent-replayed"] === "true";

/**
 * Refusals are final. Everything else is worth another try, also a wrong API key: a payment must not fail because the server
 * is set up wrongly. The text names no data of the call, because admins read it.
 */
export function asProviderError(error: unknown): unknown {
  if (!(error instanceof Stripe.errors.StripeError)) return error;
  if (error instanceof Stripe.errors.StripeCardError) return new ProviderDeclined(stripeRefusal(error));
  if (error instanceof Stripe.errors.StripeIdempotencyError) return new ProviderDeclined("idempotency_error");
  if (error instanceof Stripe.errors.StripeInvalidRequestError)
    return new ProviderDeclined(error.code ?? "invalid_request");
  const status = error.statusCode === undefined ? "no answer" : `status ${error.statusCode}`;
  const request = error.requestId === undefined ? "" : `, request ${error.requestId}`;
  return new ProviderUnavailable(`Stripe: ${error.type}, ${status}${request}`, { cause: error });
}
