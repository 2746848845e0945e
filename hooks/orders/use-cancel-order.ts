"use client";

import { type OwnActionOutcome, useOwnAction } from "./use-own-action";

export type CancelOutcome = Exclude<OwnActionOutcome, { kind: "done" }> | { kind: "cancelled" };

export function useCancelOrder(orderId: string) {
  const { send, isPending } = useOwnAction(orderId);
  async function cancel(): Promise<CancelOutcome> {
    const outcome = await send({ name: "cancel" });
    return outcome.kind === "done" ? { kind: "cancelled" } : outcome;
  }
  return { cancel, isPending };
}
