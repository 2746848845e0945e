import "server-only";
import { env } from "@/lib/env";
import { type PaymentProvider, PROVIDER_NAMES, type ProviderName } from "@/lib/payments/model/provider";
import { demoProvider } from "./providers/demo/provider";
import { stripeProvider } from "./providers/stripe/provider";

declare global {
  // Next gives route handlers, pages and instrumentation separate module states; globalThis is shared.
  var platewirePaymentProviders: Partial<Record<ProviderName, PaymentProvider>> | undefined;
}

let stripe: PaymentProvider | undefined;

function configuredStripe(): PaymentProvider | null {
  const { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, STRIPE_API_URL } = env();
  if (STRIPE_SECRET_KEY === undefined || STRIPE_WEBHOOK_SECRET === undefined) return null;
  stripe ??= stripeProvider({
    secretKey: STRIPE_SECRET_KEY,
    webhookSecret: STRIPE_WEBHOOK_SECRET,
    apiUrl: STRIPE_API_URL,
  });
  return stripe;
}

const setUp = (name: ProviderName): PaymentProvider | null =>
  globalThis.platewirePaymentProviders?.[name] ?? (name === "demo" ? demoProvider : configuredStripe());

/** The provider of a payment that exists. Throws when it is no longer set up. */
export function providerNamed(name: ProviderName): PaymentProvider {
  const provider = setUp(name);
  if (provider === null) throw new Error(`The payment provider ${name} is not set up`);
  return provider;
}

/** `name` is untrusted. Null: there is no such provider here. */
export function findProvider(name: string): PaymentProvider | null {
  const known = PROVIDER_NAMES.find((each) => each === name);
  return known === undefined ? null : setUp(known);
}

/** The provider of new payments: Stripe where it is set up. */
export const currentProvider = (): PaymentProvider => setUp("stripe") ?? providerNamed("demo");

/** The key with which browsers talk to Stripe. Null: it is not set up. */
export const stripePublishableKey = (): string | null => env().NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY ?? null;

/** Takes the place of a provider, for tests of its faults. @internal */
export function providePaymentProvider(name: ProviderName, provider: PaymentProvider | undefined): void {
  globalThis.platewirePaymentProviders = { ...globalThis.platewirePaymentProviders };
  if (provider === undefined) delete globalThis.platewirePaymentProviders[name];
  else globalThis.platewirePaymentProviders[name] = provider;
}
