import "server-only";
import { hasRight } from "@/lib/auth/model/store-rights";
import type { Viewer } from "@/lib/auth/server/viewer";
import { defineChannelRule } from "@/lib/realtime/protocol/channel-rules";
import { teamChannel } from "@/lib/team/model/channel";

export const teamRule = defineChannelRule({
  channel: teamChannel,
  mayRead: (viewer: Viewer, ids) => ids.filter((id) => hasRight(viewer, id, "team")),
});
