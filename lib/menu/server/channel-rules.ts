import "server-only";
import { inArray } from "drizzle-orm";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { tenants } from "@/lib/db/schema/stores";
import { menuChannel } from "@/lib/menu/model/channels";
import { defineChannelRule } from "@/lib/realtime/protocol/channel-rules";

export const menuRule = defineChannelRule({
  channel: menuChannel,
  mayRead: async (_: Viewer, ids) => {
    const db = await queryable();
    const found = await db
      .select({ id: tenants.id })
      .from(tenants)
      .where(inArray(tenants.id, [...ids]));
    return found.map(({ id }) => id);
  },
});
