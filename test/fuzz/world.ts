import { randomUUID } from "node:crypto";
import * as z from "zod";
import { ADDRESS, restClientOf } from "@/e2e/support/rest-client";
import { broadcastCorrectionSchema, sendBroadcastSchema } from "@/lib/broadcasts/model/schema";
import { chatContentSchema, receiptBodySchema, typingBodySchema } from "@/lib/chat/model/message";
import { riderChangeSchema } from "@/lib/dispatch/model/dispatching";
import { offerAnswerSchema, pressSchema } from "@/lib/dispatch/model/riding/requests";
import { createStoreSchema } from "@/lib/joining/model/requests";
import { itemPatchSchema } from "@/lib/menu/model/requests";
import { type Menu, menuSchema, quoteRequestSchema } from "@/lib/menu/model/schema";
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
import type { AppServer } from "@/test/support/app-server";
import { OWN_DELIVERY, SQUARE_ZONE } from "@/test/support/delivery";
import { IDENTITY } from "@/test/support/identity";
import { ALWAYS_OPEN } from "@/test/support/intake";
import { smallPhoto } from "@/test/support/photos";
import { signInAs } from "@/test/support/sign-in";
import { openStream } from "@/test/support/stream-client";
import { COMMANDS, inputOf } from "./bodies";
import type { Known } from "./near-json";

/** What exists on the server under test: people, credentials, orders and their ids. */

export const SECRETS = {
  CRON_SECRET: "a secret for the scheduler",
  METRICS_TOKEN: "a token for the figures",
};

const PEOPLE = {
  customer: "lena@demo.test",
  other: "omar@demo.test",
  staff: "ana@demo.test",
  admin: "admin@demo.test",
  rider: "rita@demo.test",
  /** Signs out, so that the others stay signed in. */
  leaver: "ben@demo.test",
} as const;
type Person = keyof typeof PEOPLE;
const isPerson = (name: string): name is Person => Object.hasOwn(PEOPLE, name);

/** Those who only create and revoke tokens of their own; their inputs never end the tokens below. */
const TOKENS: readonly [name: string, person: Person, scopes: readonly string[]][] = [
  ["reader", "other", ["orders:read"]],
  ["writer", "other", ["orders:write"]],
  ["listener", "staff", ["events:read"]],
  [
    "manager",
    "admin",
    ["connections:manage", "broadcasts:manage", "orders:read", "orders:write", "events:read"],
  ],
];

export interface World extends Known {
  readonly url: string;
  /** Headers by kind of sender. Changes when a session has been ended. */
  readonly credentials: Record<string, Readonly<Record<string, string>>>;
  /** Values by the name of a path's parameter. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** Paths of routes whose parameters belong together. */
  readonly paths: Readonly<Record<string, string>>;
  /** A file that is accepted where a photo is. */
  readonly photo: Uint8Array;
  readonly cursors: readonly string[];
  readonly channels: readonly string[];
  /** Signs people in again whose sessions an input has ended. */
  refresh(): Promise<void>;
}

const tokenAnswer = z.object({ data: z.object({ secret: z.string() }) });
const shiftAnswer = z.object({ data: z.object({ tracking_token: z.string() }) });
const menuAnswer = z.object({ data: menuSchema });
const messageAnswer = z.object({ data: z.object({ id: z.string() }) });
const photoAnswer = z.object({ data: z.object({ photo_id: z.string() }) });
const listAnswer = z.object({ next_cursor: z.string().nullable() });
const printerAnswer = z.object({
  data: z.object({ printer: z.object({ id: z.string() }), path: z.string() }),
});
const orderShape = z.object({
  id: z.string(),
  user_id: z.string(),
  tenant_id: z.string(),
  items: z.array(z.object({ menu_item_id: z.string() })),
});

async function addPrinter(url: string, cookie: string, tenant_id: string) {
  const answer = await fetch(`${url}/api/commands/add_printer`, {
    method: "POST",
    headers: { cookie, "content-type": "application/json", "idempotency-key": randomUUID() },
    body: JSON.stringify({ tenant_id, ...PRINTER }),
  });
  return printerAnswer.parse(await answer.json()).data;
}

/** A device on shift, whose end there is something to do for. */
async function addDevice(url: string, cookie: string, path: string): Promise<void> {
  const answer = await fetch(`${url}${path}/heartbeat`, {
    method: "POST",
    headers: { cookie, "content-type": "application/json", "idempotency-key": randomUUID() },
    body: JSON.stringify(DEVICE),
  });
  if (!answer.ok) throw new Error(`The device is refused: ${answer.status} ${await answer.text()}`);
}

/** Sends a message with a photo. */
async function sendPhoto(
  url: string,
  cookie: string,
  orderId: string,
): Promise<{ id: string; path: string }> {
  const path = `${url}/api/orders/${orderId}/messages`;
  const send = async (to: string, type: string, body: BodyInit) => {
    const headers = { cookie, "content-type": type, "idempotency-key": randomUUID() };
    const answer = await fetch(to, { method: "POST", headers, body });
    if (!answer.ok) throw new Error(`The chat refuses: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const file = Uint8Array.from(await smallPhoto());
  const uploaded = await send(`${path}/photos?room=customer_store`, "image/jpeg", file);
  const { photo_id } = photoAnswer.parse(uploaded).data;
  const sent = await send(path, "application/json", JSON.stringify({ room: "customer_store", photo_id }));
  const { id } = messageAnswer.parse(sent).data;
  return { id, path: `/api/orders/${orderId}/messages/photos/${photo_id}` };
}

async function createToken(url: string, cookie: string, scopes: readonly string[]): Promise<string> {
  const answer = await fetch(`${url}/api/commands/create_token`, {
    method: "POST",
    headers: { cookie, "content-type": "application/json", "idempotency-key": randomUUID() },
    body: JSON.stringify({ name: "fuzz", scopes }),
  });
  return tokenAnswer.parse(await answer.json()).data.secret;
}

/** Returns the shift's tracking token. */
async function goOnShift(url: string, cookie: string): Promise<string> {
  const answer = await fetch(`${url}/api/riders/me/shift`, {
    method: "PUT",
    headers: { cookie, "content-type": "application/json" },
    body: JSON.stringify({ on: true, vehicle: "bicycle" }),
  });
  return shiftAnswer.parse(await answer.json()).data.tracking_token;
}

const DEVICE = { name: "Tablet", is_sound_on: true, is_visible: true };
const POSITIONS = {
  points: [
    { seq: 1, lat: 54.32, lng: 10.13, accuracy: 9, heading: 90, speed: 4, at: "2026-11-27T12:00:00.000Z" },
  ],
};
const ANNOUNCEMENT = { kind: "announcement", title: "News", content: "Something new", priority: "low" };
const PRINTER = { name: "Kitchen", paper: "80mm", prints_orders: true };

/** The store whose menu is edited: the orders of the run come from others. */
const EDITED = "pho-lane";

function menuInputs(menu: Menu) {
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
    // Of no version that the menu has: it is refused behind the door.
    import_menu: { tenant_id, menu_version: 999_999, categories: [] },
    change_menu_prices: { tenant_id, menu_version: 999_999, prices: [{ item_id: item.id, price: 100 }] },
    update_store_look: { tenant_id, cloth_pattern: "waves", cloth_colours: "coral" },
    set_store_status: { tenant_id, change: { mode: "busy", extra_minutes: 15, lasts: 30 } },
    set_store_hours: { tenant_id, hours: ALWAYS_OPEN, before: ALWAYS_OPEN },
    set_store_delivery: { tenant_id, delivery: OWN_DELIVERY, before: OWN_DELIVERY },
    // Of no version that the zones have: other orders of the run are placed without a place.
    set_zones: { tenant_id, zones: [SQUARE_ZONE], zones_version: 999_999 },
    set_store_capacity: { tenant_id, slot_orders: 8, slot_points: null, auto_busy: true },
    remove_item_photo: { tenant_id, item_id: item.id },
  };
  return { inputs, item };
}

/** Inputs that the commands carry out. */
function samplesOf(
  order: z.infer<typeof orderShape>,
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
    // Of no printer that there is: the others are used until the end of the run.
    remove_printer: { tenant_id, printer_id: id },
    device_heartbeat: { tenant_id, device_id: id, ...DEVICE },
    report_ringing: { tenant_id, device_id: id, order_ids: [id] },
    end_device: { tenant_id, device_id: id },
    report_presence: { tenant_id, tab: "tab-of-the-fuzzer", seq: 1, is_here: true, order_id: id, asks: true },
    // Of no offer or trip that there is: nobody of the run rides.
    request_refund: { order_id: id, amount: 1, reason: "LATE", fault: "unknown", note: "" },
    answer_refund: { refund_id: id, answer: "approve", note: "" },
    set_refund_limit: { tenant_id, refund_limit: 5_000 },
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
    set_store_charges: {
      tenant_id,
      charges: { dish_vat_bp: 700, pickup_vat_bp: 1_900, fee_vat_bp: 1_900, service_fee: 99 },
    },
    create_voucher: {
      ...{ code: "LUCIA10", tenant_id, borne_by: "store", kind: "percent", percent_bp: 1_000 },
      ...{ currency: "EUR", minimum: 1_000, limit_total: 100, limit_per_person: 1 },
    },
    end_voucher: { voucher_id: id },
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

/** Sends commands whose refusal says that there is nothing to undo. */
async function undo(url: string, cookie: string, inputs: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [name, input] of Object.entries(inputs))
    await fetch(`${url}/api/commands/${name}`, {
      method: "POST",
      headers: { cookie, "content-type": "application/json", "idempotency-key": randomUUID() },
      body: JSON.stringify(input),
    });
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

export async function makeFuzzWorld({ url }: AppServer): Promise<World> {
  const credentials: Record<string, Record<string, string>> = {
    nobody: {},
    brokenToken: bearer(`pw_${"a".repeat(43)}`),
    scheduler: bearer(SECRETS.CRON_SECRET),
    metrics: bearer(SECRETS.METRICS_TOKEN),
  };
  const cookies = async (person: Person) => (await signInAs(url, PEOPLE[person])).trim();
  for (const person of Object.keys(PEOPLE).filter(isPerson))
    credentials[person] = { cookie: await cookies(person) };
  for (const [name, person, scopes] of TOKENS)
    credentials[name] = bearer(await createToken(url, credentials[person]?.cookie ?? "", scopes));

  const tracking = await goOnShift(url, credentials.rider?.cookie ?? "");
  credentials.tracker = {
    authorization: `Basic ${Buffer.from(`rita:${tracking}`).toString("base64")}`,
  };

  const rest = await restClientOf(url, PEOPLE.customer);
  const orders = [];
  for (let n = 0; n < 4; n += 1)
    orders.push(orderShape.parse(await rest.order("sushi-bar", ["Dragon roll"])));
  const menuOf = async (slug: string) =>
    menuAnswer.parse(await (await fetch(`${url}/api/tenants/${slug}/menu`)).json()).data;
  const [menu, edited] = [await menuOf("sushi-bar"), await menuOf(EDITED)];
  const device = `/api/tenants/${EDITED}/devices/${randomUUID()}`;
  const editedItem = `/api/tenants/${EDITED}/menu/items/${menuInputs(edited).item.id}`;
  const [first] = orders;
  if (first === undefined) throw new Error("There is no order");
  const reader = {
    headers: bearer(
      await createToken(url, credentials.customer?.cookie ?? "", ["orders:read", "events:read"]),
    ),
  };
  const list = listAnswer.parse(await (await fetch(`${url}/api/orders?limit=1`, reader)).json());
  const stream = await openStream(`${url}/api/events/stream?channels=order:${first.id}`, reader.headers);
  const cursor = stream.lastId();
  stream.close();

  const printer = await addPrinter(url, credentials.admin?.cookie ?? "", first.tenant_id);

  await addDevice(url, credentials.admin?.cookie ?? "", device);

  const message = await sendPhoto(url, credentials.customer?.cookie ?? "", first.id);

  const orderIds = orders.map(({ id }) => id);
  const ids = [
    ...orderIds,
    ...menu.categories.flatMap(({ items }) => items.map(({ id }) => id)).slice(0, 6),
    first.user_id,
    first.tenant_id,
  ];
  return {
    url,
    credentials,
    ids,
    samples: samplesOf(first, edited, { printer_id: printer.printer.id, message_id: message.id }),
    paths: {
      ...Object.fromEntries(
        ["POST", "GET", "DELETE"].map((method) => [`${method} /api/print/[address]`, printer.path]),
      ),
      "POST /api/tenants/[slug]/devices/[device_id]/heartbeat": `${device}/heartbeat`,
      "DELETE /api/tenants/[slug]/devices/[device_id]": device,
      "GET /api/orders/[id]/messages": `/api/orders/${first.id}/messages?room=customer_store`,
      "POST /api/orders/[id]/messages/photos": `/api/orders/${first.id}/messages/photos?room=customer_store`,
      "GET /api/orders/[id]/messages/photos/[photo]": message.path,
      "GET /api/chats/unread": `/api/chats/unread?order_ids=${first.id}`,
      // Without a csrf token, it asks whether to sign out.
      "POST /api/auth/[...nextauth]": "/api/auth/signout",
      "GET /api/places": "/api/places?line1=Quay+7&postal_code=20457&city=Port+Selby",
      "GET /api/tenants/[slug]/quote": `/api/tenants/${EDITED}/quote?lat=54.32&lng=10.13`,
      "PUT /api/tenants/[slug]/zones": `/api/tenants/${EDITED}/zones`,
      "PUT /api/tenants/[slug]/status": `/api/tenants/${EDITED}/status`,
      "PATCH /api/tenants/[slug]/menu/items/[id]": editedItem,
      "POST /api/tenants/[slug]/menu/items/[id]/photo": `${editedItem}/photo`,
      "DELETE /api/tenants/[slug]/menu/items/[id]/photo": `${editedItem}/photo`,
    },
    photo: await smallPhoto(),
    cursors: [cursor, ...(list.next_cursor === null ? [] : [list.next_cursor])],
    channels: [
      `order:${first.id}`,
      `user:${first.user_id}`,
      `tenant:${first.tenant_id}:orders`,
      `menu:${first.tenant_id}`,
      "control",
    ],
    values: {
      id: orderIds,
      orderId: orderIds,
      userId: [first.user_id],
      storeId: [first.tenant_id],
      slug: ["sushi-bar", "trattoria-lucia"],
      tenant: ["sushi-bar", "trattoria-lucia", "admin", "partner"],
      name: COMMANDS,
      email: Object.values(PEOPLE),
      way: ["email", "google", "demo"],
      provider: ["demo", "stripe"],
      secret: ["demo_secret_of_nobody"],
      nextauth: [
        "session",
        "csrf",
        "providers",
        "signin",
        "signout",
        "callback",
        "error",
        "verify-request",
        "email",
        "demo",
        "google",
        "credentials",
        "_log",
      ],
      unknown: ["no-such", "orders", "commands"],
    },
    refresh: async () => {
      // An admin of the run may have suspended the customer or paused the store.
      await undo(url, credentials.admin?.cookie ?? "", {
        lift_ban: { user_id: first.user_id, reason: "The run goes on" },
        resume_store: { tenant_id: first.tenant_id, reason: "The run goes on" },
      });
      for (const person of Object.keys(PEOPLE).filter(isPerson)) {
        const headers = credentials[person] ?? {};
        const { status } = await fetch(`${url}/api/orders?limit=1`, { headers });
        if (status !== 200) credentials[person] = { cookie: await cookies(person) };
      }
    },
  };
}
