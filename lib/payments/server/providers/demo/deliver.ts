import "server-only";
import { and, asc, eq, isNull, lte } from "drizzle-orm";
import * as z from "zod/mini";
import { queryable } from "@/lib/db/client";
import { demoProviderDeliveries, demoProviderPayments } from "@/lib/db/schema/demo-provider";
import { defineJob } from "@/lib/jobs/define-job";
import { receiveWebhook } from "@/lib/payments/server/receive-webhook";
import { periodically } from "@/lib/server/periodically";
import { demoProvider } from "./provider";
import { signWebhook } from "./signature";

const AT_MOST = 200;
const SWEEP_MS = 1_000;

/** Sends the demo provider's webhooks that are due at `now`, signed, as a provider sends them over the network. */
export async function deliverDemoWebhooks(now = new Date()): Promise<number> {
  const db = await queryable();
  const due = await db
    .select({
      id: demoProviderDeliveries.id,
      event_id: demoProviderDeliveries.event_id,
      ref: demoProviderDeliveries.ref,
      type: demoProviderDeliveries.type,
      captured: demoProviderPayments.captured,
    })
    .from(demoProviderDeliveries)
    .innerJoin(demoProviderPayments, eq(demoProviderPayments.ref, demoProviderDeliveries.ref))
    .where(and(isNull(demoProviderDeliveries.delivered_at), lte(demoProviderDeliveries.due_at, now)))
    .orderBy(asc(demoProviderDeliveries.due_at), asc(demoProviderDeliveries.id))
    .limit(AT_MOST);
  for (const { id, event_id, ref, type, captured } of due) {
    const { body, headers } = signWebhook({
      id: event_id,
      type,
      ref,
      ...(type === "payment.disputed" && { dispute: { amount: captured, reason: "fraudulent" } }),
    });
    await receiveWebhook(demoProvider, body, headers);
    await db
      .update(demoProviderDeliveries)
      .set({ delivered_at: new Date() })
      .where(eq(demoProviderDeliveries.id, id));
  }
  return due.length;
}

/** Where no process stays; the others send them within a second. */
export const demoWebhooks = defineJob({
  name: "payment:demo_webhooks",
  input: z.object({}),
  schedule: { cron: "* * * * *", everyMinutes: 1 },
  retry: null,
  run: () => deliverDemoWebhooks(),
});

export function startDemoWebhooks(): void {
  periodically("The webhooks of the demo provider", SWEEP_MS, () => deliverDemoWebhooks());
}
