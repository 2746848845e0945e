"use client";

import { useOrderEvents } from "@/hooks/orders/use-order-events";

export function OrderEvents({ userId, since }: { userId: string; since: string | undefined }) {
  useOrderEvents(userId, since);
  return null;
}
