"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { showToast } from "@/hooks/browser/show-toast";
import type { OrderStatus } from "@/lib/orders/model/changing-fields";
import type { BoardOrder, TimelineEntry } from "@/lib/orders/model/schema";
import { isOwnPress } from "./own-presses";
import { useOrderWords } from "./use-order-words";

export interface StatusChange {
  order_id: string;
  order_code: string;
  order_status: OrderStatus;
  version: number;
  order: BoardOrder | null;
  /** Unknown when the change was found by reading the orders again. */
  entry?: Pick<TimelineEntry, "action">;
}

const STAGE_OF_TOAST: Record<OrderStatus, string> = {
  "Order Received": "[--stage:var(--new)]",
  Preparing: "[--stage:var(--preparing)]",
  "Out for Delivery": "[--stage:var(--out)]",
  Delivered: "[--stage:var(--ready)]",
  Cancelled: "[--stage:var(--late)]",
};

const GOES_BACK: readonly TimelineEntry["action"][] = ["undo", "undo_rider_step", "release_rider"];

/** Module state, so that a toast is not repeated after navigating away and back. */
const shown = new Set<string>();

/** Shows one toast for each change of status, identified by order and version. Screen readers announce the toast. */
export function useOrderToasts() {
  const t = useTranslations("status");
  const { sentence } = useOrderWords();
  return useCallback(
    ({ order_id, order_code, order_status, version, order, entry }: StatusChange) => {
      const change = `${order_id}:${version}`;
      if (shown.has(change)) return;
      shown.add(change);
      if (order_status === "Cancelled" && isOwnPress(order_id)) return;
      showToast((toast) =>
        toast(
          t(entry !== undefined && GOES_BACK.includes(entry.action) ? "toast_undone" : "toast", {
            code: order_code,
            status: t(`label.${order_status}`),
          }),
          {
            id: change,
            description: order === null ? undefined : sentence(order),
            className: STAGE_OF_TOAST[order_status],
          },
        ),
      );
    },
    [t, sentence],
  );
}
