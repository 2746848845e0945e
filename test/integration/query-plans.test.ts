import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { issueTicket, redeemTicket } from "@/lib/auth/credentials/tickets";
import { createToken } from "@/lib/auth/credentials/tokens";
import { userChannel } from "@/lib/auth/model/channels";
import { loadSessionViewer, loadTokenViewerById, type Viewer } from "@/lib/auth/server/load-viewer";
import { createLink, findLink, hashLinkToken, takeLink } from "@/lib/auth/sign-in/links";
import { dayOf } from "@/lib/board/model/columns";
import { blockInChatCommand } from "@/lib/chat/server/block";
import { eraseChats } from "@/lib/chat/server/erase";
import { markChatRead } from "@/lib/chat/server/mark-read";
import { readChatPhoto } from "@/lib/chat/server/photos";
import { countMessages, findFirstUnread, readChat, readUnreadChats } from "@/lib/chat/server/queries";
import { readChatAsAdminCommand } from "@/lib/chat/server/read-as-admin";
import { reportChatMessageCommand } from "@/lib/chat/server/report-message";
import { sendChatMessage } from "@/lib/chat/server/send";
import { queryable } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { answerOffer } from "@/lib/dispatch/server/answer-offer";
import { listToldOffers } from "@/lib/dispatch/server/list-told-offers";
import { listDecisions } from "@/lib/dispatch/server/plan/decisions";
import { planArea } from "@/lib/dispatch/server/plan/plan-area";
import { planAll } from "@/lib/dispatch/server/plan/planner";
import { quoteAssignmentCommand } from "@/lib/dispatch/server/plan/quote-assignment";
import { readDispatchView } from "@/lib/dispatch/server/plan/read-view";
import { readRiderHome } from "@/lib/dispatch/server/rider-home";
import { readFiguresPage } from "@/lib/figures/server/queries";
import { readStore } from "@/lib/figures/server/store";
import { jobs } from "@/lib/jobs";
import { rerunFailedJob } from "@/lib/jobs/failed-jobs";
import { prepareQueues } from "@/lib/jobs/queues";
import { listMostOrdered } from "@/lib/menu/server/most-ordered";
import { cleanUpNotifications } from "@/lib/notifications/server/clean-up";
import { listEscalationSteps } from "@/lib/notifications/server/list-escalation-steps";
import { remindOfChat } from "@/lib/notifications/server/remind-of-chat";
import { orderChannel } from "@/lib/orders/model/channels";
import { acknowledgeOrdersCommand } from "@/lib/orders/server/acknowledge-orders";
import { listAlarmDevices } from "@/lib/orders/server/alarm/list-alarm-devices";
import { reportRingingCommand } from "@/lib/orders/server/alarm/report-ringing";
import { changeOrder, expireOverdueOrders, settleUnansweredOrders } from "@/lib/orders/server/commands";
import {
  getBoard,
  getOrder,
  listMyActiveOrders,
  listMyOrders,
  listVisibleOrders,
  searchOrders,
} from "@/lib/orders/server/queries";
import { payDemo } from "@/lib/payments/server/pay-demo";
import { deliverDemoWebhooks } from "@/lib/payments/server/providers/demo/deliver";
import { listStuckPayments, readPaymentOf } from "@/lib/payments/server/queries";
import { reconcilePayments } from "@/lib/payments/server/reconcile";
import { settlePayment } from "@/lib/payments/server/settle";
import { readConnections } from "@/lib/platform/server/connections";
import { listAudit } from "@/lib/platform/server/list-audit";
import { findOrders } from "@/lib/platform/server/orders/find-orders";
import { readOrderLog } from "@/lib/platform/server/orders/order-log";
import { listPeople, readPerson } from "@/lib/platform/server/people/queries";
import { readBackgroundWork } from "@/lib/platform/server/queries";
import { enforceRetention } from "@/lib/platform/server/retention";
import { answerPoll } from "@/lib/printing/server/answer-poll";
import { confirmJob } from "@/lib/printing/server/confirm-job";
import { fetchJob } from "@/lib/printing/server/fetch-job";
import { findPrinter } from "@/lib/printing/server/find-printer";
import { printTicketCommand } from "@/lib/printing/server/print";
import { addPrinterCommand } from "@/lib/printing/server/printers";
import { readPrinting } from "@/lib/printing/server/queries";
import { buildExport } from "@/lib/privacy/server/build-export";
import { readConsent } from "@/lib/privacy/server/consent";
import { eraseAccountCommand } from "@/lib/privacy/server/erase-account";
import { listExports, readArchive } from "@/lib/privacy/server/queries";
import { requestExportCommand } from "@/lib/privacy/server/request-export";
import { readEvents, readPosition } from "@/lib/realtime/log/log";
import { listStoreRefunds, readOrderRefunds } from "@/lib/refunds/server/queries";
import { listLeaderboard } from "@/lib/riders/server/leaderboard";
import { readFleet, readRiderLocation } from "@/lib/riders/server/queries";
import { reportPositionsCommand } from "@/lib/riders/server/report-positions";
import { readRiderWeek } from "@/lib/riders/server/rider-week";
import { setShiftCommand } from "@/lib/riders/server/set-shift";
import { runUpkeep } from "@/lib/server/upkeep";
import { followStatusAt } from "@/lib/status/server/follow";
import { readStatusPage } from "@/lib/status/server/queries";
import { takeSample } from "@/lib/status/server/samples";
import { listStores, readStoreForAdmins } from "@/lib/stores/server/admin/list-stores";
import { endDeviceCommand } from "@/lib/stores/server/devices/end-device";
import { deviceHeartbeatCommand } from "@/lib/stores/server/devices/heartbeat";
import { listDevices } from "@/lib/stores/server/devices/list-devices";
import { pauseStoresWithoutDevices } from "@/lib/stores/server/devices/watch";
import { withDatabase } from "@/test/support/database";
import { draftCardOrder, OK_CARD, readPaymentRow } from "@/test/support/payments";
import {
  makeAcceptedOrder,
  makeRider as makeDeliveringRider,
  makeRiderStore,
  mustOffer,
} from "@/test/support/riders";
import { makeRider } from "@/test/support/shift-riders";
import { makeOrder, makePerson, makeRestaurant, type TestRestaurant } from "@/test/support/world";

/** Explains statements on a filled database with generic plans, as for a prepared statement. */

interface Statement {
  text: string;
  params: readonly unknown[];
}
let recorded: Statement[] = [];
withDatabase((text, params) => void recorded.push({ text, params }));

const GROWING = [
  ...["orders", "order_items", "order_history", "addresses", "users", "memberships"],
  ...["sessions", "api_tokens", "idempotency_keys", "channels", "channel_events"],
  ...["stream_tickets", "verification_tokens"],
  ...["notifications", "notification_counts", "print_jobs", "store_devices"],
  ...["order_alarms", "notification_messages"],
  ...["order_search", "audit_log"],
  ...["riders", "rider_shifts", "trips", "trip_stops", "trip_points"],
  ...[
    "chat_rooms",
    "chat_messages",
    "chat_cursors",
    "chat_photos",
    "chat_reports",
    "chat_readings",
    "chat_blocks",
  ],
  ...["offers", "offer_orders", "dispatch_decisions", "dispatch_decision_orders"],
  ...[
    "payments",
    "payment_attempts",
    "provider_events",
    "demo_provider_payments",
    "demo_provider_deliveries",
  ],
  // pg-boss's partition for all queues.
  "job_common",
];
const JOB_CONTEXT = {
  signal: new AbortController().signal,
  steadySince: new Date(),
  progress: () => undefined,
};
const AT_A_DOOR = {
  address: {
    line1: "Harbour 7",
    city: "Port Selby",
    postal_code: "12345",
    note: "",
    lat: 54.335,
    lng: 10.14,
  },
};
const STORES = 40;
const ORDERS = 40_000;

let kitchen: TestRestaurant;
let lena: Viewer;
let ana: Viewer;
let rita: Viewer;
let delivering: TestRestaurant;
let deliveringRider: Viewer;
let tokenId: string;
let orderId: string;
let printerId: string;
let secret: string;

/** Inserts as many rows as affect the plans. The rows are not consistent otherwise. */
async function ageDatabase(): Promise<void> {
  const db = await queryable();
  const id = sql.raw("gen_random_uuid()");
  for (const statement of [
    sql`insert into users (id, email) select ${id}, 'person-' || n || '@example.test' from generate_series(1, ${ORDERS / 10}) n`,
    sql`insert into addresses (id, user_id, line1, city, postal_code) select ${id}, id, 'Quay 1', 'Port Selby', '1' from users`,
    sql`insert into memberships (user_id, tenant_id) select users.id, tenants.id from users cross join lateral (select id from tenants order by id limit 1) tenants on conflict do nothing`,
    sql`
      insert into orders (id, code, tenant_id, user_id, address_id, status, version, payment_method, payment_status, currency,
        items_total, delivery_fee, final_amount, total_qty, accept_by, accepted_at, delivered_at, created_at, updated_at)
      select ${id}, 'OLD-' || n, store.id, person.user_id, person.id, 'Delivered', 5, 'cash', 'captured', 'EUR',
        1000, 0, 1000, 1, at, at, at, at, at
      from (select n, now() - n * interval '10 minutes' as at from generate_series(1, ${ORDERS}) n) as old
      join (select id, row_number() over () as place from tenants) as store on store.place = 1 + n % ${STORES}
      join (select id, user_id, row_number() over () as place from addresses) as person
        on person.place = 1 + n % ${ORDERS / 10}`,
    sql`insert into order_items (id, order_id, menu_item_id, name, quantity, unit_price, options, position)
      select ${id}, id, id, 'Soup', 1, 1000, '[]', 0 from orders`,
    sql`insert into payments (id, order_id, user_id, tenant_id, provider, provider_ref, status, currency, amount, authorized, captured,
        placed_at, expires_at, created_at, updated_at)
      select id, id, user_id, tenant_id, 'demo', 'old' || id, 'captured', 'EUR', 1000, 1000, 1000, created_at, created_at, created_at,
        created_at from orders`,
    sql`insert into payment_attempts (id, payment_id, kind, amount, outcome, idempotency_key, at)
      select id, id, 'capture', 1000, 'succeeded', id::text, created_at from payments`,
    sql`insert into provider_events (provider, event_id, payment_id, received_at)
      select 'demo', id::text, id, created_at from payments`,
    sql`insert into demo_provider_payments (ref, client_secret, reference, status, currency, amount)
      select provider_ref, 'old' || id, id::text, 'captured', 'EUR', 1000 from payments`,
    sql`insert into demo_provider_deliveries (id, event_id, ref, type, due_at, delivered_at)
      select id, id, provider_ref, 'old', created_at, created_at from payments`,
    sql`insert into order_history (order_id, version, at, action, to_status, actor_kind, actor_name)
      select id, 1, created_at, 'place', 'Order Received', 'customer', 'Lena' from orders on conflict do nothing`,
    sql`insert into sessions (id, user_id, created_at, revoked_at)
      select ${id}, id, now() - n * interval '1 minute', case when n = 3 then now() end from users, generate_series(1, 5) n`,
    sql`insert into api_tokens (id, user_id, name, token_hash, scopes) select ${id}, id, 'old', id::text, '{}' from users`,
    sql`insert into stream_tickets (ticket_hash, user_id, credential_kind, credential_id, expires_at)
      select id::text, id, 'session', id, now() + interval '1 hour' from users`,
    sql`insert into verification_tokens (identifier, token, expires)
      select email, id::text, now() + interval '1 hour' from users`,
    sql`insert into idempotency_keys (user_id, key, request_hash) select id, n::text, '' from users, generate_series(1, 5) n`,
    sql`insert into channels (name, epoch, head) select 'user:' || id, 'e', 5 from users on conflict do nothing`,
    sql`insert into channel_events (channel, "offset", type, data)
      select 'user:' || id, n, 'old', '{}' from users, generate_series(1, 5) n on conflict do nothing`,
    sql`insert into notifications (id, user_id, created_at, type, title, message)
      select ${id}, id, now() - n * interval '1 day', 'info', 'old', 'old' from users, generate_series(1, 5) n`,
    sql`insert into notifications (id, user_id, created_at, type, title, message, kind, topic, step)
      select ${id}, person.id, now(), 'warning', 'old', 'old', 'order_waiting', 'waiting:' || orders.id, 'push'
      from orders, (select id from users limit 1) person`,
    sql`insert into notification_messages (id, notification_id, channel, endpoint, state, due_at)
      select ${id}, id, 'push', 'demo', 'sent', now() from notifications`,
    sql`insert into order_alarms (order_id, device_id, device_name, rang_at) select id, id, 'Old', now() from orders`,
    sql`insert into riders (id) select id from users limit 2000 on conflict do nothing`,
    sql`insert into rider_shifts (id, rider_id, vehicle, started_at, ends_at, ended_at, tracking_token_hash)
      select ${id}, id, 'bicycle', at, at, at, id || ' ' || n
      from riders, generate_series(1, 5) n, lateral (select now() - n * interval '1 day' as at) old`,
    sql`insert into trips (id, rider_id, shift_id, vehicle, version, accepted_at, finished_at, metres, currency, pay_base, pay_distance)
      select ${id}, rider_id, id, 'bicycle', 1, started_at, started_at, 1000, 'EUR', 300, 90 from rider_shifts`,
    sql`insert into trip_stops (trip_id, order_id, kind, position, outcome)
      select trip.id, old.id, 'drop_off', 0, 'done'
      from (select id, row_number() over () as place from trips) trip
      join (select id, row_number() over () as place from orders) old using (place)`,
    sql`insert into dispatch_decisions (id, at, kind, rider_id, reason, candidates)
      select ${id}, accepted_at, 'offer', rider_id, '{"key": "only_rider", "values": {}}', '[]' from trips`,
    sql`insert into dispatch_decision_orders (decision_id, order_id)
      select decision.id, old.id
      from (select id, row_number() over () as place from dispatch_decisions) decision
      join (select id, row_number() over () as place from orders) old using (place)`,
    sql`insert into offers (id, rider_id, trip_id, decision_id, status, made_at, expires_at, ended_at, terms)
      select ${id}, rider_id, id, id, 'taken', accepted_at, accepted_at, accepted_at, '{}' from trips`,
    sql`insert into offer_orders (offer_id, order_id)
      select offer.id, old.id
      from (select id, row_number() over () as place from offers) offer
      join (select id, row_number() over () as place from orders) old using (place)`,
    sql`insert into trip_points (id, trip_id, seq, lat, lng, accuracy, at)
      select ${id}, id, n, 54, 10, 5, now() from trips, generate_series(1, 3) n`,
    sql`insert into chat_rooms (order_id, room, head, last_at) select id, 'customer_store', 2, created_at from orders`,
    sql`insert into chat_messages (id, order_id, room, seq, author_kind, author_name, text, created_at)
      select ${id}, order_id, room, n, 'store', 'Old', 'old', last_at from chat_rooms, generate_series(1, 2) n`,
    sql`insert into chat_cursors (order_id, room, party, reader_id, seq, read_at)
      select room.order_id, room.room, 'store', orders.tenant_id, 1, room.last_at
      from chat_rooms room join orders on orders.id = room.order_id`,
    sql`insert into chat_blocks (order_id, by_party, by_id, party, party_id, created_at)
      select id, 'customer', user_id, 'store', tenant_id, now() from orders`,
    sql`insert into chat_photos (id, order_id, room, user_id, created_at, sent_at, bytes)
      select ${id}, id, 'customer_store', user_id, created_at, created_at, '' from orders`,
    sql`insert into chat_reports (id, order_id, room, message_id, by_party, by_id, reason, note, created_at)
      select ${id}, order_id, room, id, 'customer', id, 'insult', '', now() from chat_messages`,
    sql`insert into chat_readings (id, order_id, room, admin_id, reason, created_at)
      select ${id}, order_id, room, admin.id, 'old', now() - interval '1 day'
      from chat_rooms, (select id from users limit 1) admin`,
    sql`insert into notification_counts (user_id, unread) select id, 5 from users`,
    sql`insert into printers (id, tenant_id, name, paper, prints_orders, secret_hash, demo)
      select ${id}, id, 'Old', '80mm', true, id::text, false from tenants`,
    sql`insert into store_devices (tenant_id, id, name, is_sound_on, is_visible, user_id, started_at, seen_at, ended_at)
      select tenants.id, ${id}, 'Old', true, true, person.id, now(), now() - interval '1 hour', case when n > 1 then now() end
      from tenants, generate_series(1, 200) n, (select id from users limit 1) person`,
    sql`insert into print_jobs (id, tenant_id, printer_id, order_id, cause, state, created_at)
      select ${id}, orders.tenant_id, printers.id, orders.id, 'accepted', 'printed',
        now() - row_number() over () * interval '30 seconds'
      from orders join printers on printers.tenant_id = orders.tenant_id`,
    sql`insert into pgboss.job (name, state, started_on, completed_on)
      select 'notification.send', 'completed', now() - n * interval '1 second', now() - n * interval '1 second'
      from generate_series(1, ${ORDERS}) n`,
    sql`insert into pgboss.job (name, source_name, created_on)
      select 'dead-letters', 'notification.send', now() - n * interval '1 minute' from generate_series(1, ${ORDERS}) n`,
    sql`insert into order_search (order_id, created_at, words)
      select id, created_at, array_to_tsvector(array[lower(code), 'soup', 'word' || (random() * 1000)::int]) from orders`,
    sql`insert into audit_log (id, at, actor_id, actor_name, action, target_kind, target_id, detail)
      select ${id}, created_at, user_id, 'Ada', 'act' || (random() * 20)::int, 'order', id::text, '{}' from orders`,
    sql`analyze`,
  ])
    await db.execute(statement);
}

beforeAll(async () => {
  const kitchens: TestRestaurant[] = [];
  for (let n = 0; n < STORES; n += 1) kitchens.push(await makeRestaurant());
  const [one, other] = kitchens;
  if (one === undefined || other === undefined) throw new Error("There are no restaurants");
  kitchen = one;
  lena = await makePerson("Lena");
  delivering = await makeRiderStore({ rider_fleet: "own" });
  ana = await makePerson("Ana", { staffOf: [one.id, other.id, delivering.id] });
  rita = await makeRider("Rita", kitchen.id);
  tokenId = (await createToken(lena.userId, { name: "test", scopes: ["orders:read"] })).id;
  await prepareQueues(jobs);
  await ageDatabase();
  orderId = (await makeOrder(lena, kitchen)).id;
  deliveringRider = await makeDeliveringRider("Dora", { tenantId: delivering.id });
  const settings = { tenant_id: kitchen.id, name: "Kitchen", paper: "80mm", prints_orders: true };
  const added = await addPrinterCommand.execute(ana, settings, undefined);
  if (!added.ok) throw new Error(added.message);
  printerId = added.data.printer.id;
  secret = added.data.path.slice("/api/print/".length);
});

const plan = z.object({
  "Node Type": z.string(),
  "Relation Name": z.string().optional(),
  get Plans() {
    return z.array(plan).optional();
  },
});
type Plan = z.infer<typeof plan>;
const explained = z.object({
  rows: z.tuple([z.object({ "QUERY PLAN": z.tuple([z.object({ Plan: plan })]) })]),
});

const scannedIn = (node: Plan): string[] => [
  ...(node["Node Type"] === "Seq Scan" ? [node["Relation Name"] ?? ""] : []),
  ...(node.Plans ?? []).flatMap(scannedIn),
];

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
function literal(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return quoted(`{${value.map((part) => JSON.stringify(part)).join(",")}}`);
  return quoted(value instanceof Date ? value.toISOString() : String(value));
}

async function scannedBy({ text, params }: Statement): Promise<string[]> {
  return transaction(async (tx) => {
    await tx.execute(sql`set local plan_cache_mode = force_generic_plan`);
    const name = sql.identifier(`plan_${randomUUID()}`);
    await tx.execute(sql`prepare ${name} as ${sql.raw(text)}`);
    const values = params.length === 0 ? "" : `(${params.map(literal).join(", ")})`;
    const answer = explained.parse(
      await tx.execute(sql`explain (format json) execute ${name}${sql.raw(values)}`),
    );
    await tx.execute(sql`deallocate ${name}`);
    return scannedIn(answer.rows[0]["QUERY PLAN"][0].Plan).filter((table) => GROWING.includes(table));
  });
}

/** Transaction and lock statements have no plan. */
const hasPlan = ({ text }: Statement) => /^\s*(select|with|insert|update|delete)\b/i.test(text);

test.each<[string, () => Promise<unknown>]>([
  ["a customer's orders", () => listMyOrders(lena)],
  [
    "the next page of them",
    async () =>
      listMyOrders(ana, { cursor: (await listMyOrders(ana, { limit: 1 })).next_cursor ?? undefined }),
  ],
  [
    "a chat from the message to its receipt, with its notification",
    async () => {
      const message = { room: "customer_store" as const, text: "No onions" };
      const sent = await sendChatMessage(lena, { order_id: orderId, message }, randomUUID());
      if (!sent.ok) throw new Error(sent.message);
      const { id: message_id } = sent.data;
      const db = await queryable();
      await findFirstUnread(db, [{ id: message_id, as: "store" }]);
      await remindOfChat.run({ message_id, party: "store" }, JOB_CONTEXT);
      await markChatRead(ana, { order_id: orderId, room: "customer_store", message_id });
      await readChat(lena, orderId, "customer_store");
      await readUnreadChats(ana, [orderId, randomUUID()]);
      await countMessages(db, orderId);
      await reportChatMessageCommand.execute(
        ana,
        { order_id: orderId, message_id, reason: "other" },
        undefined,
      );
      await blockInChatCommand.execute(ana, { order_id: orderId, party: "customer" }, undefined);
      await readChatAsAdminCommand.execute(
        { ...lena, isAdmin: true },
        { order_id: orderId, room: "customer_store", reason: "A complaint" },
        undefined,
      );
      await readChatPhoto(lena, orderId, randomUUID());
    },
  ],
  ["the erasure of chats", () => eraseChats.run({}, JOB_CONTEXT)],
  ["a customer's active orders", () => listMyActiveOrders(lena)],
  ["the orders of two stores", () => listVisibleOrders(ana)],
  ["the dishes that a store's orders hold most", () => listMostOrdered([kitchen.id])],
  ["an order", () => getOrder(lena, orderId)],
  ["a board", () => getBoard(ana, kitchen.id)],
  [
    "the figures of a store",
    async () => {
      const store = await readStore(await queryable(), kitchen.id);
      return store === null ? null : readFiguresPage(ana, store, dayOf(Date.now(), store.time_zone));
    },
  ],
  ["a store's history", () => searchOrders(ana, kitchen.id, {})],
  ["a store's cancelled orders", () => searchOrders(ana, kitchen.id, { status: "Cancelled" })],
  ["a store's orders of a dish", () => searchOrders(ana, kitchen.id, { search: "soup" })],
  ["placing an order", () => makeOrder(lena, kitchen)],
  [
    "changing an order",
    () => changeOrder(ana, orderId, { name: "acknowledge" }, { idempotencyKey: randomUUID() }),
  ],
  ["the sweep of overdue orders", () => expireOverdueOrders()],
  [
    "an order by card from its draft to its payment",
    async () => {
      const order = await draftCardOrder(lena, kitchen);
      await payDemo(order.secret, { card: OK_CARD });
      await settlePayment((await readPaymentRow(order.id)).id);
      return readPaymentOf(order.id, lena);
    },
  ],
  ["the reconciliation of payments", () => reconcilePayments()],
  ["payments that are stuck", () => listStuckPayments({ isAdmin: true })],
  ["the webhooks of the demo provider", () => deliverDemoWebhooks()],
  ["the sweep of unanswered questions", () => settleUnansweredOrders()],
  ["the viewer of a session", () => loadSessionViewer(lena.credential.id)],
  ["the viewer of a token", () => loadTokenViewerById(tokenId)],
  [
    "a stream's ticket from its request to its use",
    async () => redeemTicket((await issueTicket(lena)).ticket),
  ],
  [
    "a sign-in link from its request to its use",
    async () => {
      const link = { identifier: "plan@example.test", token: hashLinkToken(randomUUID()) };
      await createLink({ ...link, expires: new Date(Date.now() + 60_000) }, null);
      await findLink(link, null);
      await takeLink(link, null);
    },
  ],
  ["a position", () => readPosition([userChannel.name(lena.userId), orderChannel.name(orderId)])],
  ["a replay", async () => readEvents(await queryable(), userChannel.name(lena.userId), 0)],
  ["the upkeep", () => runUpkeep()],
  ["the background work", () => readBackgroundWork({ isAdmin: true }, jobs)],
  ["the orders that admins find by a common word", () => findOrders({ isAdmin: true }, { search: "soup" })],
  [
    "the orders that admins find by a rare word",
    () => findOrders({ isAdmin: true }, { search: "OLD-77 soup" }),
  ],
  ["the newest orders of all stores", () => findOrders({ isAdmin: true }, {})],
  [
    "the log of an order",
    () =>
      readOrderLog(
        { isAdmin: true },
        { id: orderId, tenant_id: kitchen.id, user_id: lena.userId, created_at: new Date().toISOString() },
      ),
  ],
  ["the people whom admins find", () => listPeople({ isAdmin: true }, { search: "lena" })],
  ["the newest people", () => listPeople({ isAdmin: true }, {})],
  ["a person for admins", () => readPerson({ isAdmin: true }, lena.userId)],
  ["the audit log", () => listAudit({ isAdmin: true }, {})],
  ["the audit log of a person", () => listAudit({ isAdmin: true }, { actor: lena.userId })],
  [
    "the audit log of an action",
    () => listAudit({ isAdmin: true }, { action: "ban_user", from: "2026-01-01" }),
  ],
  ["the stores of the platform", () => listStores({ isAdmin: true }, {})],
  ["a store for admins", () => readStoreForAdmins({ isAdmin: true, tenantIds: [] }, kitchen.id)],
  ["running a failed job again", () => rerunFailedJob({ isAdmin: true }, randomUUID())],
  ["the printing of a store", () => readPrinting(ana, kitchen.id)],
  ["the tickets of an order", () => readPrinting(ana, kitchen.id, orderId)],
  [
    "a ticket from the press to the paper",
    async () => {
      await printTicketCommand.execute(ana, { order_id: orderId, printer_id: printerId }, randomUUID());
      const asking = await findPrinter(secret);
      if (asking === null) throw new Error("There is no printer");
      const job = await answerPoll(asking, {});
      await fetchJob(asking.printer, job, "text/plain");
      await confirmJob(asking.printer, job, "200 OK");
    },
  ],
  [
    "the plan of a fleet, with a rider who falls silent",
    async () => {
      const { userId } = deliveringRider;
      const { id } = await makeAcceptedOrder(lena, ana, delivering, AT_A_DOOR);
      const offered = await mustOffer(deliveringRider, [id]);
      await planArea(delivering.id);
      await answerOffer(userId, offered.id, "accept");
      await planAll();
      await planAll(new Date(Date.now() + 15 * 60_000));
    },
  ],
  ["the dispatcher's screen of a store", () => readDispatchView(ana, { tenantId: delivering.id })],
  ["the decisions about an order", () => listDecisions(ana, orderId)],
  ["the refunds of an order", () => readOrderRefunds(ana, orderId)],
  ["the refunds of a store", () => listStoreRefunds(ana, kitchen.id)],
  ["the offers of an order", () => listToldOffers(ana, { id: orderId, tenant_id: kitchen.id })],
  [
    "a rider's page, and an offer from the question to the quote and the answer",
    async () => {
      const rider = await makeDeliveringRider("Sam", { tenantId: delivering.id });
      const { id } = await makeAcceptedOrder(lena, ana, delivering, AT_A_DOOR);
      const quoted = { order_id: id, rider_id: rider.userId };
      expect(await quoteAssignmentCommand.execute(ana, quoted, undefined)).toMatchObject({ ok: true });
      const offered = await mustOffer(rider, [id]);
      await readRiderHome(rider);
      await answerOffer(rider.userId, offered.id, "accept");
      await readRiderHome(rider);
    },
  ],
  [
    "the watch over devices",
    () => pauseStoresWithoutDevices({ steadySince: new Date(0), signal: JOB_CONTEXT.signal }),
  ],
  [
    "the heartbeat of a device, the list of devices and the end of a shift",
    async () => {
      const device = { tenant_id: kitchen.id, device_id: randomUUID() };
      const state = { name: "Tablet", is_sound_on: true, is_visible: true };
      for (let n = 0; n < 2; n += 1)
        await deviceHeartbeatCommand.execute(ana, { ...device, ...state }, undefined);
      await listDevices(ana, kitchen.id);
      await endDeviceCommand.execute(ana, device, undefined);
    },
  ],
  [
    "the report of a device on which an order rings, its silencing and the record of the alarm",
    async () => {
      const order = { id: (await makeOrder(lena, kitchen)).id, tenant_id: kitchen.id };
      const device = { tenant_id: kitchen.id, device_id: randomUUID() };
      const state = { name: "Tablet", is_sound_on: true, is_visible: true };
      await deviceHeartbeatCommand.execute(ana, { ...device, ...state }, undefined);
      const order_ids = [order.id];
      for (const answer of [
        await reportRingingCommand.execute(ana, { ...device, order_ids }, undefined),
        await acknowledgeOrdersCommand.execute(ana, { order_ids, device_id: device.device_id }, undefined),
      ])
        expect(answer).toMatchObject({ ok: true });
      expect(await listAlarmDevices(ana, order)).toHaveLength(1);
      await listEscalationSteps(ana, order);
    },
  ],
  [
    "a rider's shift, positions, week and leaderboard, and where the rider of an order is",
    async () => {
      const { userId } = rita;
      await setShiftCommand.execute(rita, { on: true }, undefined);
      const point = { seq: 1, lat: 54.32, lng: 10.13, accuracy: 5, heading: null, speed: null };
      const points = [{ ...point, at: new Date().toISOString() }];
      await reportPositionsCommand.execute(rita, { points }, undefined);
      const db = await queryable();
      await readRiderWeek(db, userId, "2026-W48", Date.now());
      await readRiderLocation(lena, orderId);
      await listLeaderboard(rita, Date.now());
      await setShiftCommand.execute(rita, { on: false }, undefined);
    },
  ],
  ["the riders of a store", () => readFleet(ana, kitchen.id)],
  [
    "the status, from a sample to its page",
    async () => {
      await takeSample(jobs);
      await followStatusAt(new Date());
      await readStatusPage();
    },
  ],
  ["who is connected", () => readConnections({ isAdmin: true }, lena.email)],
  ["what is kept too long", () => enforceRetention.run({}, JOB_CONTEXT)],
  [
    "a person's data, from the archive to the erasure",
    async () => {
      const person = await makePerson("Gone");
      await requestExportCommand.execute(person, {}, undefined);
      const [asked] = await listExports(person.userId);
      await buildExport.run({ export_id: asked?.id }, JOB_CONTEXT);
      await readArchive(person.userId, asked?.id ?? "");
      await readConsent(person.userId);
      expect(await eraseAccountCommand.execute(person, { email: person.email }, undefined)).toMatchObject({
        ok: true,
      });
    },
  ],
  ["the clean-up of notifications", () => cleanUpNotifications.run({}, JOB_CONTEXT)],
])("no growing table is read sequentially for %s", async (_, work) => {
  recorded = [];
  await work();
  const statements = recorded.filter(hasPlan);
  expect(statements).not.toEqual([]);
  const scans: object[] = [];
  for (const statement of statements) {
    const tables = await scannedBy(statement);
    if (tables.length > 0) scans.push({ tables, text: statement.text });
  }
  expect(scans).toEqual([]);
});
