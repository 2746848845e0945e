"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type * as z from "zod/mini";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import type { orderActionSchema } from "@/lib/orders/model/actions/schema";
import { mergeIntoOrders } from "./order-cache";
import { asOwnPress } from "./own-presses";

export type OwnActionOutcome =
  | { kind: "done" }
  /** Another change was faster; the cache holds the current order. */
  | { kind: "lost" }
  | { kind: "unreachable" }
  | { kind: "signed_out" }
  | { kind: "refused"; message: string };

type Action = z.input<typeof orderActionSchema>;

/** For a customer's own order. The same action keeps its key, so that it can be sent again. */
export function useOwnAction(orderId: string) {
  const client = useQueryClient();
  const changeOrder = useCommand("change_order");
  const press = useRef<{ of: string; key: string }>(null);
  const [isPending, setPending] = useState(false);

  async function request(action: Action): Promise<OwnActionOutcome> {
    const of = JSON.stringify(action);
    if (press.current?.of !== of) press.current = { of, key: newKey() };
    const options = { key: press.current.key };
    try {
      const changed = await asOwnPress(orderId, () => changeOrder({ order_id: orderId, action }, options));
      const current = changed.ok ? changed.data : changed.current;
      if (current !== undefined) mergeIntoOrders(client, current);
      if (changed.ok) return { kind: "done" };
      if (changed.code === "unauthenticated") return { kind: "signed_out" };
      const isLost = changed.code === "conflict" && current !== undefined;
      return isLost ? { kind: "lost" } : { kind: "refused", message: changed.message };
    } catch {
      return { kind: "unreachable" };
    }
  }

  async function send(action: Action): Promise<OwnActionOutcome> {
    setPending(true);
    try {
      return await request(action);
    } finally {
      setPending(false);
    }
  }

  return { send, isPending };
}
