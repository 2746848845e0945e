import "server-only";
import { hasRight } from "@/lib/auth/model/store-rights";
import type { Viewer } from "@/lib/auth/server/viewer";
import { defineChannelRule } from "@/lib/realtime/protocol/channel-rules";
import { payoutChannel } from "@/lib/stores/model/payout/channel";

export const payoutRule = defineChannelRule({
  channel: payoutChannel,
  mayRead: (viewer: Viewer, ids) => ids.filter((id) => hasRight(viewer, id, "setup")),
});
