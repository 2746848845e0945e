"use client";

import { useTranslations } from "next-intl";
import { OrderCard } from "@/components/dispatch/order-card";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import type { DragCode } from "@/hooks/dispatch/use-drag-code";
import type { ListedOrder } from "@/hooks/dispatch/use-sorted-orders";

interface OrderListProps {
  listed: readonly ListedOrder[];
  tabStop: string | null;
  drag: DragCode;
}

export function OrderList({ listed, tabStop, drag }: OrderListProps) {
  const t = useTranslations("dispatch.screen");
  const trouble = listed.filter(({ urgency }) => urgency !== "calm");
  const calm = listed.filter(({ urgency }) => urgency === "calm");
  const late = trouble.filter(({ urgency }) => urgency === "late").length;
  if (listed.length === 0)
    return (
      <EmptyState heading="h2" title={t("empty.title")}>
        {t("empty.body")}
      </EmptyState>
    );
  const cards = (orders: readonly ListedOrder[]) =>
    orders.map(({ order, urgency }) => (
      <OrderCard
        key={order.id}
        order={order}
        urgency={urgency}
        isTabStop={order.id === tabStop}
        drag={drag}
      />
    ));
  return (
    <>
      {trouble.length > 0 && (
        <>
          <h2>
            <span>{t("group.trouble", { late, soon: trouble.length - late })}</span>
            <small className="dispatch-aside">{t("group.worst_first")}</small>
          </h2>
          {cards(trouble)}
        </>
      )}
      {calm.length > 0 && (
        <>
          <h2>
            <span>{t("group.calm", { count: calm.length })}</span>
          </h2>
          {cards(calm)}
        </>
      )}
    </>
  );
}
