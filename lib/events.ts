import { accountBanned, accountRestored, tokenCreated, tokenRevoked } from "@/lib/auth/model/events";
import { boardPresence } from "@/lib/board/model/presence/events";
import { announcement, maintenance, systemUpdate } from "@/lib/broadcasts/model/events";
import { chatMessage, chatTrouble, readReceipt, typingIndicator } from "@/lib/chat/model/events";
import {
  dispatchChanged,
  offerDeclined,
  offerExpired,
  offerMade,
  offerTaken,
  riderSilent,
  tripCheckpoint,
  tripFinished,
  tripStarted,
} from "@/lib/dispatch/model/events";
import { rankChange, scoreUpdate } from "@/lib/figures/model/events";
import { menuChanged, menuItemChanged, menuOptionChanged } from "@/lib/menu/model/events";
import { notification, notificationsRead } from "@/lib/notifications/model/events";
import { newOrder, orderStatusUpdate } from "@/lib/orders/model/events";
import { paymentStatus } from "@/lib/payments/model/events";
import { adminNews, jobActivity } from "@/lib/platform/model/events";
import { platformSwitch } from "@/lib/platform/model/switch-event";
import { printerEvent, printJobEvent } from "@/lib/printing/model/events";
import { exportReady } from "@/lib/privacy/model/events";
import { defineCatalogue } from "@/lib/realtime/protocol/define-event";
import { refundChanged } from "@/lib/refunds/model/events";
import { riderLocation } from "@/lib/riders/model/events";
import { systemHealth } from "@/lib/status/model/events";
import { storeStatus } from "@/lib/stores/model/events";
import { payoutChanged } from "@/lib/stores/model/payout/events";
import { teamChanged } from "@/lib/team/model/events";

export const catalogue = defineCatalogue([
  newOrder,
  orderStatusUpdate,
  paymentStatus,
  notification,
  notificationsRead,
  jobActivity,
  tokenCreated,
  tokenRevoked,
  exportReady,
  accountBanned,
  accountRestored,
  menuItemChanged,
  menuOptionChanged,
  menuChanged,
  storeStatus,
  systemHealth,
  printJobEvent,
  printerEvent,
  scoreUpdate,
  rankChange,
  boardPresence,
  offerMade,
  offerTaken,
  offerDeclined,
  offerExpired,
  tripStarted,
  tripCheckpoint,
  tripFinished,
  dispatchChanged,
  riderSilent,
  riderLocation,
  teamChanged,
  payoutChanged,
  maintenance,
  systemUpdate,
  announcement,
  platformSwitch,
  chatMessage,
  typingIndicator,
  readReceipt,
  chatTrouble,
  adminNews,
  refundChanged,
]);
