"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { v4 as newUuid } from "uuid";
import { inTime } from "@/hooks/browser/in-time";
import type { OrderDetail } from "@/lib/orders/model/schema";
import { changeOrderAction } from "@/lib/orders/server/actions";
import { putOrderInCache } from "./order-cache";
import { asOwnPress } from "./own-presses";

/** How a press on Cancel went. */
export type CancelOutcome =
  | { kind: "cancelled" }
  /** Somebody was faster; the order as it stands is in the cache. */
  | { kind: "lost"; order: OrderDetail }
  /** It is not known whether it got through. */
  | { kind: "unreachable" }
  | { kind: "signed_out" }
  | { kind: "refused"; message: string };

/** Cancels an order as its customer. A retry after a lost answer repeats the same press, by its key. */
export function useCancelOrder(orderId: string) {
  const client = useQueryClient();
  const key = useRef<string>(null);
  const [isPending, setPending] = useState(false);

  async function ask(): Promise<CancelOutcome> {
    key.current ??= newUuid();
    const idempotency_key = key.current;
    try {
      const changed = await asOwnPress(orderId, () =>
        inTime(changeOrderAction({ order_id: orderId, action: { name: "cancel" }, idempotency_key })),
      );
      if (changed.ok) {
        putOrderInCache(client, changed.data);
        return { kind: "cancelled" };
      }
      if (changed.code === "unauthenticated") return { kind: "signed_out" };
      if (changed.current === undefined) return { kind: "refused", message: changed.message };
      putOrderInCache(client, changed.current);
      return changed.code === "conflict"
        ? { kind: "lost", order: changed.current }
        : { kind: "refused", message: changed.message };
    } catch {
      return { kind: "unreachable" };
    }
  }

  async function cancel(): Promise<CancelOutcome> {
    setPending(true);
    try {
      return await ask();
    } finally {
      setPending(false);
    }
  }

  return { cancel, isPending };
}
