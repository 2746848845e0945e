import "server-only";
import { inArray } from "drizzle-orm";
import { isStaffOf } from "@/lib/auth/model/staff";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { tenants } from "@/lib/db/schema/stores";
import { menuChannel } from "@/lib/menu/model/channels";
import { defineChannelRule } from "@/lib/realtime/protocol/channel-rules";

export const menuRule = defineChannelRule({
  channel: menuChannel,
  mayRead: async (viewer: Viewer, ids) => {
    const db = await queryable();
    const found = await db
      .select({ id: tenants.id, opened_at: tenants.opened_at })
      .from(tenants)
      .where(inArray(tenants.id, [...ids]));
    // A store in set-up exists for its own people alone.
    return found.flatMap(({ id, opened_at }) => (opened_at !== null || isStaffOf(viewer, id) ? [id] : []));
  },
});
