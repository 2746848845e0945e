import { env } from "@/lib/env";

interface Origins {
  readonly connect: readonly string[];
  readonly frame: readonly string[];
}

const NONE: Origins = { connect: [], frame: [] };

/** https://docs.stripe.com/security/guide#content-security-policy. Its script is loaded by one of ours ('strict-dynamic'). */
const STRIPE: Origins = {
  connect: ["https://api.stripe.com"],
  frame: ["https://js.stripe.com", "https://*.js.stripe.com", "https://hooks.stripe.com"],
};

/** What pages may load from Stripe: nothing where it is not set up. */
export const stripeOrigins = (): Origins =>
  env().NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY === undefined ? NONE : STRIPE;
