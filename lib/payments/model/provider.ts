/** The port to a payment provider. Money is in minor units. Every call that moves money carries our idempotency key. */

export const PROVIDER_NAMES = ["demo", "stripe"] as const;
export type ProviderName = (typeof PROVIDER_NAMES)[number];

export type ProviderStatus =
  | "waiting"
  /** The bank asks the customer to confirm. */
  | "requires_action"
  | "authorized"
  | "captured"
  | "voided"
  /** The last card was refused; another one may be tried on the same payment. */
  | "failed";

export interface ProviderPayment {
  readonly ref: string;
  readonly status: ProviderStatus;
  readonly amount: number;
  readonly authorized: number;
  readonly captured: number;
  readonly refunded: number;
  /** With it, the browser confirms the payment. Null once nothing is left to confirm. */
  readonly clientSecret: string | null;
  /** Why the last card was refused. */
  readonly code: string | null;
}

export interface ProviderRefund {
  readonly ref: string;
  readonly status: "pending" | "succeeded" | "failed";
  readonly amount: number;
  readonly code: string | null;
}

export interface ProviderTransfer {
  readonly ref: string;
  readonly amount: number;
}

/**
 * An event says that something about a payment changed, not what is true now: events come late, twice and in any order. Its
 * reader asks the provider with `read`.
 */
export interface ProviderEvent {
  readonly id: string;
  readonly type: string;
  /** The provider's payment. */
  readonly ref: string;
  /** Set by events about a customer who disputes the payment at their bank. */
  readonly dispute?: { readonly amount: number; readonly reason: string };
}

export interface PaymentProvider {
  readonly name: ProviderName;
  /** `reference` is our payment's id. */
  create(call: {
    key: string;
    reference: string;
    amount: number;
    currency: string;
    transferGroup: string;
  }): Promise<ProviderPayment>;
  /** At most what is authorised; the rest is released. */
  capture(call: { key: string; ref: string; amount: number }): Promise<ProviderPayment>;
  /** Releases what is authorised, or gives up a payment that nobody has confirmed. */
  void(call: { key: string; ref: string }): Promise<ProviderPayment>;
  refund(call: { key: string; ref: string; amount: number }): Promise<ProviderRefund>;
  /** To a connected account. Absent: the provider has none. */
  transfer?(call: {
    key: string;
    amount: number;
    currency: string;
    destination: string;
    transferGroup: string;
  }): Promise<ProviderTransfer>;
  reverseTransfer?(call: { key: string; ref: string; amount: number }): Promise<ProviderTransfer>;
  read(ref: string): Promise<ProviderPayment>;
  /**
   * `body` is the raw text, because the signature covers its bytes. Returns null for an event that concerns no payment.
   * @throws {BadSignature}
   */
  parseWebhook(body: string, headers: Headers): Promise<ProviderEvent | null>;
}

/** The provider refuses the call for good; the same call fails again. `code` is the provider's. */
export class ProviderDeclined extends Error {
  constructor(readonly code: string) {
    super(`The payment provider declined: ${code}`);
    this.name = "ProviderDeclined";
  }
}

/** No answer, or one that says to try again. Whether the call took effect is not known: repeat it with the same key. */
export class ProviderUnavailable extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "ProviderUnavailable";
  }
}

/** A webhook whose signature does not match, or is too old. */
export class BadSignature extends Error {
  constructor() {
    super("The signature of the webhook does not match");
    this.name = "BadSignature";
  }
}
