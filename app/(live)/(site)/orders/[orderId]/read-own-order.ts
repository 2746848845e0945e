import { notFound } from "next/navigation";
import { cache } from "react";
import { requireViewer } from "@/lib/auth/server/viewer";
import { getOrder } from "@/lib/orders/server/queries";
import { readLive } from "@/lib/server/read-live";

/** Renders "not found" for everyone else's orders; staff use the board and its history. */
export const readOwnOrder = cache(async (orderId: string) => {
  const viewer = await requireViewer(`/orders/${orderId}`);
  const { data: order, since } = await readLive(() => getOrder(viewer, orderId));
  if (order === null || order.user_id !== viewer.userId) notFound();
  return { order, since };
});
