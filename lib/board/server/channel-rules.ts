import "server-only";
import type { Viewer } from "@/lib/auth/server/viewer";
import { boardPresenceChannel } from "@/lib/board/model/presence/channel";
import { defineChannelRule } from "@/lib/realtime/protocol/channel-rules";

/** Admins are not among the people who work in a store: they neither see those nor are seen. */
export const boardPresenceRule = defineChannelRule({
  channel: boardPresenceChannel,
  mayRead: ({ tenantIds }: Viewer, ids) => ids.filter((id) => tenantIds.includes(id)),
});
