import Stripe from "stripe";
import { ProviderDeclined, ProviderUnavailable } from "@/lib/payments/model/provider";

/** Codes that a page describes under another name. */
const RENAMED: Readonly<Record<string, string>> = {
  payment_intent_authentication_failure: "authentication_failed",
  incorrect_number: "invalid_number",
};

/**
 * The reason of a refusal that a customer may see. Of the bank's own reasons only the lack of money is passed on: Stripe asks
 * that a lost or stolen card is not named to whoever holds it.
 */
export function refusalCode({
  code,
  decline_code,
}: {
  code?: string | undefined;
  decline_code?: string | undefined;
}): string {
  if (decline_code === "insufficient_funds") return decline_code;
  return code === undefined ? "card_declined" : (RENAMED[code] ?? code);
}

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
  if (error instanceof Stripe.errors.StripeCardError) return new ProviderDeclined(refusalCode(error));
  if (error instanceof Stripe.errors.StripeIdempotencyError) return new ProviderDeclined("idempotency_error");
  if (error instanceof Stripe.errors.StripeInvalidRequestError)
    return new ProviderDeclined(error.code ?? "invalid_request");
  const status = error.statusCode === undefined ? "no answer" : `status ${error.statusCode}`;
  const request = error.requestId === undefined ? "" : `, request ${error.requestId}`;
  return new ProviderUnavailable(`Stripe: ${error.type}, ${status}${request}`, { cause: error });
}
