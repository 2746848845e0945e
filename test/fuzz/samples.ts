import * as z from "zod";
import { ADDRESS } from "@/e2e/support/rest-client";
import { broadcastCorrectionSchema, sendBroadcastSchema } from "@/lib/broadcasts/model/schema";
import { chatContentSchema, receiptBodySchema, typingBodySchema } from "@/lib/chat/model/message";
import { riderChangeSchema } from "@/lib/dispatch/model/dispatching";
import { offerAnswerSchema, pressSchema } from "@/lib/dispatch/model/riding/requests";
import { createStoreSchema } from "@/lib/joining/model/requests";
import { itemPatchSchema } from "@/lib/menu/model/requests";
import { type Menu, quoteRequestSchema } from "@/lib/menu/model/schema";
import {
  preferenceChangesSchema,
  preferencesOf,
  preferencesSchema,
} from "@/lib/notifications/model/preferences";
import { markReadSchema } from "@/lib/notifications/model/schema";
import { sendRequestSchema } from "@/lib/notifications/model/send-request";
import { orderActionRequestSchema, statusChangeSchema } from "@/lib/orders/model/requests";
import { placeOrderSchema } from "@/lib/orders/model/schema";
import { banReasonSchema } from "@/lib/platform/model/people";
import { pollSchema } from "@/lib/printing/model/poll";
import { reportPositionsSchema, setShiftSchema } from "@/lib/riders/model/requests";
import { heartbeatBodySchema } from "@/lib/stores/model/devices/schema";
import { statusBodySchema } from "@/lib/stores/model/status/schema";
import { storeZonesSchema } from "@/lib/stores/model/zones/schema";
import { OWN_DELIVERY, SQUARE_ZONE } from "@/test/support/delivery";
import { IDENTITY } from "@/test/support/identity";
import { ALWAYS_OPEN } from "@/test/support/intake";
import { inputOf } from "./bodies";
import type { Known } from "./near-json";

/** Inputs that the commands and routes accept, for the fuzz run and for the table of who may do what. */

export const orderShape = z.object({
  id: z.string(),
  user_id: z.string(),
  tenant_id: z.string(),
  items: z.array(z.object({ menu_item_id: z.string() })),
});
export type SampleOrder = z.infer<typeof orderShape>;

export const DEVICE = { name: "Tablet", is_sound_on: true, is_visible: true };
const POSITIONS = {
  points: [
    { seq: 1, lat: 54.32, lng: 10.13, accuracy: 9, heading: 90, speed: 4, at: "2026-11-27T12:00:00.000Z" },
  ],
};
const ANNOUNCEMENT = { kind: "announcement", title: "News", content: "Something new", priority: "low" };
export const PRINTER = { name: "Kitchen", paper: "80mm", prints_orders: true };

/** The store whose menu is edited: the orders of the run come from others. */
export const EDITED = "pho-lane";

export function menuInputs(menu: Menu) {
  const tenant_id = menu.tenant.id;
  const [category] = menu.categories;
  const items = menu.categories.flatMap((one) => one.items);
  const option = items.flatMap(({ options }) => options)[0];
  const [item] = items;
  if (category === undefined || item === undefined || option === undefined)
    throw new Error(`${EDITED} has no dish with an option`);
  const inputs = {
    set_item_availability: { tenant_id, item_id: item.id, off: "today" },
    set_option_availability: { tenant_id, option_id: option.id, off: null },
    update_menu_item: { tenant_id, item_id: item.id, changes: { price: item.price + 10 } },
    edit_menu: { tenant_id, edit: { name: "move_category", id: category.id, before: null } },
    // The menu never has this version, so the command refuses the input after it has admitted the caller.
    import_menu: { tenant_id, menu_version: 999_999, categories: [] },
    change_menu_prices: { tenant_id, menu_version: 999_999, prices: [{ item_id: item.id, price: 100 }] },
    update_store_look: { tenant_id, cloth_pattern: "waves", cloth_colours: "coral" },
    set_store_status: { tenant_id, change: { mode: "busy", extra_minutes: 15, lasts: 30 } },
    set_store_hours: { tenant_id, hours: ALWAYS_OPEN, before: ALWAYS_OPEN },
    set_store_delivery: { tenant_id, delivery: OWN_DELIVERY, before: OWN_DELIVERY },
    // The zones never have this version: with zones, the run's other orders would need a place.
    set_zones: { tenant_id, zones: [SQUARE_ZONE], zones_version: 999_999 },
    set_store_capacity: { tenant_id, slot_orders: 8, slot_points: null, auto_busy: true },
    remove_item_photo: { tenant_id, item_id: item.id },
  };
  return { inputs, item };
}

/** Inputs that the commands carry out. */
export function samplesOf(
  order: SampleOrder,
  menu: Menu,
  { printer_id, message_id }: { printer_id: string; message_id: string },
): Known["samples"] {
  const sent = {
    ...{ user_ids: [order.user_id], type: "info", title: "News", message: "Something new" },
    action_url: "/orders",
  };
  const { id, tenant_id } = order;
  const items = order.items.map(({ menu_item_id }) => ({
    menu_item_id,
    quantity: 2,
    option_ids: [],
    note: "",
  }));
  const placed = { tenant_id, items, address: ADDRESS, payment_method: "cash", note: "" };
  const inputs: Record<string, unknown> = {
    place_order: placed,
    change_order: { order_id: id, action: { name: "acknowledge" } },
    acknowledge_orders: { order_ids: [id] },
    create_token: { name: "fuzz", scopes: ["orders:read"] },
    mark_notifications_read: { all: true },
    send_notifications: sent,
    set_notification_preferences: preferencesOf(null),
    change_notification_preferences: { time_zone: "Europe/Berlin" },
    ...menuInputs(menu).inputs,
    add_printer: { tenant_id, ...PRINTER },
    change_printer: { tenant_id, printer_id, ...PRINTER },
    test_printer: { tenant_id, printer_id },
    print_ticket: { order_id: id, printer_id },
    // There is no such printer: the run uses the others until it ends.
    remove_printer: { tenant_id, printer_id: id },
    device_heartbeat: { tenant_id, device_id: id, ...DEVICE },
    report_ringing: { tenant_id, device_id: id, order_ids: [id] },
    end_device: { tenant_id, device_id: id },
    report_presence: { tenant_id, tab: "tab-of-the-fuzzer", seq: 1, is_here: true, order_id: id, asks: true },
    // There is no such offer or trip: nobody in the run rides.
    answer_offer: { offer_id: id, answer: "accept" },
    take_trip_step: { trip_id: id, order_id: id, step: "picked_up", note: "" },
    leave_trip: { trip_id: id, reason: "Flat tyre" },
    // Of no rider that there is.
    assign_rider: { order_ids: [id], rider_id: null, reason: "" },
    offer_to_all: { order_id: id },
    read_failed_delivery: { order_id: id },
    recall_offer: { offer_id: id },
    pin_rider: { order_id: id, rider_id: null },
    quote_assignment: { order_id: id, rider_id: id },
    request_figures_report: { tenant_id, date: "2026-11-21" },
    set_shift: { on: true, vehicle: "bicycle" },
    report_positions: POSITIONS,
    invite_rider: { tenant_id, email: "rider@example.test" },
    withdraw_rider_invitation: { invitation_id: id },
    accept_rider_invitation: { invitation_id: id },
    invite_member: { tenant_id, email: "member@example.test", role: "staff" },
    withdraw_team_invitation: { invitation_id: id },
    accept_team_invitation: { invitation_id: id },
    // Of nobody on the team: its people act until the end of the run.
    change_member_role: { tenant_id, user_id: id, role: "staff" },
    remove_member: { tenant_id, user_id: id },
    create_store: { name: "Noodle House", slug: "noodle-house" },
    set_store_identity: { tenant_id, identity: IDENTITY },
    // The store of the run is open.
    open_store: { tenant_id },
    place_test_order: { tenant_id },
    // Of nobody who rides: the rider of the run stays one.
    remove_rider: { rider_id: id },
    set_leaderboard: { on: true },
    send_chat_message: { order_id: id, message: { room: "customer_store", canned: "yes" } },
    report_typing: { order_id: id, room: "customer_store", is_typing: true },
    mark_chat_read: { order_id: id, room: "customer_store", message_id },
    report_chat_message: { order_id: id, message_id, reason: "insult" },
    block_in_chat: { order_id: id, party: "store", is_blocked: false },
    read_chat_as_admin: { order_id: id, room: "customer_store", reason: "A complaint" },
    set_switch: { name: "payments", is_stopped: false },
    send_broadcast: ANNOUNCEMENT,
    // Of no broadcast that there is.
    correct_broadcast: { id, version: 1, broadcast: ANNOUNCEMENT },
    withdraw_broadcast: { id },
    confirm_broadcast: { id },
    // Of nobody that there is: the people and the stores of the run are used until its end.
    ban_user: { user_id: id, reason: "A reason" },
    lift_ban: { user_id: id, reason: "A reason" },
    end_user_sessions: { user_id: id },
    answer_appeal: { appeal_id: id, outcome: "upheld", answer: "An answer" },
    pause_store: { tenant_id: id, reason: "A reason" },
    resume_store: { tenant_id: id, reason: "A reason" },
    set_store_commission: { tenant_id, basis_points: 1_250, reason: "A reason" },
  };
  const byCommand = Object.entries(inputs).flatMap(([name, input]) => {
    const schema = inputOf(name);
    return schema === undefined ? [] : [[schema, input] as const];
  });
  return new Map<z.core.$ZodType, unknown>([
    ...byCommand,
    [placeOrderSchema, placed],
    [quoteRequestSchema, { tenant_id, items }],
    [statusChangeSchema, { order_status: "Preparing", prep_minutes: 20 }],
    [orderActionRequestSchema, { name: "acknowledge" }],
    [markReadSchema, { all: true }],
    [sendRequestSchema, sent],
    [preferencesSchema, preferencesOf(null)],
    [preferenceChangesSchema, { time_zone: "Europe/Berlin" }],
    [itemPatchSchema, { available: false, until: null }],
    [pollSchema, { statusCode: "200%20OK", printingInProgress: false }],
    [storeZonesSchema, { zones: [SQUARE_ZONE], zones_version: 999_999 }],
    [statusBodySchema, { mode: "busy", extra_minutes: 15 }],
    [createStoreSchema, { name: "Noodle House", slug: "noodle-house-2" }],
    [sendBroadcastSchema, ANNOUNCEMENT],
    [broadcastCorrectionSchema, { version: 1, broadcast: ANNOUNCEMENT }],
    [heartbeatBodySchema, DEVICE],
    [setShiftSchema, { on: true, vehicle: "bicycle" }],
    [reportPositionsSchema, POSITIONS],
    [riderChangeSchema, { rider_id: null, reason: "" }],
    [offerAnswerSchema, { answer: "decline" }],
    [chatContentSchema, { room: "customer_store", text: "Hello" }],
    [typingBodySchema, { room: "customer_store", is_typing: true }],
    [receiptBodySchema, { room: "customer_store", message_id }],
    [banReasonSchema, { reason: "A reason" }],
    [pressSchema, { order_id: id, step: "delivered", pin: "1234", note: "" }],
  ]);
}
