"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { mergeIntoOrders } from "./order-cache";
import { asOwnPress } from "./own-presses";

export type CancelOutcome =
  | { kind: "cancelled" }
  /** Another change was faster; the cache holds the current order. */
  | { kind: "lost" }
  | { kind: "unreachable" }
  | { kind: "signed_out" }
  | { kind: "refused"; message: string };

export function useCancelOrder(orderId: string) {
  const client = useQueryClient();
  const changeOrder = useCommand("change_order");
  const key = useRef<string>(null);
  const [isPending, setPending] = useState(false);

  async function send(): Promise<CancelOutcome> {
    key.current ??= newKey();
    const options = { key: key.current };
    try {
      const changed = await asOwnPress(orderId, () =>
        changeOrder({ order_id: orderId, action: { name: "cancel" } }, options),
      );
      const current = changed.ok ? changed.data : changed.current;
      if (current !== undefined) mergeIntoOrders(client, current);
      if (changed.ok) return { kind: "cancelled" };
      if (changed.code === "unauthenticated") return { kind: "signed_out" };
      const isLost = changed.code === "conflict" && current !== undefined;
      return isLost ? { kind: "lost" } : { kind: "refused", message: changed.message };
    } catch {
      return { kind: "unreachable" };
    }
  }

  async function cancel(): Promise<CancelOutcome> {
    setPending(true);
    try {
      return await send();
    } finally {
      setPending(false);
    }
  }

  return { cancel, isPending };
}
