import { notFound } from "next/navigation";
import { cache } from "react";
import { requireViewer } from "@/lib/auth/server/viewer";
import { getOrder } from "@/lib/orders/server/queries";
import { readLive } from "@/lib/server/read-live";

/** The customer's own order. Staff have the board and its history; to everybody else it is not there. */
export const readOwnOrder = cache(async (orderId: string) => {
  const viewer = await requireViewer(`/orders/${orderId}`);
  const { data: order, since } = await readLive(() => getOrder(viewer, orderId));
  if (order === null || order.user_id !== viewer.userId) notFound();
  return { order, since };
});
