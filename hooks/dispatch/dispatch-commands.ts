"use client";

import { useMemo } from "react";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import type { Result } from "@/lib/commands/result";
import type { Assignment, AssignmentQuote } from "@/lib/dispatch/model/dispatching";

export interface DispatchCommands {
  /** Null: to nobody, so that the next plan decides. */
  assign(orderIds: readonly string[], riderId: string | null, reason: string): Promise<Result<Assignment>>;
  recall(offerId: string): Promise<Result<unknown>>;
  pin(orderId: string, riderId: string | null): Promise<Result<unknown>>;
  quote(orderId: string, riderId: string): Promise<Result<AssignmentQuote>>;
}

export function useDispatchCommands(): DispatchCommands {
  const assign = useCommand("assign_rider");
  const recall = useCommand("recall_offer");
  const pin = useCommand("pin_rider");
  const quote = useCommand("quote_assignment");
  return useMemo(
    () => ({
      assign: (orderIds, riderId, reason) =>
        assign({ order_ids: [...orderIds], rider_id: riderId, reason }, { key: newKey() }),
      recall: (offerId) => recall({ offer_id: offerId }, { key: newKey() }),
      pin: (orderId, riderId) => pin({ order_id: orderId, rider_id: riderId }, { key: newKey() }),
      quote: (orderId, riderId) => quote({ order_id: orderId, rider_id: riderId }, { key: newKey() }),
    }),
    [assign, recall, pin, quote],
  );
}
