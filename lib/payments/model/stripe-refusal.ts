/** Codes that pages describe under another name. */
const RENAMED: Readonly<Record<string, string>> = {
  payment_intent_authentication_failure: "authentication_failed",
  incorrect_number: "invalid_number",
};

/**
 * Stripe's reason of a refusal, as a customer may see it. Of the bank's own reasons only the lack of money is passed on: Stripe
 * asks that a lost or stolen card is not named to whoever holds it.
 */
export function stripeRefusal({
  code,
  decline_code,
}: {
  code?: string | undefined;
  decline_code?: string | undefined;
}): string {
  if (decline_code === "insufficient_funds") return decline_code;
  return code === undefined ? "card_declined" : (RENAMED[code] ?? code);
}
