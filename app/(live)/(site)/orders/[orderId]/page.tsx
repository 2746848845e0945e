import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import "@/components/orders/order-page.css";
import { OrderTracking } from "@/components/orders/order-tracking";
import { PayOrder } from "@/components/payments/pay-order";
import { stripePublishableKey } from "@/lib/payments/server/provider";
import { readOwnOrder } from "./read-own-order";

export async function generateMetadata({ params }: PageProps<"/orders/[orderId]">): Promise<Metadata> {
  const { order } = await readOwnOrder((await params).orderId);
  const pay = await getTranslations("payments.pay");
  if (order.payment?.placed_at === null) return { title: pay("page_title", { code: order.order_code }) };
  const t = await getTranslations("orders.detail");
  const status = await getTranslations("status.label");
  return { title: t("title", { status: status(order.order_status), code: order.order_code }) };
}

export default async function OrderPage({ params }: PageProps<"/orders/[orderId]">) {
  const { order, since } = await readOwnOrder((await params).orderId);
  return (
    <>
      <ContentUser />
      {order.payment?.placed_at === null ? (
        <PayOrder order={order} payment={order.payment} stripeKey={stripePublishableKey()} since={since} />
      ) : (
        <OrderTracking fromServer={order} since={since} />
      )}
    </>
  );
}
