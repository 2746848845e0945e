import "server-only";
import type { Viewer } from "@/lib/auth/server/viewer";
import { tenantChatChannel } from "@/lib/chat/model/channels";
import { defineChannelRule } from "@/lib/realtime/protocol/channel-rules";

/** For the staff alone: an admin reads a chat with a reason, and not as it is written. */
export const tenantChatRule = defineChannelRule({
  channel: tenantChatChannel,
  mayRead: ({ tenantIds }: Viewer, ids) => ids.filter((id) => tenantIds.includes(id)),
});
