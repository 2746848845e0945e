"use client";

import { useMemo } from "react";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import type { Result } from "@/lib/commands/result";
import type { DispatchStore } from "@/lib/dispatch/model/dispatch-view";
import type { Assignment, AssignmentQuote, OffersToAll } from "@/lib/dispatch/model/dispatching";
import type { DeliverySettings, DispatchMode } from "@/lib/stores/model/delivery-settings";

export interface DispatchCommands {
  /** Null: to nobody, so that the next plan decides. */
  assign(orderIds: readonly string[], riderId: string | null, reason: string): Promise<Result<Assignment>>;
  recall(offerId: string): Promise<Result<unknown>>;
  offerToAll(orderId: string): Promise<Result<OffersToAll>>;
  /** Leaves the other settings of the store as they are. */
  setMode(store: DispatchStore, mode: DispatchMode): Promise<Result<DeliverySettings, DeliverySettings>>;
  pin(orderId: string, riderId: string | null): Promise<Result<unknown>>;
  quote(orderId: string, riderId: string): Promise<Result<AssignmentQuote>>;
}

export function useDispatchCommands(): DispatchCommands {
  const assign = useCommand("assign_rider");
  const recall = useCommand("recall_offer");
  const offerToAll = useCommand("offer_to_all");
  const setDelivery = useCommand("set_store_delivery");
  const pin = useCommand("pin_rider");
  const quote = useCommand("quote_assignment");
  return useMemo(
    () => ({
      assign: (orderIds, riderId, reason) =>
        assign({ order_ids: [...orderIds], rider_id: riderId, reason }, { key: newKey() }),
      recall: (offerId) => recall({ offer_id: offerId }, { key: newKey() }),
      offerToAll: (orderId) => offerToAll({ order_id: orderId }, { key: newKey() }),
      setMode: ({ id, delivery }, mode) =>
        setDelivery(
          { tenant_id: id, delivery: { ...delivery, dispatch_mode: mode }, before: delivery },
          { key: newKey() },
        ),
      pin: (orderId, riderId) => pin({ order_id: orderId, rider_id: riderId }, { key: newKey() }),
      quote: (orderId, riderId) => quote({ order_id: orderId, rider_id: riderId }, { key: newKey() }),
    }),
    [assign, recall, offerToAll, setDelivery, pin, quote],
  );
}
