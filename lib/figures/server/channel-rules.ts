import "server-only";
import type { Viewer } from "@/lib/auth/server/viewer";
import { figuresChannel } from "@/lib/figures/model/channels";
import { defineChannelRule } from "@/lib/realtime/protocol/channel-rules";

export const figuresRule = defineChannelRule({
  channel: figuresChannel,
  mayRead: ({ isAdmin, tenantIds }: Viewer, ids) => ids.filter((id) => isAdmin || tenantIds.includes(id)),
});
