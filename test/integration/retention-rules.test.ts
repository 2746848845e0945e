import { randomUUID } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import * as z from "zod";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { jobs } from "@/lib/jobs";
import { runScheduledJob } from "@/lib/jobs/drain-jobs";
import { RETENTION } from "@/lib/platform/model/retention";
import { withDatabase } from "@/test/support/database";
import { makeRider } from "@/test/support/shift-riders";
import { makeOrder, makePerson, makeRestaurant, type TestRestaurant } from "@/test/support/world";

withDatabase();

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let lena: Viewer;
let rita: Viewer;
let kitchen: TestRestaurant;
beforeAll(async () => {
  lena = await makePerson("Lena");
  rita = await makeRider("Rita");
  kitchen = await makeRestaurant();
  // Whoever has notifications has a count of them.
  await run(sql`insert into notification_counts (user_id, unread) values (${person()}, 10)`);
});

type Rules = typeof RETENTION;
type Timed = { [Table in keyof Rules]: Rules[Table] extends { by: string } ? Table : never }[keyof Rules];

const run = async (statement: SQL) => (await queryable()).execute(statement);
const id = () => sql`${randomUUID()}::uuid`;
/** Ids of this time, as those that sort by it. */
const idAt = (at: string) => {
  const hex = Date.parse(at).toString(16).padStart(12, "0");
  const rest = randomUUID().slice(15);
  return sql`${`${hex.slice(0, 8)}-${hex.slice(8)}-7${rest}`}::uuid`;
};
const text = () => randomUUID();

async function orderEnded(at: string): Promise<SQL> {
  const { id: order } = await makeOrder(lena, kitchen);
  await run(sql`
    update orders set status = 'Delivered', created_at = ${at}, delivered_at = ${at}, updated_at = ${at}
    where id = ${order}::uuid`);
  return sql`${order}::uuid`;
}
async function roomOf(at: string): Promise<SQL> {
  const order = await orderEnded(at);
  await run(sql`
    insert into chat_rooms (order_id, room, head, last_at) values (${order}, 'customer_store', 1, ${at})`);
  return order;
}
const person = () => sql`${lena.userId}::uuid`;

async function tripEnded(at: string): Promise<SQL> {
  const [shift, trip] = [id(), id()];
  await run(sql`
    insert into rider_shifts (id, rider_id, vehicle, started_at, ends_at, ended_at, tracking_token_hash)
    values (${shift}, ${rita.userId}::uuid, 'bicycle', ${at}, ${at}, ${at}, ${text()})`);
  await run(sql`
    insert into trips (id, rider_id, shift_id, vehicle, version, accepted_at, finished_at, metres, currency, pay_base,
      pay_distance)
    values (${trip}, ${rita.userId}::uuid, ${shift}, 'bicycle', 1, ${at}, ${at}, 1, 'EUR', 1, 1)`);
  return trip;
}

async function notification(at: string): Promise<SQL> {
  const note = id();
  await run(sql`
    insert into notifications (id, user_id, type, title, message, created_at)
    values (${note}, ${person()}, 'info', 'Title', 'Message', ${at})`);
  return note;
}

async function decision(at: string): Promise<void> {
  const [one, order] = [id(), await orderEnded(at)];
  await run(sql`
    insert into dispatch_decisions (id, at, kind, reason, candidates) values (${one}, ${at}, 'assign', '{}', '[]')`);
  await run(sql`insert into dispatch_decision_orders (decision_id, order_id) values (${one}, ${order})`);
}

async function offer(at: string): Promise<void> {
  const [one, order] = [idAt(at), await orderEnded(at)];
  await run(sql`
    insert into offers (id, rider_id, decision_id, status, made_at, expires_at, ended_at, terms)
    values (${one}, ${rita.userId}::uuid, ${id()}, 'declined', ${at}, ${at}, ${at}, '{}')`);
  await run(sql`insert into offer_orders (offer_id, order_id) values (${one}, ${order})`);
}

async function incident(at: string): Promise<void> {
  const one = id();
  await run(sql`
    insert into incidents (id, title, impact, started_at, resolved_at) values (${one}, 'Late', 'down', ${at}, ${at})`);
  await run(sql`
    insert into incident_updates (id, incident_id, state, text, at) values (${id()}, ${one}, 'resolved', 'Text', ${at})`);
}

/** Adds a row about something that ended at this time. A new rule with a job does not compile without one. */
const SEEDS: Record<Timed, (at: string) => Promise<unknown>> = {
  api_tokens: (at) =>
    run(sql`
      insert into api_tokens (id, user_id, name, token_hash, scopes, expires_at)
      values (${id()}, ${person()}, 'x', ${text()}, '{}', ${at})`),
  audit_log: (at) =>
    run(sql`
      insert into audit_log (id, at, actor_name, action, target_kind, target_id, detail)
      values (${id()}, ${at}, 'Ada', 'a', 'order', 'x', '{}')`),
  channel_events: async (at) => {
    const channel = `order:${randomUUID()}`;
    await run(sql`insert into channels (name, epoch, head, tail) values (${channel}, 'x', 1, 0)`);
    await run(sql`
      insert into channel_events (channel, "offset", type, data, at) values (${channel}, 1, 'x', '{}', ${at})`);
  },
  chat_rooms: roomOf,
  chat_blocks: async (at) =>
    run(sql`
      insert into chat_blocks (order_id, by_party, by_id, party, party_id, created_at)
      values (${await orderEnded(at)}, 'customer', ${person()}, 'store', ${kitchen.id}::uuid, ${at})`),
  chat_cursors: async (at) =>
    run(sql`
      insert into chat_cursors (order_id, room, party, reader_id, seq, read_at)
      values (${await roomOf(at)}, 'customer_store', 'customer', ${person()}, 1, ${at})`),
  chat_messages: async (at) =>
    run(sql`
      insert into chat_messages (id, order_id, room, seq, author_kind, author_name, text, created_at)
      values (${id()}, ${await roomOf(at)}, 'customer_store', 1, 'customer', 'Lena', 'Hello', ${at})`),
  chat_photos: async (at) =>
    run(sql`
      insert into chat_photos (id, order_id, room, user_id, created_at, sent_at, bytes)
      values (${id()}, ${await roomOf(at)}, 'customer_store', ${person()}, ${at}, ${at}, '')`),
  chat_readings: async (at) =>
    run(sql`
      insert into chat_readings (id, order_id, room, admin_id, reason, created_at)
      values (${id()}, ${await roomOf(at)}, 'customer_store', ${person()}, 'Reason', ${at})`),
  demo_mail: (at) =>
    run(sql`
      insert into demo_mail (id, recipient, subject, body, created_at)
      values (${id()}, 'a@example.test', '', '', ${at})`),
  dispatch_decisions: decision,
  dispatch_decision_orders: decision,
  door_photos: async (at) =>
    run(sql`
      insert into door_photos (order_id, trip_id, taken_at, bytes)
      values (${await orderEnded(at)}, ${await tripEnded(at)}, ${at}, '')`),
  idempotency_keys: (at) =>
    run(sql`
      insert into idempotency_keys (user_id, key, request_hash, created_at)
      values (${person()}, ${text()}, 'x', ${at})`),
  incidents: incident,
  incident_updates: incident,
  notification_batches: (at) =>
    run(sql`
      insert into notification_batches (id, sender_id, request_hash, recipients, created_at)
      values (${id()}, ${person()}, 'x', 1, ${at})`),
  notification_messages: async (at) =>
    run(sql`
      insert into notification_messages (id, notification_id, channel, endpoint, state, due_at, created_at)
      values (${id()}, ${await notification(at)}, 'email', 'x', 'sent', ${at}, ${at})`),
  notifications: notification,
  offers: offer,
  offer_orders: offer,
  orders: orderEnded,
  personal_exports: (at) =>
    run(sql`insert into personal_exports (id, user_id, asked_at) values (${id()}, ${person()}, ${at})`),
  print_jobs: async (at) => {
    const printer = id();
    await run(sql`
      insert into printers (id, tenant_id, name, paper, prints_orders, secret_hash, demo)
      values (${printer}, ${kitchen.id}::uuid, 'x', '80mm', true, ${text()}, true)`);
    await run(sql`
      insert into print_jobs (id, tenant_id, printer_id, cause, state, created_at)
      values (${id()}, ${kitchen.id}::uuid, ${printer}, 'test', 'printed', ${at})`);
  },
  rate_limits: (at) =>
    run(sql`insert into rate_limits (key, points, expire) values (${text()}, 1, ${Date.parse(at)})`),
  rider_invitations: (at) =>
    run(sql`
      insert into rider_invitations (id, email, expires_at)
      values (${id()}, ${`${randomUUID()}@example.test`}, ${at})`),
  rights_changes: (at) =>
    run(sql`insert into rights_changes (at, user_id, granted) values (${at}, ${person()}, true)`),
  sessions: (at) =>
    run(sql`insert into sessions (id, user_id, revoked_at) values (${id()}, ${person()}, ${at})`),
  status_days: (at) =>
    run(sql`
      insert into status_days (day, delivery_times, repaired, lost, healthy_minutes, degraded_minutes, down_minutes)
      values (${at.slice(0, 10)}, '{}', 0, 0, 1, 0, 0)`),
  status_samples: (at) =>
    run(sql`
      insert into status_samples (minute, instance_id, delivery_times, repaired, lost, is_bus_ok, late_jobs)
      values (${at}, ${id()}, '{}', 0, 0, true, 0)`),
  stream_tickets: (at) =>
    run(sql`
      insert into stream_tickets (ticket_hash, user_id, credential_kind, credential_id, expires_at)
      values (${text()}, ${person()}, 'session', ${id()}, ${at})`),
  trip_points: async (at) =>
    run(sql`
      insert into trip_points (id, trip_id, seq, lat, lng, accuracy, at)
      values (${idAt(at)}, ${await tripEnded(at)}, 1, 1, 1, 1, ${at})`),
  verification_tokens: (at) =>
    run(
      sql`insert into verification_tokens (identifier, token, expires) values (${text()}, ${text()}, ${at})`,
    ),
};

/** They may go before their time: nobody asks for them once they have ended. */
const PROMPT: readonly string[] = ["rate_limits", "rights_changes", "stream_tickets", "verification_tokens"];

const counted = z.object({ rows: z.array(z.object({ n: z.coerce.number() })).length(1) });
/** A job publishes that it ran. */
const isSeeded = (table: string) => (table === "channel_events" ? sql`type = 'x'` : sql`true`);
const count = async (table: string) => {
  const found = await run(sql`select count(*) as n from ${sql.identifier(table)} where ${isSeeded(table)}`);
  return counted.parse(found).rows[0]?.n ?? 0;
};

const RULES = Object.entries(RETENTION).flatMap(([table, rule]) =>
  "by" in rule ? [[table, rule.by, rule.days] as const] : [],
);

test.each(RULES)("%s is removed by %s after %d days", async (table, by, days) => {
  const seed = Object.entries(SEEDS).find(([name]) => name === table)?.[1];
  const job = jobs.find(({ name }) => name === by);
  if (seed === undefined || job === undefined) throw new Error(`${table} or ${by} is unknown`);
  // What others have left over.
  await runScheduledJob(job);
  const before = await count(table);
  await seed(new Date(Date.now() - (days + 1) * DAY).toISOString());
  const kept = PROMPT.includes(table) ? 0 : 1;
  if (kept === 1) await seed(new Date(Date.now() - days * DAY + 2 * HOUR).toISOString());
  expect(await count(table)).toBe(before + kept + 1);
  await runScheduledJob(job);
  expect(await count(table)).toBe(before + kept);
});

test("every rule with days names its job", () => {
  for (const rule of Object.values(RETENTION)) expect("days" in rule).toBe("by" in rule);
});
