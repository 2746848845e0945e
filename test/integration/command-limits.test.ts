import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { POST as postCommand } from "@/app/api/commands/[name]/route";
import { type CommandInput, type CommandName, commands, isCommandName } from "@/lib/commands";
import { preferencesOf } from "@/lib/notifications/model/preferences";
import { sessionCookie } from "@/test/support/credentials";
import { withDatabase } from "@/test/support/database";
import { OWN_DELIVERY } from "@/test/support/delivery";
import { IDENTITY } from "@/test/support/identity";
import { NEVER_OPEN } from "@/test/support/intake";
import { makePerson, makeRestaurant, orderFor } from "@/test/support/world";

const LIMIT = 3;
// The environment is read once.
vi.hoisted(() => {
  for (const name of ["WRITE", "TOKEN", "PLACE_ORDER", "NOTIFY", "PRESENCE", "LOCATION", "CHAT", "TYPING"])
    process.env[`LIMIT_${name}`] = "3";
});

withDatabase();

let order: CommandInput<"place_order">;
beforeAll(async () => {
  order = orderFor(await makeRestaurant());
});

/** A new command does not compile without an input here. */
const inputs = (): { readonly [Name in CommandName]: CommandInput<Name> } => ({
  place_order: order,
  change_order: { order_id: crypto.randomUUID(), action: { name: "ready" } },
  acknowledge_orders: { order_ids: [crypto.randomUUID()] },
  report_ringing: {
    tenant_id: crypto.randomUUID(),
    device_id: crypto.randomUUID(),
    order_ids: [crypto.randomUUID()],
  },
  create_token: { name: "test", scopes: ["orders:read"] },
  revoke_token: { token_id: crypto.randomUUID() },
  mark_notifications_read: { all: true },
  mark_notifications_seen: { ids: [crypto.randomUUID()] },
  set_notification_preferences: preferencesOf(null),
  change_notification_preferences: {},
  add_push_subscription: { endpoint: "", p256dh: "B".repeat(87), auth: "a".repeat(22), device: "Test" },
  remove_push_subscription: { id: crypto.randomUUID() },
  send_notifications: { user_ids: [crypto.randomUUID()], type: "info", title: "Title", message: "Message" },
  assign_rider: { order_ids: [crypto.randomUUID()], rider_id: null },
  offer_to_all: { order_id: crypto.randomUUID() },
  read_failed_delivery: { order_id: crypto.randomUUID() },
  recall_offer: { offer_id: crypto.randomUUID() },
  pin_rider: { order_id: crypto.randomUUID(), rider_id: null },
  quote_assignment: { order_id: crypto.randomUUID(), rider_id: crypto.randomUUID() },
  set_switch: { name: "payments", is_stopped: false },
  send_broadcast: { kind: "maintenance", planned: true, duration: 10, reason: "Test" },
  correct_broadcast: {
    id: crypto.randomUUID(),
    version: 1,
    broadcast: { kind: "maintenance", planned: true, duration: 10, reason: "Test" },
  },
  withdraw_broadcast: { id: crypto.randomUUID() },
  confirm_broadcast: { id: crypto.randomUUID() },
  set_marketing_consent: { is_given: true },
  request_export: {},
  erase_account: { email: "nobody@example.test" },
  drop_connections: { user_id: crypto.randomUUID(), reason: "Reason" },
  open_incident: { title: "Title", impact: "degraded", text: "Text" },
  update_incident: { incident_id: crypto.randomUUID(), state: "monitoring", text: "Text" },
  ban_user: { user_id: crypto.randomUUID(), reason: "A reason" },
  lift_ban: { user_id: crypto.randomUUID(), reason: "A reason" },
  end_user_sessions: { user_id: crypto.randomUUID() },
  request_refund: { order_id: crypto.randomUUID(), amount: 100, reason: "LATE" },
  answer_refund: { refund_id: crypto.randomUUID(), answer: "approve" },
  set_refund_limit: { tenant_id: crypto.randomUUID(), refund_limit: null },
  answer_appeal: { appeal_id: crypto.randomUUID(), outcome: "upheld", answer: "An answer" },
  pause_store: { tenant_id: crypto.randomUUID(), reason: "A reason" },
  resume_store: { tenant_id: crypto.randomUUID(), reason: "A reason" },
  set_store_charges: {
    tenant_id: crypto.randomUUID(),
    charges: { dish_vat_bp: 700, pickup_vat_bp: 1_900, fee_vat_bp: 1_900, service_fee: 99 },
  },
  create_voucher: {
    code: "WELCOME5",
    tenant_id: null,
    borne_by: "platform",
    kind: "percent",
    percent_bp: 1_000,
  },
  end_voucher: { voucher_id: crypto.randomUUID() },
  set_store_commission: { tenant_id: crypto.randomUUID(), basis_points: 1_250, reason: "A reason" },
  retry_job: { job_id: crypto.randomUUID() },
  set_item_availability: { tenant_id: crypto.randomUUID(), item_id: crypto.randomUUID(), off: "today" },
  set_option_availability: { tenant_id: crypto.randomUUID(), option_id: crypto.randomUUID(), off: null },
  update_menu_item: { tenant_id: crypto.randomUUID(), item_id: crypto.randomUUID(), changes: { price: 1 } },
  edit_menu: {
    tenant_id: crypto.randomUUID(),
    edit: { name: "delete_item", id: crypto.randomUUID() },
  },
  change_menu_prices: {
    tenant_id: crypto.randomUUID(),
    menu_version: 1,
    prices: [{ item_id: crypto.randomUUID(), price: 1 }],
  },
  import_menu: { tenant_id: crypto.randomUUID(), menu_version: 1, categories: [] },
  update_store_look: {
    tenant_id: crypto.randomUUID(),
    cloth_pattern: "waves",
    cloth_colours: "coral",
  },
  set_store_status: { tenant_id: crypto.randomUUID(), change: { mode: "open" } },
  set_store_capacity: {
    tenant_id: crypto.randomUUID(),
    slot_orders: null,
    slot_points: null,
    auto_busy: false,
  },
  set_store_delivery: { tenant_id: crypto.randomUUID(), delivery: OWN_DELIVERY, before: OWN_DELIVERY },
  set_zones: { tenant_id: crypto.randomUUID(), zones: [], zones_version: 1 },
  set_store_hours: { tenant_id: crypto.randomUUID(), hours: NEVER_OPEN, before: NEVER_OPEN },
  device_heartbeat: {
    tenant_id: crypto.randomUUID(),
    device_id: crypto.randomUUID(),
    name: "Tablet",
    is_sound_on: true,
    is_visible: true,
  },
  report_presence: {
    tenant_id: crypto.randomUUID(),
    tab: "tab-of-a-test",
    seq: 1,
    is_here: true,
    order_id: null,
    asks: true,
  },
  end_device: { tenant_id: crypto.randomUUID(), device_id: crypto.randomUUID() },
  add_printer: { tenant_id: crypto.randomUUID(), name: "Kitchen", paper: "80mm", prints_orders: true },
  change_printer: {
    tenant_id: crypto.randomUUID(),
    printer_id: crypto.randomUUID(),
    name: "Kitchen",
    paper: "80mm",
    prints_orders: true,
  },
  remove_printer: { tenant_id: crypto.randomUUID(), printer_id: crypto.randomUUID() },
  test_printer: { tenant_id: crypto.randomUUID(), printer_id: crypto.randomUUID() },
  print_ticket: { order_id: crypto.randomUUID(), printer_id: crypto.randomUUID() },
  request_figures_report: { tenant_id: crypto.randomUUID(), date: "2026-11-21" },
  set_shift: { on: true },
  report_positions: {
    points: [
      {
        seq: 1,
        lat: 54.32,
        lng: 10.13,
        accuracy: 5,
        heading: null,
        speed: null,
        at: new Date().toISOString(),
      },
    ],
  },
  invite_rider: { tenant_id: null, email: "rider@example.test" },
  withdraw_rider_invitation: { invitation_id: crypto.randomUUID() },
  accept_rider_invitation: { invitation_id: crypto.randomUUID() },
  invite_member: { tenant_id: crypto.randomUUID(), email: "member@example.test", role: "staff" },
  withdraw_team_invitation: { invitation_id: crypto.randomUUID() },
  accept_team_invitation: { invitation_id: crypto.randomUUID() },
  change_member_role: { tenant_id: crypto.randomUUID(), user_id: crypto.randomUUID(), role: "staff" },
  remove_member: { tenant_id: crypto.randomUUID(), user_id: crypto.randomUUID() },
  create_store: { name: "Noodle House", slug: `noodle-${crypto.randomUUID().slice(0, 8)}` },
  set_store_identity: { tenant_id: crypto.randomUUID(), identity: IDENTITY },
  set_store_payout: {
    tenant_id: crypto.randomUUID(),
    account: { kind: "iban", holder: "Noodle House", number: "DE89370400440532013000" },
    confirm: "noodle-house",
  },
  open_store: { tenant_id: crypto.randomUUID() },
  place_test_order: { tenant_id: crypto.randomUUID() },
  remove_rider: { rider_id: crypto.randomUUID() },
  set_leaderboard: { on: true },
  answer_offer: { offer_id: crypto.randomUUID(), answer: "accept" },
  take_trip_step: { trip_id: crypto.randomUUID(), order_id: crypto.randomUUID(), step: "at_store" },
  send_chat_message: {
    order_id: crypto.randomUUID(),
    message: { room: "customer_store", canned: "thank_you" },
  },
  report_typing: { order_id: crypto.randomUUID(), room: "customer_store", is_typing: true },
  mark_chat_read: { order_id: crypto.randomUUID(), room: "customer_store", message_id: crypto.randomUUID() },
  report_chat_message: { order_id: crypto.randomUUID(), message_id: crypto.randomUUID(), reason: "insult" },
  block_in_chat: { order_id: crypto.randomUUID(), party: "store" },
  read_chat_as_admin: { order_id: crypto.randomUUID(), room: "customer_store", reason: "A complaint" },
  leave_trip: { trip_id: crypto.randomUUID(), reason: "Flat tyre" },
  remove_item_photo: { tenant_id: crypto.randomUUID(), item_id: crypto.randomUUID() },
});

const NAMES = Object.keys(commands).filter(isCommandName);

describe.each(NAMES)("the command %s", (name) => {
  let lena: Awaited<ReturnType<typeof makePerson>>;
  beforeEach(async () => {
    lena = await makePerson("Lena");
  });

  const codes = async (send: () => Promise<{ ok: boolean; code?: string; retryAfterSeconds?: number }>) => {
    const answers = [];
    for (let n = 0; n < LIMIT + 1; n += 1) answers.push(await send());
    return answers;
  };

  test("is limited for each person", async () => {
    const command = commands[name];
    const answers = await codes(() => command.execute(lena, inputs()[name], crypto.randomUUID()));
    for (const answer of answers.slice(0, LIMIT)) expect(answer).not.toMatchObject({ code: "limited" });
    expect(answers.at(-1)).toMatchObject({
      ok: false,
      code: "limited",
      retryAfterSeconds: expect.any(Number),
    });
    const other = await command.execute(await makePerson("Mia"), inputs()[name], crypto.randomUUID());
    expect(other).not.toMatchObject({ code: "limited" });
  });

  test("counts inputs that it refuses, and over HTTP before it reads them", async () => {
    const cookie = await sessionCookie(lena.userId, lena.credential.id);
    const statuses = [];
    for (let n = 0; n < LIMIT + 1; n += 1) {
      const request = new Request(`http://localhost:3000/api/commands/${name}`, {
        method: "POST",
        headers: { cookie, "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
        body: "{ this is no JSON",
      });
      const response = await postCommand(request, { params: Promise.resolve({ name }) });
      statuses.push(response.status);
      if (response.status === 429) expect(request.bodyUsed).toBe(false);
    }
    expect(statuses).toEqual([400, 400, 400, 429]);
  });
});

test("all commands are known to this test", () => {
  expect(Object.keys(inputs()).sort()).toEqual([...NAMES].sort());
});
