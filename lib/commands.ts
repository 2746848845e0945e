import "server-only";
import type * as z from "zod/mini";
import { createTokenCommand } from "@/lib/auth/server/create-token";
import { revokeTokenCommand } from "@/lib/auth/server/revoke-token";
import { reportPresenceCommand } from "@/lib/board/server/report-presence";
import {
  confirmBroadcastCommand,
  correctBroadcastCommand,
  sendBroadcastCommand,
  withdrawBroadcastCommand,
} from "@/lib/broadcasts/server/commands";
import { blockInChatCommand } from "@/lib/chat/server/block";
import { markChatReadCommand } from "@/lib/chat/server/mark-read";
import { readChatAsAdminCommand } from "@/lib/chat/server/read-as-admin";
import { reportChatMessageCommand } from "@/lib/chat/server/report-message";
import { reportTypingCommand } from "@/lib/chat/server/report-typing";
import { sendChatMessageCommand } from "@/lib/chat/server/send";
import type { Command } from "@/lib/commands/define-command";
import type { Result } from "@/lib/commands/result";
import { answerOfferCommand } from "@/lib/dispatch/server/answer-offer";
import { leaveTripCommand } from "@/lib/dispatch/server/leave-trip";
import { assignRiderCommand } from "@/lib/dispatch/server/plan/assign-rider";
import { offerToAllCommand } from "@/lib/dispatch/server/plan/offer-to-all";
import { pinRiderCommand } from "@/lib/dispatch/server/plan/pin-rider";
import { quoteAssignmentCommand } from "@/lib/dispatch/server/plan/quote-assignment";
import { readFailedDeliveryCommand } from "@/lib/dispatch/server/plan/read-failed-delivery";
import { recallOfferCommand } from "@/lib/dispatch/server/plan/recall-offer";
import { takeTripStepCommand } from "@/lib/dispatch/server/take-step";
import { requestReportCommand } from "@/lib/figures/server/request-report";
import { createStoreCommand } from "@/lib/joining/server/create-store";
import { openStoreCommand } from "@/lib/joining/server/open-store";
import { setStoreIdentityCommand } from "@/lib/joining/server/set-identity";
import { changeMenuPricesCommand, editMenuCommand } from "@/lib/menu/server/edit-menu";
import { importMenuCommand } from "@/lib/menu/server/import-menu";
import { removeItemPhotoCommand } from "@/lib/menu/server/photos/remove-photo";
import { setItemAvailabilityCommand, setOptionAvailabilityCommand } from "@/lib/menu/server/set-availability";
import { updateMenuItemCommand } from "@/lib/menu/server/update-item";
import { markReadCommand } from "@/lib/notifications/server/mark-read";
import { markSeenCommand } from "@/lib/notifications/server/mark-seen";
import {
  addPushSubscriptionCommand,
  removePushSubscriptionCommand,
} from "@/lib/notifications/server/push-subscriptions";
import { sendNotificationsCommand } from "@/lib/notifications/server/send-notifications";
import { changePreferencesCommand, setPreferencesCommand } from "@/lib/notifications/server/set-preferences";
import { acknowledgeOrdersCommand } from "@/lib/orders/server/acknowledge-orders";
import { reportRingingCommand } from "@/lib/orders/server/alarm/report-ringing";
import { changeOrderCommand } from "@/lib/orders/server/change-order";
import { placeOrderCommand } from "@/lib/orders/server/place";
import { placeTestOrderCommand } from "@/lib/orders/server/place-test";
import { dropConnectionsCommand } from "@/lib/platform/server/drop-connections";
import { answerAppealCommand } from "@/lib/platform/server/people/appeals";
import { banUserCommand, liftBanCommand } from "@/lib/platform/server/people/ban";
import { endUserSessionsCommand } from "@/lib/platform/server/people/end-sessions";
import { retryJobCommand } from "@/lib/platform/server/retry-job";
import { setSwitchCommand } from "@/lib/platform/server/switches";
import { printTicketCommand, testPrinterCommand } from "@/lib/printing/server/print";
import {
  addPrinterCommand,
  changePrinterCommand,
  removePrinterCommand,
} from "@/lib/printing/server/printers";
import { setMarketingConsentCommand } from "@/lib/privacy/server/consent";
import { eraseAccountCommand } from "@/lib/privacy/server/erase-account";
import { requestExportCommand } from "@/lib/privacy/server/request-export";
import { answerRefundCommand } from "@/lib/refunds/server/answer-refund";
import { requestRefundCommand } from "@/lib/refunds/server/request-refund";
import { setRefundLimitCommand } from "@/lib/refunds/server/set-limit";
import {
  acceptRiderInvitationCommand,
  inviteRiderCommand,
  withdrawRiderInvitationCommand,
} from "@/lib/riders/server/invitations";
import { removeRiderCommand } from "@/lib/riders/server/remove-rider";
import { reportPositionsCommand } from "@/lib/riders/server/report-positions";
import { setLeaderboardCommand } from "@/lib/riders/server/set-leaderboard";
import { setShiftCommand } from "@/lib/riders/server/set-shift";
import { openIncidentCommand, updateIncidentCommand } from "@/lib/status/server/change-incident";
import { pauseStoreCommand, resumeStoreCommand } from "@/lib/stores/server/admin/pause-store";
import { setCommissionCommand } from "@/lib/stores/server/admin/set-commission";
import { endDeviceCommand } from "@/lib/stores/server/devices/end-device";
import { deviceHeartbeatCommand } from "@/lib/stores/server/devices/heartbeat";
import { setStorePayoutCommand } from "@/lib/stores/server/payout/set-payout";
import { setStoreCapacityCommand } from "@/lib/stores/server/set-capacity";
import { setStoreChargesCommand } from "@/lib/stores/server/set-charges";
import { setStoreDeliveryCommand } from "@/lib/stores/server/set-delivery";
import { setStoreHoursCommand } from "@/lib/stores/server/set-hours";
import { setStoreStatusCommand } from "@/lib/stores/server/set-status";
import { setZonesCommand } from "@/lib/stores/server/set-zones";
import { updateStoreLookCommand } from "@/lib/stores/server/update-look";
import { changeRoleCommand, removeMemberCommand } from "@/lib/team/server/change-members";
import {
  acceptTeamInvitationCommand,
  inviteMemberCommand,
  withdrawTeamInvitationCommand,
} from "@/lib/team/server/invitations";
import { createVoucherCommand } from "@/lib/vouchers/server/create-voucher";
import { endVoucherCommand } from "@/lib/vouchers/server/end-voucher";

const COMMANDS = [
  placeOrderCommand,
  changeOrderCommand,
  acknowledgeOrdersCommand,
  reportRingingCommand,
  createTokenCommand,
  revokeTokenCommand,
  markReadCommand,
  markSeenCommand,
  setPreferencesCommand,
  changePreferencesCommand,
  addPushSubscriptionCommand,
  removePushSubscriptionCommand,
  sendNotificationsCommand,
  retryJobCommand,
  setItemAvailabilityCommand,
  setOptionAvailabilityCommand,
  updateMenuItemCommand,
  editMenuCommand,
  changeMenuPricesCommand,
  importMenuCommand,
  updateStoreLookCommand,
  setStoreStatusCommand,
  setStoreHoursCommand,
  setStoreCapacityCommand,
  setStoreDeliveryCommand,
  setStoreChargesCommand,
  setZonesCommand,
  deviceHeartbeatCommand,
  endDeviceCommand,
  removeItemPhotoCommand,
  addPrinterCommand,
  changePrinterCommand,
  removePrinterCommand,
  testPrinterCommand,
  printTicketCommand,
  requestReportCommand,
  reportPresenceCommand,
  setShiftCommand,
  reportPositionsCommand,
  inviteRiderCommand,
  withdrawRiderInvitationCommand,
  acceptRiderInvitationCommand,
  removeRiderCommand,
  setLeaderboardCommand,
  assignRiderCommand,
  offerToAllCommand,
  readFailedDeliveryCommand,
  recallOfferCommand,
  pinRiderCommand,
  quoteAssignmentCommand,
  answerOfferCommand,
  takeTripStepCommand,
  leaveTripCommand,
  inviteMemberCommand,
  withdrawTeamInvitationCommand,
  acceptTeamInvitationCommand,
  changeRoleCommand,
  removeMemberCommand,
  setSwitchCommand,
  sendBroadcastCommand,
  correctBroadcastCommand,
  withdrawBroadcastCommand,
  confirmBroadcastCommand,
  setMarketingConsentCommand,
  requestExportCommand,
  eraseAccountCommand,
  dropConnectionsCommand,
  openIncidentCommand,
  updateIncidentCommand,
  sendChatMessageCommand,
  reportTypingCommand,
  markChatReadCommand,
  reportChatMessageCommand,
  blockInChatCommand,
  readChatAsAdminCommand,
  createStoreCommand,
  setStoreIdentityCommand,
  openStoreCommand,
  setStorePayoutCommand,
  placeTestOrderCommand,
  banUserCommand,
  liftBanCommand,
  endUserSessionsCommand,
  answerAppealCommand,
  pauseStoreCommand,
  resumeStoreCommand,
  setCommissionCommand,
  requestRefundCommand,
  answerRefundCommand,
  setRefundLimitCommand,
  createVoucherCommand,
  endVoucherCommand,
];

type AnyCommand = (typeof COMMANDS)[number];
type Named<Name extends string> = Extract<AnyCommand, { name: Name }>;

export type CommandName = AnyCommand["name"];
export type CommandInput<Name extends CommandName> = z.input<Named<Name>["input"]>;
type Answering<Name extends CommandName> =
  Named<Name> extends Command<string, z.core.$ZodType, infer Answer, infer Current>
    ? { answer: Answer; current: Current }
    : never;
export type CommandResult<Name extends CommandName> = Result<
  Answering<Name>["answer"],
  Answering<Name>["current"]
>;

type Commands = {
  readonly [Name in CommandName]: {
    readonly limit: AnyCommand["limit"];
    readonly bodyLimitKb?: AnyCommand["bodyLimitKb"];
    readonly input: AnyCommand["input"];
    admit: AnyCommand["admit"];
    carryOut(...call: Parameters<AnyCommand["carryOut"]>): Promise<CommandResult<Name>>;
    execute(...call: Parameters<AnyCommand["execute"]>): Promise<CommandResult<Name>>;
  };
};

function byName(list: readonly AnyCommand[]): Commands;
function byName(list: readonly AnyCommand[]): unknown {
  return Object.fromEntries(list.map((command) => [command.name, command]));
}

export const commands = byName(COMMANDS);

export function isCommandName(name: unknown): name is CommandName {
  return typeof name === "string" && Object.hasOwn(commands, name);
}
