import "server-only";
import { publishBroadcasts } from "./broadcasts/server/publish-due";
import { eraseChats } from "./chat/server/erase";
import { planDispatch } from "./dispatch/server/plan/planner";
import { mailReport } from "./figures/server/mail-report";
import { mailInvitation } from "./invitations/server/mail-invitation";
import { generateInvoices } from "./invoices/server/generate";
import type { JobDefinition } from "./jobs/define-job";
import { cleanUpPhotos } from "./menu/server/photos/clean-up-photos";
import { cleanUpNotifications } from "./notifications/server/clean-up";
import { remindOfChat } from "./notifications/server/remind-of-chat";
import { remindOfFailedDelivery } from "./notifications/server/remind-of-failed-delivery";
import { remindOfOrder } from "./notifications/server/remind-of-order";
import { remindOfRefund } from "./notifications/server/remind-of-refund";
import { sendMessages } from "./notifications/server/send-messages";
import { autoConfirm } from "./orders/server/auto-confirm";
import { autoCancel, concludeDeliveries, settleSoldOut } from "./orders/server/deadlines";
import { demoWebhooks } from "./payments/server/providers/demo/deliver";
import { reconcile } from "./payments/server/reconcile";
import { settle } from "./payments/server/settle";
import { enforceRetention } from "./platform/server/retention";
import { buildExport } from "./privacy/server/build-export";
import { upkeep } from "./server/upkeep";
import { followStatus } from "./status/server/follow";
import { mailConfirmation } from "./status/server/mail-confirmation";
import { mailIncident } from "./status/server/mail-incident";
import { watchDevices } from "./stores/server/devices/watch";

/** A schedule also needs its cron entry in vercel.json. */
export const jobs: readonly JobDefinition[] = [
  autoConfirm,
  autoCancel,
  buildExport,
  cleanUpNotifications,
  cleanUpPhotos,
  eraseChats,
  concludeDeliveries,
  demoWebhooks,
  enforceRetention,
  followStatus,
  generateInvoices,
  mailConfirmation,
  mailIncident,
  mailInvitation,
  mailReport,
  planDispatch,
  publishBroadcasts,
  reconcile,
  remindOfChat,
  remindOfFailedDelivery,
  remindOfOrder,
  remindOfRefund,
  sendMessages,
  settle,
  settleSoldOut,
  upkeep,
  watchDevices,
];
