import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { queryable } from "@/lib/db/client";
import { payments } from "@/lib/db/schema/payments";
import { isPlayMoney } from "@/lib/env";
import { ProviderUnavailable } from "@/lib/payments/model/provider";
import { within } from "./ask-provider";
import { currentProvider, findProvider, providerNamed } from "./provider";
import { type Payment, readPaymentBy } from "./rows";

/** Whether orders can be paid by card here: at Stripe, or with play money at the demo provider. */
export const canPayByCard = () => findProvider("stripe") !== null || isPlayMoney();

/** The provider that new payments go to. */
export const providerOfNewPayments = () => currentProvider().name;

const START_MS = 4_000;

/** Creates the payment at its provider. Safe to repeat: the key is the payment's. Throws what the provider throws. */
export async function createAtProvider(payment: Payment): Promise<void> {
  const created = await within(
    providerNamed(payment.provider).create({
      key: `${payment.id}:create`,
      reference: payment.id,
      amount: payment.amount,
      currency: payment.currency,
      transferGroup: payment.order_id,
    }),
    START_MS,
  );
  const db = await queryable();
  await db
    .update(payments)
    .set({ provider_ref: created.ref, client_secret: created.clientSecret })
    .where(and(eq(payments.id, payment.id), isNull(payments.provider_ref)));
}

/**
 * Tries to create the payment at its provider right after it was written, so that the customer can pay without waiting for the
 * job. While the provider does not answer, the job goes on, and the customer's page says so.
 */
export async function tryToStart(orderId: string): Promise<void> {
  const payment = await readPaymentBy(await queryable(), eq(payments.order_id, orderId));
  if (payment === null || payment.provider_ref !== null || payment.ended_at !== null) return;
  try {
    await createAtProvider(payment);
  } catch (error) {
    if (!(error instanceof ProviderUnavailable)) throw error;
  }
}
