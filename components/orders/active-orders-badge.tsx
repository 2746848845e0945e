"use client";

import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/feedback/badge";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { useActiveOrders } from "@/hooks/orders/use-my-orders";
import type { MyOrders } from "@/lib/orders/model/my-orders";

export function ActiveOrdersBadge({ fromServer }: { fromServer: MyOrders }) {
  const t = useTranslations("orders");
  const { length: count } = useActiveOrders(fromServer);
  if (count === 0) return null;
  return (
    <Badge variant="count">
      <span aria-hidden="true">{count}</span>
      <VisuallyHidden>{t("active_badge", { count })}</VisuallyHidden>
    </Badge>
  );
}
