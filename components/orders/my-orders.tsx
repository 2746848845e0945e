"use client";

import { useTranslations } from "next-intl";
import { LateOwnChats } from "@/components/chat/late-chats";
import { OrderTicket } from "@/components/orders/order-ticket";
import { PastOrders } from "@/components/orders/past-orders";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { Drawing } from "@/components/ui/icon";
import { useAsPageTimeZone } from "@/hooks/browser/page-time-zone";
import { useMyOrders } from "@/hooks/orders/use-my-orders";
import { isFinal } from "@/lib/orders/model/lifecycle";
import { activeOf, type MyOrders as MyOrdersPage } from "@/lib/orders/model/my-orders";

/** Lucide's receipt-text, without lucide-react: this page's first load has no room for it. */
const RECEIPT =
  "M13 16H8M14 8H8M16 12H8M4 3a1 1 0 0 1 1-1 1.3 1.3 0 0 1 .7.2l.933.6a1.3 1.3 0 0 0 1.4 0l.934-.6a1.3 1.3 0 0 1 1.4 0l.933.6a1.3 1.3 0 0 0 1.4 0l.933-.6a1.3 1.3 0 0 1 1.4 0l.934.6a1.3 1.3 0 0 0 1.4 0l.933-.6A1.3 1.3 0 0 1 19 2a1 1 0 0 1 1 1v18a1 1 0 0 1-1 1 1.3 1.3 0 0 1-.7-.2l-.933-.6a1.3 1.3 0 0 0-1.4 0l-.934.6a1.3 1.3 0 0 1-1.4 0l-.933-.6a1.3 1.3 0 0 0-1.4 0l-.933.6a1.3 1.3 0 0 1-1.4 0l-.934-.6a1.3 1.3 0 0 0-1.4 0l-.933.6a1.3 1.3 0 0 1-.7.2 1 1 0 0 1-1-1z";

export function MyOrders({ fromServer }: { fromServer: MyOrdersPage }) {
  const t = useTranslations("orders");
  const { orders, next_cursor } = useMyOrders(fromServer);
  useAsPageTimeZone(orders[0]?.time_zone);
  if (orders.length === 0)
    return (
      <EmptyState
        icon={<Drawing d={RECEIPT} />}
        title={t("empty.title")}
        actions={
          <ButtonLink href="/" variant="go" size="lg">
            {t("empty.action")}
          </ButtonLink>
        }
      >
        {t("empty.body")}
      </EmptyState>
    );

  const active = activeOf(orders);
  const past = orders.filter((order) => isFinal(order.order_status));
  return (
    <div className="grid grid-cols-1 gap-8">
      <LateOwnChats userId={orders[0]?.user_id ?? ""} orderIds={orders.map(({ id }) => id)} />
      <section aria-labelledby="active-orders" className="grid grid-cols-1 gap-4">
        <h2 id="active-orders" className="text-lg">
          {t("active")}
        </h2>
        {active.length === 0 ? (
          <p className="text-soft">{t("none_active")}</p>
        ) : (
          <div className="grid grid-cols-1 gap-5 md:grid-cols-2">
            {active.map((order) => (
              <OrderTicket key={order.id} order={order} />
            ))}
          </div>
        )}
      </section>
      {past.length > 0 && <PastOrders orders={past} nextCursor={next_cursor ?? null} />}
    </div>
  );
}
