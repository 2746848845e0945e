"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { OrderChanges } from "@/lib/orders/model/changing-fields";
import type { BoardOrder, OrderSummary } from "@/lib/orders/model/schema";
import { questionEnd } from "@/lib/orders/model/unavailable/question-end";
import { formatMoney, formatTime } from "@/lib/text/format";

type DescribedOrder = Pick<OrderSummary, keyof OrderChanges | "tenant_name">;

function sentenceKey(order: DescribedOrder) {
  switch (order.order_status) {
    case "Order Received":
      return order.acknowledged_at === null ? "received" : "seen";
    case "Preparing":
      if (questionEnd(order) !== null) return "sold_out";
      if (order.ready_at === null) return "preparing";
      return order.rider_state === "at_store" ? "rider_at_store" : "ready";
    case "Out for Delivery":
      if (order.rider_state === "at_door") return "rider_at_door";
      if (order.rider_state === "failed") return "rider_failed";
      return order.rider_name === null ? "out_for_delivery" : "rider_out";
    case "Delivered":
      return "delivered";
    case "Cancelled":
      // Whoever left out the last dish did not press Cancel.
      if (order.cancelled_by === "customer")
        return order.cancel_reason === "OUT_OF_ITEMS" ? "cancelled_sold_out" : "cancelled_by_customer";
      if (order.cancelled_by === "system") return "cancelled_by_system";
      if (order.cancelled_by === "admin") return "cancelled_by_admin";
      return order.accepted_at === null ? "declined_by_partner" : "cancelled_by_partner";
  }
}

function paymentKey(order: Pick<BoardOrder, "payment_method" | "payment_status">) {
  const isCash = order.payment_method === "cash";
  switch (order.payment_status) {
    case "due_on_delivery":
      return "due";
    case "authorized":
      return "reserved";
    case "captured":
      return isCash ? "cash_paid" : "captured";
    case "partially_refunded":
      return "partially_refunded";
    case "released":
      return isCash ? "nothing" : "released";
    case "refunded":
      return "refunded";
  }
}

export function useOrderWords() {
  const t = useTranslations("status");
  return useMemo(
    () => ({
      sentence: (order: DescribedOrder) =>
        t(`sentence.${sentenceKey(order)}`, { store: order.tenant_name, rider: order.rider_name ?? "" }),
      payment: (order: BoardOrder) => t(`payment.${paymentKey(order)}`, { method: order.payment_method }),
      /** Null when the customer cancelled. */
      reason: (order: DescribedOrder) =>
        order.cancel_reason === null || order.cancel_reason === "CUSTOMER_CANCELLED"
          ? null
          : t(`reason.${order.cancel_reason}`),
      moneyBack: (order: BoardOrder) => {
        if (order.payment_method === "cash") return t("money_back.cash");
        const kind = order.payment_status === "refunded" ? "refunded" : "released";
        return t(`money_back.${kind}`, {
          method: order.payment_method,
          // With what came back earlier, for sold-out dishes.
          amount: formatMoney(order.final_amount + order.refunded_amount, order.currency),
          time: formatTime(order.cancelled_at ?? order.updated_at, order.time_zone),
        });
      },
    }),
    [t],
  );
}
