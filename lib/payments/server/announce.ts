import "server-only";
import { userChannel } from "@/lib/auth/model/channels";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { paymentStatus } from "@/lib/payments/model/events";
import type { PaymentState } from "@/lib/payments/model/schema";
import { type CheckedDraft, draftEvents } from "@/lib/realtime/publish/publish";

interface Announced {
  readonly order_id: string;
  readonly user_id: string;
  readonly tenant_id: string;
  readonly status: PaymentState;
  readonly authorized: number;
  readonly captured: number;
  readonly refunded: number;
  readonly version: number;
  readonly placed_at: Date | null;
}

/** The store hears of a payment only once it has the order. */
export function eventsOfPayment(payment: Announced, at: Date): CheckedDraft[] {
  const { order_id, user_id, tenant_id, status, authorized, captured, refunded, version } = payment;
  const timestamp = at.toISOString();
  const data = { order_id, status, authorized, captured, refunded, version, timestamp };
  const channels = [
    userChannel.name(user_id),
    ...(payment.placed_at === null ? [] : [tenantOrdersChannel.name(tenant_id)]),
  ];
  return draftEvents(channels.map((channel) => ({ channel, event: paymentStatus, data })));
}
