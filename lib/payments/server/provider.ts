import "server-only";
import type { PaymentProvider, ProviderName } from "@/lib/payments/model/provider";
import { demoProvider } from "./providers/demo/provider";

declare global {
  // Next gives route handlers, pages and instrumentation separate module states; globalThis is shared.
  var platewirePaymentProviders: Partial<Record<ProviderName, PaymentProvider>> | undefined;
}

/** The provider of a payment that exists. Throws when it is no longer set up. */
export function providerNamed(name: ProviderName): PaymentProvider {
  const provided = globalThis.platewirePaymentProviders?.[name];
  if (provided !== undefined) return provided;
  if (name === "demo") return demoProvider;
  throw new Error(`The payment provider ${name} is not set up`);
}

/** `name` is untrusted. Null: there is no such provider here. */
export const findProvider = (name: string): PaymentProvider | null =>
  name === "demo" ? providerNamed(name) : null;

/** The provider of new payments. */
export const currentProvider = (): PaymentProvider => providerNamed("demo");

/** Takes the place of a provider, for tests of its faults. @internal */
export function providePaymentProvider(name: ProviderName, provider: PaymentProvider | undefined): void {
  globalThis.platewirePaymentProviders = { ...globalThis.platewirePaymentProviders };
  if (provider === undefined) delete globalThis.platewirePaymentProviders[name];
  else globalThis.platewirePaymentProviders[name] = provider;
}
