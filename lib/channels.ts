import "server-only";
import { eq } from "drizzle-orm";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { orders } from "@/lib/db/schema/orders";
import { tenants } from "@/lib/db/schema/stores";
import { rolesFor } from "@/lib/orders/server/access";
import { type Channel, channelName } from "@/lib/realtime/protocol/channel";

/** The rule who may read which channel. The stream asks it for each channel, at each connection. */

/** What a connection reads when it asks for nothing: what concerns this person wherever they are. */
export function defaultChannels(viewer: Viewer): string[] {
  return [
    channelName.user(viewer.userId),
    ...viewer.tenantIds.map(channelName.tenantOrders),
    ...(viewer.isAdmin ? [channelName.role("admin")] : []),
    channelName.broadcast(),
  ];
}

export async function mayRead(viewer: Viewer, channel: Channel): Promise<boolean> {
  switch (channel.kind) {
    case "broadcast":
      return true;
    case "user":
      return channel.id === viewer.userId;
    case "role":
      return channel.id === "admin" && viewer.isAdmin;
    case "tenant_orders":
      return viewer.isAdmin || viewer.tenantIds.includes(channel.id);
    case "menu": {
      const db = await queryable();
      const rows = await db.select({ id: tenants.id }).from(tenants).where(eq(tenants.id, channel.id));
      return rows.length === 1;
    }
    case "order": {
      const db = await queryable();
      const [order] = await db
        .select({ user_id: orders.user_id, tenant_id: orders.tenant_id })
        .from(orders)
        .where(eq(orders.id, channel.id));
      return order !== undefined && rolesFor(viewer, order).length > 0;
    }
  }
}
