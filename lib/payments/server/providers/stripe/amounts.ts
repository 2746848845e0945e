import { ProviderDeclined } from "@/lib/payments/model/provider";
import { minorUnitDigits } from "@/lib/text/minor-units";

/** https://docs.stripe.com/currencies#zero-decimal. ISK and UGX have no decimals either, but Stripe takes them with two. */
const WITHOUT_DECIMALS = new Set("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split(" "));
/** Their last digit must be 0. */
const THREE_DECIMALS = new Set("BHD JOD KWD OMR TND".split(" "));

function stripeDigits(currency: string): number {
  if (WITHOUT_DECIMALS.has(currency)) return 0;
  return THREE_DECIMALS.has(currency) ? 3 : 2;
}

/** Stripe's units of one of our minor units: 100 for ISK, 0.01 for MGA, and mostly 1. */
const ratio = (currency: string) => 10 ** (stripeDigits(currency) - minorUnitDigits(currency));

/**
 * From our minor units (ISO 4217) to Stripe's.
 * @throws {ProviderDeclined} `amount_not_supported`: Stripe's units cannot say the amount; it is never rounded.
 */
export function toStripeAmount(minor: number, currency: string): number {
  const code = currency.toUpperCase();
  const factor = ratio(code);
  const amount = factor < 1 ? minor / Math.round(1 / factor) : minor * factor;
  if (!Number.isSafeInteger(amount) || (THREE_DECIMALS.has(code) && amount % 10 !== 0))
    throw new ProviderDeclined("amount_not_supported");
  return amount;
}

/** From Stripe's units to our minor units. A fraction, which only others can have caused, is dropped. */
export function fromStripeAmount(amount: number, currency: string): number {
  const factor = ratio(currency.toUpperCase());
  return factor < 1 ? amount * Math.round(1 / factor) : Math.floor(amount / factor);
}
