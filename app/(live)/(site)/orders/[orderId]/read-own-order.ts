import { notFound } from "next/navigation";
import { cache } from "react";
import { requireViewer } from "@/lib/auth/server/viewer";
import { getOrder } from "@/lib/orders/server/queries";
import { streamPosition } from "@/lib/server/stream-position";

/** Reads the customer's own order. Not found for everyone else; staff use the board and its history. */
export const readOwnOrder = cache(async (orderId: string) => {
  const viewer = await requireViewer(`/orders/${orderId}`);
  const position = await streamPosition();
  const order = await getOrder(viewer, orderId);
  if (position === null || order === null || order.user_id !== viewer.userId) notFound();
  return { order, since: position.cursor };
});
