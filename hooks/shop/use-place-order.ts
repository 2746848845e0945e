"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useCommand } from "@/hooks/commands/use-command";
import { putOrderInCache } from "@/hooks/orders/order-cache";
import type { Result } from "@/lib/commands/result";
import type { Quote } from "@/lib/menu/model/schema";
import type { OrderDetail, PlaceOrder } from "@/lib/orders/model/schema";

/** Longer than for other commands: placing takes the longest. */
const TIMEOUT_MS = 20_000;

export type PlaceOutcome =
  | { kind: "placed"; order: OrderDetail }
  /** Prices, availability or opening changed; `quote` is the current state. */
  | { kind: "changed"; quote: Quote; message: string }
  | { kind: "invalid"; fieldErrors: Record<string, string>; message: string }
  | { kind: "key_reused" }
  | { kind: "signed_out" }
  /** The outcome is unknown: a retry must use the same key. */
  | { kind: "unreachable" }
  | { kind: "refused"; message: string };

async function outcomeOf(answer: Promise<Result<OrderDetail, Quote>>): Promise<PlaceOutcome> {
  try {
    const placed = await answer;
    if (placed.ok) return { kind: "placed", order: placed.data };
    switch (placed.code) {
      case "unauthenticated":
        return { kind: "signed_out" };
      case "key_reused":
        return { kind: "key_reused" };
      case "invalid":
        return { kind: "invalid", fieldErrors: placed.fieldErrors ?? {}, message: placed.message };
      default:
        return placed.current === undefined
          ? { kind: "refused", message: placed.message }
          : { kind: "changed", quote: placed.current, message: placed.message };
    }
  } catch {
    return { kind: "unreachable" };
  }
}

/** Places one order at a time. A placed order is in the cache before its page opens. */
export function usePlaceOrder() {
  const client = useQueryClient();
  const placeOrder = useCommand("place_order");
  const isUnderWay = useRef(false);
  const [isPending, setPending] = useState(false);

  /** Resolves with null when another order is being placed. */
  async function place(order: PlaceOrder, idempotencyKey: string): Promise<PlaceOutcome | null> {
    if (isUnderWay.current) return null;
    isUnderWay.current = true;
    setPending(true);
    try {
      const outcome = await outcomeOf(placeOrder(order, { key: idempotencyKey, timeoutMs: TIMEOUT_MS }));
      // One that waits for its payment is no order yet.
      if (outcome.kind === "placed" && outcome.order.payment?.placed_at !== null)
        putOrderInCache(client, outcome.order);
      return outcome;
    } finally {
      isUnderWay.current = false;
      setPending(false);
    }
  }

  return { place, isPending };
}
