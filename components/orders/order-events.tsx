"use client";

import { useOrderEvents } from "@/hooks/orders/use-order-events";

/** Listens for the whole site, so that toasts, badge and every order's page hear of it on whatever page one is. */
export function OrderEvents({ userId, since }: { userId: string; since: string | undefined }) {
  useOrderEvents(userId, since);
  return null;
}
