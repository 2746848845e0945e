import "server-only";
import { sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/client";
import { orders } from "@/lib/db/schema/orders";
import { FINAL } from "@/lib/orders/model/lifecycle";
import { channelName, parseChannel } from "@/lib/realtime/protocol/channel";

/** Returns those of these channels that will get no more events: the ones of finished orders. */
export async function spentOrderChannels(db: Queryable, names: readonly string[]): Promise<string[]> {
  const ids = names.flatMap((name) => {
    const channel = parseChannel(name);
    return channel?.kind === "order" ? [channel.id] : [];
  });
  if (ids.length === 0) return [];
  const over = await db
    .select({ id: orders.id })
    .from(orders)
    .where(
      sql`${orders.id} = any(${sql.param(ids)}::uuid[]) and ${orders.order_status} = any(${sql.param([...FINAL])}::text[])`,
    );
  return over.map(({ id }) => channelName.order(id));
}
