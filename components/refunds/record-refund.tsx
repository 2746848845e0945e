"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { later } from "@/components/ui/later";
import { useRefresh } from "@/hooks/browser/use-refresh";
import type { BoardOrder } from "@/lib/orders/model/schema";

const RefundDialog = lazy(later(async () => (await import("./refund-dialog")).RefundDialog));

interface RecordRefundProps {
  order: Pick<BoardOrder, "id" | "order_code" | "order_status" | "is_test">;
}

/** For staff, beside an order that was delivered: nothing of a cancelled one is left to refund. */
export function RecordRefund({ order }: RecordRefundProps) {
  const t = useTranslations("refunds");
  const refresh = useRefresh();
  const [isOpen, setOpen] = useState(false);
  if (order.order_status !== "Delivered" || order.is_test === true) return null;
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        {t("refund")}
      </Button>
      <Suspense fallback={null}>
        {isOpen && (
          <RefundDialog
            orderId={order.id}
            orderCode={order.order_code}
            onClose={() => setOpen(false)}
            onDone={refresh}
          />
        )}
      </Suspense>
    </>
  );
}
