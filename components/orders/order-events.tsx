"use client";

import { useOrderEvents } from "@/hooks/orders/use-order-events";

/** Applies order events on every customer page, so that toasts, badge and caches are current everywhere. */
export function OrderEvents({ userId, since }: { userId: string; since: string }) {
  useOrderEvents(userId, since);
  return null;
}
