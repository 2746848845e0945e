import "server-only";
import { and, inArray } from "drizzle-orm";
import type { Queryable } from "@/lib/db/client";
import { orders } from "@/lib/db/schema/orders";
import { FINAL } from "@/lib/orders/model/lifecycle";
import { channelName, parseChannel } from "@/lib/realtime/protocol/channel";

/** Those of these channels on which nothing will ever be said again: of orders that are over. */
export async function spentOrderChannels(db: Queryable, names: readonly string[]): Promise<string[]> {
  const ids = names.flatMap((name) => {
    const channel = parseChannel(name);
    return channel?.kind === "order" ? [channel.id] : [];
  });
  if (ids.length === 0) return [];
  const over = await db
    .select({ id: orders.id })
    .from(orders)
    .where(and(inArray(orders.id, ids), inArray(orders.order_status, [...FINAL])));
  return over.map(({ id }) => channelName.order(id));
}
