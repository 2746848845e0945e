import "server-only";
import { and, eq } from "drizzle-orm";
import { payments, providerEvents } from "@/lib/db/schema/payments";
import { transaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/enqueue";
import type { PaymentProvider } from "@/lib/payments/model/provider";
import { settle } from "./settle";

/**
 * Takes a provider's webhook: keeps the event's id, so that a second delivery changes nothing, and has the payment settled.
 * Nothing in the body but the id and the payment's name is believed: the provider is asked what is true.
 * @throws {BadSignature}
 */
export async function receiveWebhook(
  provider: Pick<PaymentProvider, "name" | "parseWebhook">,
  body: string,
  headers: Headers,
): Promise<"received" | "known" | "ignored"> {
  const event = await provider.parseWebhook(body, headers);
  if (event === null) return "ignored";
  return transaction(async (tx) => {
    const [payment] = await tx
      .select({ id: payments.id, tenant_id: payments.tenant_id })
      .from(payments)
      .where(and(eq(payments.provider, provider.name), eq(payments.provider_ref, event.ref)));
    const kept = await tx
      .insert(providerEvents)
      .values({ provider: provider.name, event_id: event.id, payment_id: payment?.id ?? null })
      .onConflictDoNothing()
      .returning({ id: providerEvents.event_id });
    if (kept.length === 0) return "known";
    // The answer to the call that made it has not arrived. Whoever takes the answer asks the provider, too.
    if (payment === undefined) return "ignored";
    if (event.dispute !== undefined)
      await tx
        .update(payments)
        .set({ disputed_at: new Date(), disputed_amount: event.dispute.amount })
        .where(eq(payments.id, payment.id));
    await enqueue(
      tx,
      settle,
      { payment_id: payment.id, event_id: event.id },
      { tenantId: payment.tenant_id },
    );
    return "received";
  });
}
