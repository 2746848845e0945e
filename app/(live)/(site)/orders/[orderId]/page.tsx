import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { OrderTracking } from "@/components/orders/order-tracking";
import { requireViewer } from "@/lib/auth/viewer";
import { getOrder } from "@/lib/orders/queries";
import { streamPosition } from "@/lib/stream-position";

/** The customer's own order. Staff have the board and its history; to everybody else it is not there. */
const readOwnOrder = cache(async (orderId: string) => {
  const viewer = await requireViewer(`/orders/${orderId}`);
  const position = await streamPosition();
  const order = await getOrder(viewer, orderId);
  if (position === null || order === null || order.user_id !== viewer.userId) notFound();
  return { order, since: position.cursor };
});

export async function generateMetadata({ params }: PageProps<"/orders/[orderId]">): Promise<Metadata> {
  const { order } = await readOwnOrder((await params).orderId);
  const t = await getTranslations("orders.detail");
  const status = await getTranslations("status.label");
  return { title: t("title", { status: status(order.order_status), code: order.order_code }) };
}

export default async function OrderPage({ params }: PageProps<"/orders/[orderId]">) {
  const { order, since } = await readOwnOrder((await params).orderId);
  return <OrderTracking fromServer={order} since={since} />;
}
