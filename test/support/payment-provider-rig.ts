import { asc, eq } from "drizzle-orm";
import { queryable } from "@/lib/db/client";
import { demoProviderDeliveries, demoProviderPayments } from "@/lib/db/schema/demo-provider";
import type { PaymentProvider } from "@/lib/payments/model/provider";
import { confirmDemoPayment } from "@/lib/payments/server/providers/demo/confirm";
import { demoProvider } from "@/lib/payments/server/providers/demo/provider";
import { signWebhook } from "@/lib/payments/server/providers/demo/signature";
import { stripeProvider } from "@/lib/payments/server/providers/stripe/provider";
import { startStripeServer, type TestMethod } from "./stripe-server";

export type RigCard = "ok" | "declined" | "no_funds" | "challenge" | "dispute";

export interface Delivery {
  readonly body: string;
  readonly headers: Headers;
}

/** A provider, and what the customer and the outside world do with it. */
export interface PaymentProviderRig {
  readonly provider: PaymentProvider;
  /** In the customer's browser. */
  pay(secret: string | null, card: RigCard): Promise<void>;
  /** On the bank's page. */
  answer(payment: { ref: string; clientSecret: string | null }, approves: boolean): Promise<void>;
  /** The webhooks of a payment so far, in their order, as they are sent now or were sent a while ago. */
  deliveries(ref: string, secondsAgo?: number): Promise<Delivery[]>;
  stop(): Promise<void>;
}

const DEMO_CARDS: Record<RigCard, string> = {
  ok: "4242424242424242",
  declined: "4000000000000002",
  no_funds: "4000000000009995",
  challenge: "4000000000003220",
  dispute: "4000000000000259",
};

/** Needs a database. */
export async function demoRig(): Promise<PaymentProviderRig> {
  return {
    provider: demoProvider,
    async pay(secret, card) {
      await confirmDemoPayment(secret ?? "", { card: DEMO_CARDS[card] });
    },
    async answer({ clientSecret }, approves) {
      await confirmDemoPayment(clientSecret ?? "", { answer: approves ? "approve" : "reject" });
    },
    async deliveries(ref, secondsAgo = 0) {
      const db = await queryable();
      const rows = await db
        .select()
        .from(demoProviderDeliveries)
        .innerJoin(demoProviderPayments, eq(demoProviderPayments.ref, demoProviderDeliveries.ref))
        .where(eq(demoProviderDeliveries.ref, ref))
        .orderBy(asc(demoProviderDeliveries.id));
      return rows.map(
        ({ demo_provider_deliveries: { event_id, type }, demo_provider_payments: { captured } }) =>
          signWebhook(
            {
              id: event_id,
              type,
              ref,
              ...(type === "payment.disputed" && { dispute: { amount: captured, reason: "fraudulent" } }),
            },
            Date.now() - secondsAgo * 1_000,
          ),
      );
    },
    stop: async () => undefined,
  };
}

const STRIPE_METHODS: Record<RigCard, TestMethod> = {
  ok: "pm_card_visa",
  declined: "pm_card_visa_chargeDeclined",
  no_funds: "pm_card_visa_chargeDeclinedInsufficientFunds",
  challenge: "pm_card_authenticationRequired",
  dispute: "pm_card_createDispute",
};

/** Stripe's library and our adapter, against a local server that speaks Stripe's API. */
export async function stripeRig(): Promise<PaymentProviderRig> {
  const server = await startStripeServer();
  return {
    provider: stripeProvider(server.settings),
    async pay(secret, card) {
      await server.confirm(secret ?? "", STRIPE_METHODS[card]);
    },
    answer: async ({ ref }, approves) => server.answer(ref, approves),
    deliveries: async (ref, secondsAgo = 0) =>
      server.events
        .filter((event) => event.ref === ref)
        .map((event) => server.deliver(event, { secondsAgo })),
    stop: server.stop,
  };
}
