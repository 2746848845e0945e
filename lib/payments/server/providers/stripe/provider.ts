import "server-only";
import Stripe from "stripe";
import type {
  PaymentProvider,
  ProviderPayment,
  ProviderRefund,
  ProviderStatus,
} from "@/lib/payments/model/provider";
import { stripeRefusal } from "@/lib/payments/model/stripe-refusal";
import { fromStripeAmount, toStripeAmount } from "./amounts";
import { asProviderError, isReplayedFailure } from "./errors";
import { parseStripeWebhook } from "./webhook";

export interface StripeSettings {
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** Default: Stripe's own. */
  readonly apiUrl: string | undefined;
  /** Default 12 s. The job that calls waits 15 s. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 12_000;
/** Keys that are tried after Stripe has kept failures of its own for the ones before. */
const KEYS_AT_MOST = 5;
const LISTED_AT_MOST = 100;
/** Metadata: our idempotency key, by which a refund or a transfer is found after Stripe has forgotten the key. */
const KEY_FIELD = "idempotency_key";

function settingsOfHost(apiUrl: string | undefined) {
  if (apiUrl === undefined) return {};
  const { hostname, port, protocol } = new URL(apiUrl);
  const isPlain = protocol === "http:";
  return {
    host: hostname,
    port: port === "" ? (isPlain ? 80 : 443) : Number(port),
    protocol: isPlain ? ("http" as const) : ("https" as const),
  };
}

async function ask<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw asProviderError(error);
  }
}

/**
 * Makes a call that Stripe carries out once for its key. Stripe replays a failure of its own (5xx) for as long as it keeps the
 * key; the caller has made sure before that the call took no effect, so the next key of a fixed series is tried.
 */
async function once<T>(key: string, call: (options: { idempotencyKey: string }) => Promise<T>): Promise<T> {
  for (let number = 1; ; number += 1)
    try {
      return await call({ idempotencyKey: number === 1 ? key : `${key}:${number}` });
    } catch (error) {
      if (!isReplayedFailure(error) || number === KEYS_AT_MOST) throw asProviderError(error);
    }
}

const STATUS: Readonly<Record<string, ProviderStatus>> = {
  requires_payment_method: "waiting",
  requires_confirmation: "waiting",
  processing: "waiting",
  requires_action: "requires_action",
  requires_capture: "authorized",
  succeeded: "captured",
  canceled: "voided",
};

function statusOf({ status, last_payment_error }: Stripe.PaymentIntent): ProviderStatus {
  const known = STATUS[status];
  if (known === undefined) throw new Error(`Stripe's payment has the unknown status ${status}`);
  return status === "requires_payment_method" && last_payment_error !== null ? "failed" : known;
}

/** `refunded` is in our minor units. The intent comes with its latest charge. */
function toPayment(intent: Stripe.PaymentIntent, refunded: number): ProviderPayment {
  const ours = (amount: number) => fromStripeAmount(amount, intent.currency);
  const status = statusOf(intent);
  const charge = typeof intent.latest_charge === "string" ? null : intent.latest_charge;
  // Once it is captured or released, nothing is capturable any more.
  const held = charge?.status === "succeeded" ? charge.amount : 0;
  const isOpen = status === "waiting" || status === "requires_action" || status === "failed";
  return {
    ref: intent.id,
    status,
    amount: ours(intent.amount),
    authorized: status === "authorized" ? ours(intent.amount_capturable) : isOpen ? 0 : ours(held),
    captured: status === "captured" ? ours(intent.amount_received) : 0,
    refunded,
    clientSecret: isOpen ? intent.client_secret : null,
    code: status === "failed" && intent.last_payment_error ? stripeRefusal(intent.last_payment_error) : null,
  };
}

function toRefund({ id, status, amount, currency, failure_reason }: Stripe.Refund): ProviderRefund {
  const isFailed = status === "failed" || status === "canceled";
  return {
    ref: id,
    // `requires_action` and whatever may be added later are not final.
    status: isFailed ? "failed" : status === "succeeded" ? "succeeded" : "pending",
    amount: fromStripeAmount(amount, currency),
    code: isFailed ? (failure_reason ?? "refund_failed") : null,
  };
}

const toTransfer = ({ id, amount, currency }: { id: string; amount: number; currency: string }) => ({
  ref: id,
  amount: fromStripeAmount(amount, currency),
});

const hasKey =
  (key: string) =>
  ({ metadata }: { metadata: Stripe.Metadata | null }) =>
    metadata?.[KEY_FIELD] === key;

const WITH_CHARGE = { expand: ["latest_charge"] };

/** Stripe with manual capture, and transfers of their own to the accounts of stores ("separate charges and transfers"). */
export function stripeProvider(settings: StripeSettings): PaymentProvider {
  const stripe = new Stripe(settings.secretKey, {
    ...settingsOfHost(settings.apiUrl),
    // The job repeats calls, with the same key.
    maxNetworkRetries: 0,
    timeout: settings.timeoutMs ?? TIMEOUT_MS,
    telemetry: false,
    appInfo: { name: "Platewire" },
  });

  const retrieve = (ref: string) => ask(stripe.paymentIntents.retrieve(ref, WITH_CHARGE));

  const listRefunds = (ref: string) =>
    ask(
      stripe.refunds
        .list({ payment_intent: ref, limit: LISTED_AT_MOST })
        .autoPagingToArray({ limit: LISTED_AT_MOST }),
    );

  /** Pending refunds may still fail. Releasing what was not captured may be listed as a refund, but moves no balance. */
  async function refundedOf({ id, currency, status }: Stripe.PaymentIntent): Promise<number> {
    if (status !== "succeeded") return 0;
    const refunds = await listRefunds(id);
    const paidBack = refunds.filter(
      (each) => each.status === "succeeded" && each.balance_transaction !== null,
    );
    return fromStripeAmount(
      paidBack.reduce((sum, { amount }) => sum + amount, 0),
      currency,
    );
  }

  const withRefunds = async (intent: Stripe.PaymentIntent) => toPayment(intent, await refundedOf(intent));

  return {
    name: "stripe",

    async create({ key, reference, amount, currency, transferGroup }) {
      const intent = await once(key, (options) =>
        stripe.paymentIntents.create(
          {
            amount: toStripeAmount(amount, currency),
            currency: currency.toLowerCase(),
            capture_method: "manual",
            allowed_payment_method_types: ["card"],
            transfer_group: transferGroup,
            metadata: { payment: reference, order: transferGroup },
            ...WITH_CHARGE,
          },
          options,
        ),
      );
      return toPayment(intent, 0);
    },

    async capture({ key, ref, amount }) {
      const intent = await retrieve(ref);
      const wanted = toStripeAmount(amount, intent.currency);
      // Taken by an earlier call whose key Stripe has forgotten, or whose answer was a failure.
      if (intent.status === "succeeded" && intent.amount_received === wanted) return withRefunds(intent);
      const captured = await once(key, (options) =>
        stripe.paymentIntents.capture(ref, { amount_to_capture: wanted, ...WITH_CHARGE }, options),
      );
      return withRefunds(captured);
    },

    async void({ key, ref }) {
      const intent = await retrieve(ref);
      if (intent.status === "canceled") return toPayment(intent, 0);
      return toPayment(
        await once(key, (options) => stripe.paymentIntents.cancel(ref, WITH_CHARGE, options)),
        0,
      );
    },

    async refund({ key, ref, amount }) {
      const [intent, refunds] = await Promise.all([retrieve(ref), listRefunds(ref)]);
      const made = refunds.find(hasKey(key));
      // The answer that Stripe keeps for the key says what was true then: pending refunds end later.
      if (made !== undefined) return toRefund(made);
      return toRefund(
        await once(key, (options) =>
          stripe.refunds.create(
            {
              payment_intent: ref,
              amount: toStripeAmount(amount, intent.currency),
              metadata: { [KEY_FIELD]: key },
            },
            options,
          ),
        ),
      );
    },

    async transfer({ key, amount, currency, destination, transferGroup }) {
      const before = await ask(
        stripe.transfers.list({ transfer_group: transferGroup, destination, limit: LISTED_AT_MOST }),
      );
      const made =
        before.data.find(hasKey(key)) ??
        (await once(key, (options) =>
          stripe.transfers.create(
            {
              amount: toStripeAmount(amount, currency),
              currency: currency.toLowerCase(),
              destination,
              transfer_group: transferGroup,
              metadata: { [KEY_FIELD]: key },
            },
            options,
          ),
        ));
      return toTransfer(made);
    },

    async reverseTransfer({ key, ref, amount }) {
      const [{ currency }, before] = await Promise.all([
        ask(stripe.transfers.retrieve(ref)),
        ask(stripe.transfers.listReversals(ref, { limit: LISTED_AT_MOST })),
      ]);
      const made =
        before.data.find(hasKey(key)) ??
        (await once(key, (options) =>
          stripe.transfers.createReversal(
            ref,
            { amount: toStripeAmount(amount, currency), metadata: { [KEY_FIELD]: key } },
            options,
          ),
        ));
      return toTransfer(made);
    },

    async read(ref) {
      return withRefunds(await retrieve(ref));
    },

    parseWebhook: (body, headers) => parseStripeWebhook(stripe, settings.webhookSecret, body, headers),
  };
}
