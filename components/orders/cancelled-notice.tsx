"use client";

import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { useOrderWords } from "@/hooks/orders/use-order-words";
import type { BoardOrder } from "@/lib/orders/model/schema";

export function CancelledNotice({ order }: { order: BoardOrder }) {
  const t = useTranslations("orders.detail");
  const status = useTranslations("status");
  const { reason, moneyBack } = useOrderWords();
  const why = reason(order);
  return (
    <Card aria-labelledby="cancelled" className="grid grid-cols-1 gap-2">
      <h2 id="cancelled" className="text-lg">
        {t("cancelled")}
      </h2>
      {why !== null && <p>{why}</p>}
      {order.cancel_note !== null && (
        <p dir="auto" className="whitespace-pre-line">
          {order.cancelled_by === "partner"
            ? status("words_of", { store: order.tenant_name, note: order.cancel_note })
            : `“${order.cancel_note}”`}
        </p>
      )}
      {order.payment_method !== "card" && <p className="font-bold">{moneyBack(order)}</p>}
    </Card>
  );
}
