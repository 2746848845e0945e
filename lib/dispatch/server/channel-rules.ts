import "server-only";
import type { Viewer } from "@/lib/auth/server/viewer";
import { fleetChannel, storeRidersChannel } from "@/lib/dispatch/model/channels";
import { defineChannelRule } from "@/lib/realtime/protocol/channel-rules";

/** The staff of a store dispatch its own fleet, admins all of them. */
export const fleetRule = defineChannelRule({
  channel: fleetChannel,
  mayRead: ({ isAdmin, tenantIds }: Viewer, ids) => ids.filter((id) => isAdmin || tenantIds.includes(id)),
});

export const storeRidersRule = defineChannelRule({
  channel: storeRidersChannel,
  mayRead: ({ isAdmin, tenantIds }: Viewer, ids) => ids.filter((id) => isAdmin || tenantIds.includes(id)),
});
