import "server-only";
import { accountChannel } from "@/lib/auth/model/account-channel";
import { broadcastChannel, roleChannel, userChannel } from "@/lib/auth/model/channels";
import { defineChannelRule } from "@/lib/realtime/protocol/channel-rules";
import type { Viewer } from "./viewer";

export const userRule = defineChannelRule({
  channel: userChannel,
  mayRead: ({ userId }: Viewer, ids) => ids.filter((id) => id === userId),
  defaults: ({ userId }) => [userId],
});

export const accountRule = defineChannelRule({
  channel: accountChannel,
  mayRead: ({ userId }: Viewer, ids) => ids.filter((id) => id === userId),
});

const rolesOf = ({ isAdmin }: Viewer) => (isAdmin ? ["admin"] : []);

export const roleRule = defineChannelRule({
  channel: roleChannel,
  mayRead: (viewer: Viewer, ids) => ids.filter((id) => rolesOf(viewer).includes(id)),
  defaults: rolesOf,
});

export const broadcastRule = defineChannelRule({
  channel: broadcastChannel,
  mayRead: (_: Viewer, ids) => ids,
  defaults: () => [""],
});
