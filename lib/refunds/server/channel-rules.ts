import "server-only";
import { hasRight } from "@/lib/auth/model/store-rights";
import type { Viewer } from "@/lib/auth/server/viewer";
import { defineChannelRule } from "@/lib/realtime/protocol/channel-rules";
import { tenantRefundsChannel } from "@/lib/refunds/model/channel";

export const tenantRefundsRule = defineChannelRule({
  channel: tenantRefundsChannel,
  mayRead: (viewer: Viewer, ids) => ids.filter((id) => hasRight(viewer, id, "refunds")),
});
