import "server-only";
import { accountRule, broadcastRule, roleRule, userRule } from "@/lib/auth/server/channel-rules";
import type { Viewer } from "@/lib/auth/server/viewer";
import { boardPresenceRule } from "@/lib/board/server/channel-rules";
import { tenantChatRule } from "@/lib/chat/server/channel-rules";
import { fleetRule, storeRidersRule } from "@/lib/dispatch/server/channel-rules";
import type { catalogue } from "@/lib/events";
import { figuresRule } from "@/lib/figures/server/channel-rules";
import { menuRule } from "@/lib/menu/server/channel-rules";
import { orderRule, tenantOrdersRule } from "@/lib/orders/server/channel-rules";
import { composeChannels } from "@/lib/realtime/protocol/channel-rules";
import type { EventOf } from "@/lib/realtime/protocol/define-event";
import { tenantRefundsRule } from "@/lib/refunds/server/channel-rules";
import { payoutRule } from "@/lib/stores/server/payout/channel-rules";
import { teamRule } from "@/lib/team/server/channel-rules";

/** A stream checks the rules when it connects. */
export const channels = composeChannels<Viewer, EventOf<typeof catalogue>["type"]>([
  userRule,
  tenantOrdersRule,
  orderRule,
  menuRule,
  roleRule,
  broadcastRule,
  accountRule,
  figuresRule,
  boardPresenceRule,
  fleetRule,
  storeRidersRule,
  teamRule,
  payoutRule,
  tenantChatRule,
  tenantRefundsRule,
]);
