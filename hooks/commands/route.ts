import * as z from "zod/mini";
import { createdTokenSchema } from "@/lib/auth/model/tokens";
import { broadcastSchema } from "@/lib/broadcasts/model/schema";
import { chatMessageSchema, chatPageSchema, chatReadSchema } from "@/lib/chat/model/message";
import type { CommandInput, CommandName, CommandResult } from "@/lib/commands";
import { resultSchema } from "@/lib/commands/result-schema";
import { assignmentQuoteSchema, assignmentSchema, offersToAllSchema } from "@/lib/dispatch/model/dispatching";
import { failedDeliverySchema } from "@/lib/dispatch/model/failed-delivery";
import { offerSchema } from "@/lib/dispatch/model/offer";
import { answeredOfferSchema } from "@/lib/dispatch/model/riding/answers";
import { tripSchema } from "@/lib/dispatch/model/trip";
import { requestedReportSchema } from "@/lib/figures/model/report";
import { pageFetch } from "@/lib/http/page/page-fetch";
import { invitationSchema } from "@/lib/invitations/model/schema";
import { checklistSchema } from "@/lib/joining/model/checklist";
import { createdStoreSchema } from "@/lib/joining/model/requests";
import { editedMenuSchema, menuItemSchema, quoteSchema } from "@/lib/menu/model/schema";
import { preferencesSchema } from "@/lib/notifications/model/preferences";
import { markedReadSchema } from "@/lib/notifications/model/schema";
import { sentBatchSchema } from "@/lib/notifications/model/send-request";
import { changedOrderSchema, orderDetailSchema } from "@/lib/orders/model/schema";
import { placedTestSchema } from "@/lib/orders/model/test-order";
import { banStateSchema } from "@/lib/platform/model/people";
import { addedPrinterSchema, printerSchema, printJobSchema } from "@/lib/printing/model/schema";
import { consentSchema } from "@/lib/privacy/model/schema";
import { refundResultSchema } from "@/lib/refunds/model/schema";
import { positionsAnswerSchema, shiftAnswerSchema } from "@/lib/riders/model/requests";
import { chargesSchema } from "@/lib/stores/model/charges";
import { deliverySettingsSchema } from "@/lib/stores/model/delivery-settings";
import { heartbeatAnswerSchema } from "@/lib/stores/model/devices/schema";
import { hoursSchema } from "@/lib/stores/model/hours/schema";
import { storeLookSchema } from "@/lib/stores/model/look";
import { statedPayoutSchema } from "@/lib/stores/model/payout/schema";
import { changedIntakeSchema } from "@/lib/stores/model/status/schema";
import { storeZonesSchema } from "@/lib/stores/model/zones/schema";
import { idSchema } from "@/lib/text/id";
import { voucherSchema } from "@/lib/vouchers/model/schema";
import { type PathOptions, StalePageError } from "./transport";

type Answers = { readonly [Name in CommandName]: z.ZodMiniType<CommandResult<Name>> };

const answers: Answers = {
  place_order: resultSchema(orderDetailSchema, quoteSchema),
  change_order: resultSchema(changedOrderSchema, changedOrderSchema),
  acknowledge_orders: resultSchema(z.array(changedOrderSchema).check(z.maxLength(500)), z.never()),
  report_ringing: resultSchema(z.null(), z.never()),
  create_token: resultSchema(createdTokenSchema, z.never()),
  revoke_token: resultSchema(z.null(), z.never()),
  retry_job: resultSchema(z.null(), z.never()),
  mark_notifications_read: resultSchema(markedReadSchema, z.never()),
  set_item_availability: resultSchema(menuItemSchema, z.never()),
  set_option_availability: resultSchema(menuItemSchema, z.never()),
  update_menu_item: resultSchema(menuItemSchema, menuItemSchema),
  edit_menu: resultSchema(editedMenuSchema, z.never()),
  change_menu_prices: resultSchema(editedMenuSchema, z.never()),
  import_menu: resultSchema(editedMenuSchema, z.never()),
  update_store_look: resultSchema(storeLookSchema, z.never()),
  set_store_status: resultSchema(changedIntakeSchema, z.never()),
  set_store_capacity: resultSchema(changedIntakeSchema, z.never()),
  set_store_hours: resultSchema(changedIntakeSchema, hoursSchema),
  set_store_delivery: resultSchema(deliverySettingsSchema, deliverySettingsSchema),
  set_store_payout: resultSchema(statedPayoutSchema, z.never()),
  set_store_charges: resultSchema(chargesSchema, z.never()),
  set_zones: resultSchema(storeZonesSchema, storeZonesSchema),
  device_heartbeat: resultSchema(heartbeatAnswerSchema, z.never()),
  end_device: resultSchema(z.null(), z.never()),
  report_presence: resultSchema(z.null(), z.never()),
  add_printer: resultSchema(addedPrinterSchema, z.never()),
  change_printer: resultSchema(printerSchema, z.never()),
  remove_printer: resultSchema(z.null(), z.never()),
  test_printer: resultSchema(printJobSchema, z.never()),
  print_ticket: resultSchema(printJobSchema, z.never()),
  remove_item_photo: resultSchema(menuItemSchema, z.never()),
  mark_notifications_seen: resultSchema(z.null(), z.never()),
  set_notification_preferences: resultSchema(preferencesSchema, z.never()),
  change_notification_preferences: resultSchema(preferencesSchema, z.never()),
  add_push_subscription: resultSchema(z.null(), z.never()),
  remove_push_subscription: resultSchema(z.null(), z.never()),
  set_shift: resultSchema(shiftAnswerSchema, z.never()),
  report_positions: resultSchema(positionsAnswerSchema, z.never()),
  invite_rider: resultSchema(invitationSchema, z.never()),
  withdraw_rider_invitation: resultSchema(z.null(), z.never()),
  accept_rider_invitation: resultSchema(z.null(), z.never()),
  remove_rider: resultSchema(z.null(), z.never()),
  set_leaderboard: resultSchema(z.null(), z.never()),
  request_figures_report: resultSchema(requestedReportSchema, z.never()),
  assign_rider: resultSchema(assignmentSchema, z.never()),
  offer_to_all: resultSchema(offersToAllSchema, z.never()),
  read_failed_delivery: resultSchema(failedDeliverySchema, z.never()),
  recall_offer: resultSchema(z.null(), z.never()),
  pin_rider: resultSchema(z.null(), z.never()),
  quote_assignment: resultSchema(assignmentQuoteSchema, z.never()),
  send_notifications: resultSchema(sentBatchSchema, z.never()),
  take_trip_step: resultSchema(tripSchema, tripSchema),
  leave_trip: resultSchema(tripSchema, z.never()),
  set_switch: resultSchema(z.null(), z.never()),
  send_broadcast: resultSchema(broadcastSchema, z.never()),
  correct_broadcast: resultSchema(broadcastSchema, broadcastSchema),
  withdraw_broadcast: resultSchema(broadcastSchema, z.never()),
  confirm_broadcast: resultSchema(z.null(), z.never()),
  set_marketing_consent: resultSchema(consentSchema, z.never()),
  request_export: resultSchema(z.object({ id: idSchema }), z.never()),
  erase_account: resultSchema(z.null(), z.never()),
  drop_connections: resultSchema(z.object({ connections: z.int().check(z.nonnegative()) }), z.never()),
  open_incident: resultSchema(z.object({ id: idSchema }), z.never()),
  update_incident: resultSchema(z.null(), z.never()),
  send_chat_message: resultSchema(chatMessageSchema, z.never()),
  report_typing: resultSchema(z.null(), z.never()),
  mark_chat_read: resultSchema(chatReadSchema, z.never()),
  report_chat_message: resultSchema(z.null(), z.never()),
  block_in_chat: resultSchema(z.null(), z.never()),
  read_chat_as_admin: resultSchema(chatPageSchema, z.never()),
  ban_user: resultSchema(banStateSchema, z.never()),
  lift_ban: resultSchema(banStateSchema, z.never()),
  pause_store: resultSchema(z.null(), z.never()),
  resume_store: resultSchema(z.null(), z.never()),
  set_store_commission: resultSchema(z.null(), z.never()),
  create_voucher: resultSchema(voucherSchema, z.never()),
  end_voucher: resultSchema(voucherSchema, z.never()),
  end_user_sessions: resultSchema(z.null(), z.never()),
  answer_appeal: resultSchema(z.null(), z.never()),
  answer_offer: resultSchema(answeredOfferSchema, offerSchema),
  invite_member: resultSchema(invitationSchema, z.never()),
  withdraw_team_invitation: resultSchema(z.null(), z.never()),
  accept_team_invitation: resultSchema(z.null(), z.never()),
  change_member_role: resultSchema(z.null(), z.never()),
  remove_member: resultSchema(z.null(), z.never()),
  create_store: resultSchema(createdStoreSchema, z.never()),
  set_store_identity: resultSchema(z.null(), z.never()),
  open_store: resultSchema(checklistSchema, checklistSchema),
  place_test_order: resultSchema(placedTestSchema, z.never()),
  request_refund: resultSchema(refundResultSchema, z.never()),
  answer_refund: resultSchema(refundResultSchema, z.never()),
  set_refund_limit: resultSchema(z.null(), z.never()),
};

/**
 * Rejects after `timeoutMs`, and when the response does not match the command's schema.
 * @throws StalePageError when that response comes from another build than the page
 */
export async function postCommand<Name extends CommandName>(
  name: Name,
  input: CommandInput<Name>,
  { key, timeoutMs, keepalive = false }: PathOptions,
): Promise<CommandResult<Name>> {
  const { body, isOfThisBuild } = await pageFetch(`/api/commands/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": key },
    body: JSON.stringify(input),
    keepalive,
    signal: AbortSignal.timeout(timeoutMs),
  });
  const answer = answers[name].safeParse(body);
  if (answer.success) return answer.data;
  throw isOfThisBuild ? answer.error : new StalePageError();
}
