import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/server/viewer";
import { alarmRecord } from "@/lib/board/model/alarm-record";
import { NO_WINDOWS } from "@/lib/broadcasts/model/standstill";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { notificationMessages, notifications } from "@/lib/db/schema/notifications";
import { orderAlarms, orders } from "@/lib/db/schema/orders";
import { storeDevices } from "@/lib/db/schema/stores";
import { transaction } from "@/lib/db/transaction";
import type { ReminderStep } from "@/lib/notifications/model/reminders";
import { listEscalationSteps } from "@/lib/notifications/server/list-escalation-steps";
import { remindOfOrder } from "@/lib/notifications/server/remind-of-order";
import { sendMessages } from "@/lib/notifications/server/send-messages";
import { ALARM_DEVICES_AT_MOST } from "@/lib/orders/model/alarm";
import { listAlarmDevices } from "@/lib/orders/server/alarm/list-alarm-devices";
import { noteSilenced } from "@/lib/orders/server/alarm/note-silenced";
import { changeOrder, expireOverdueOrders } from "@/lib/orders/server/commands";
import { getOrder } from "@/lib/orders/server/queries";
import { runReactions } from "@/lib/reactions";
import { withDatabase } from "@/test/support/database";
import { type MailServer, startMailServer } from "@/test/support/mail-server";
import { makeOrder, makePerson, makeRestaurant, type TestRestaurant } from "@/test/support/world";

let mail: MailServer;
// The environment is read once, so the server must have its port before the first call.
beforeAll(async () => {
  mail = await startMailServer();
  const { env } = await import("@/lib/env");
  Object.assign(env(), { EMAIL_SERVER: mail.url, EMAIL_FROM: "orders@platewire.app" });
});
afterAll(() => mail.stop());
withDatabase();

const JOB = { signal: new AbortController().signal, steadySince: new Date(), progress: () => undefined };

let kitchen: TestRestaurant;
let ana: Viewer;
let lena: Viewer;
let tablet: string;
beforeEach(async () => {
  await runReactions(20_000);
  kitchen = await makeRestaurant();
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  lena = await makePerson("Lena");
  tablet = await startShift("Kitchen tablet");
});

async function startShift(name: string, { who = ana, store = kitchen } = {}): Promise<string> {
  const device_id = randomUUID();
  const state = { name, is_sound_on: true, is_visible: true };
  const answer = await commands.device_heartbeat.execute(
    who,
    { tenant_id: store.id, device_id, ...state },
    undefined,
  );
  if (!answer.ok) throw new Error(answer.message);
  return device_id;
}
const report = (orderIds: readonly string[], { who = ana, device = tablet, store = kitchen } = {}) =>
  commands.report_ringing.execute(
    who,
    { tenant_id: store.id, device_id: device, order_ids: [...orderIds] },
    undefined,
  );
const silence = (orderIds: readonly string[], device?: string) =>
  commands.acknowledge_orders.execute(
    ana,
    { order_ids: [...orderIds], ...(device !== undefined && { device_id: device }) },
    undefined,
  );
const devicesOf = (orderId: string) => listAlarmDevices(ana, { id: orderId, tenant_id: kitchen.id });
const stepsOf = (orderId: string) => listEscalationSteps(ana, { id: orderId, tenant_id: kitchen.id });

async function recordOf(orderId: string) {
  const order = await getOrder(ana, orderId);
  if (order === null) throw new Error("Not visible");
  return alarmRecord(order, (await devicesOf(orderId)) ?? [], (await stepsOf(orderId)) ?? [], NO_WINDOWS);
}
async function endedAgo(orderId: string, seconds: number): Promise<void> {
  const db = await queryable();
  const at = new Date(Date.now() - seconds * 1_000);
  await db.update(orders).set({ acknowledged_at: at }).where(eq(orders.id, orderId));
}

describe("the record of an order's alarm", () => {
  test("names each device on which it rang, by the server's clock, under its name at that time", async () => {
    const before = Date.now();
    const counter = await startShift("Counter");
    const { id } = await makeOrder(lena, kitchen);
    expect(await report([id])).toEqual({ ok: true, data: null });
    expect(await report([id], { device: counter })).toEqual({ ok: true, data: null });
    const db = await queryable();
    await db.update(storeDevices).set({ name: "Renamed" }).where(eq(storeDevices.id, tablet));
    await db.delete(storeDevices).where(eq(storeDevices.id, counter));
    const devices = await devicesOf(id);
    expect(devices).toEqual([
      { device_id: tablet, device_name: "Kitchen tablet", rang_at: expect.any(String), silenced_at: null },
      { device_id: counter, device_name: "Counter", rang_at: expect.any(String), silenced_at: null },
    ]);
    for (const { rang_at } of devices ?? []) {
      expect(Date.parse(rang_at ?? "")).toBeGreaterThanOrEqual(before);
      expect(Date.parse(rang_at ?? "")).toBeLessThanOrEqual(Date.now());
    }
  });

  test("keeps the first time when a device reports again, alone or at the same moment", async () => {
    const { id } = await makeOrder(lena, kitchen);
    const { id: other } = await makeOrder(lena, kitchen);
    await report([id, id]);
    const first = await devicesOf(id);
    await Promise.all([report([id, other]), report([other, id]), report([id, other])]);
    expect(await devicesOf(id)).toEqual(first);
    expect(await devicesOf(other)).toHaveLength(1);
  });

  test("says who silenced it and on which device, joined with the order's history", async () => {
    const counter = await startShift("Counter");
    const { id } = await makeOrder(lena, kitchen);
    await report([id]);
    await silence([id], counter);
    const order = await getOrder(ana, id);
    const last = order?.timeline.at(-1);
    expect(last).toMatchObject({ action: "acknowledge", actor_name: "Ana" });
    expect(await devicesOf(id)).toMatchObject([
      { device_id: tablet, rang_at: expect.any(String), silenced_at: null },
      { device_id: counter, rang_at: null, silenced_at: last?.at },
    ]);
    const { silencedOn, end } = await recordOf(id);
    expect([...silencedOn]).toEqual([[last?.version, "Counter"]]);
    expect(end).toEqual({ version: last?.version, unsent: ["push", "email"] });
  });

  // The embedded database has one session, which nobody keeps waiting.
  test.skipIf(!process.env.TEST_DATABASE_URL)(
    "is written by a report that arrives while its device silences it",
    async () => {
      const { id } = await makeOrder(lena, kitchen);
      const db = await queryable();
      const waiting = () =>
        db
          .select({ pid: sql<number>`pid` })
          .from(sql`pg_stat_activity`)
          .where(sql`wait_event_type = 'Lock' and datname = current_database()`);
      // Takes its locks as the command that silences does.
      const { reporting } = await transaction(async (tx) => {
        await tx.select({ id: orders.id }).from(orders).where(eq(orders.id, id)).for("update");
        const started = { reporting: report([id]) };
        await expect.poll(waiting).toHaveLength(1);
        await noteSilenced(tx, { orderIds: [id], deviceId: tablet, at: new Date().toISOString() });
        return started;
      });
      expect(await reporting).toMatchObject({ ok: true });
      expect(await devicesOf(id)).toMatchObject([
        { device_id: tablet, rang_at: expect.any(String), silenced_at: expect.any(String) },
      ]);
    },
  );

  test("is silenced all the same by a device that the store does not know, or without any", async () => {
    const orderIds = [(await makeOrder(lena, kitchen)).id, (await makeOrder(lena, kitchen)).id];
    const [one = "", other = ""] = orderIds;
    expect(await silence([one], randomUUID())).toMatchObject({ ok: true, data: [{ order: { id: one } }] });
    expect(await silence([other])).toMatchObject({ ok: true, data: [{ order: { id: other } }] });
    for (const id of orderIds) expect(await devicesOf(id)).toEqual([]);
  });

  test("takes a report that comes a moment after the alarm's end as of that end, and no later one", async () => {
    const ended = await makeOrder(lena, kitchen);
    const late = await makeOrder(lena, kitchen);
    await silence([ended.id, late.id]);
    await endedAgo(ended.id, 5);
    await endedAgo(late.id, 60);
    expect(await report([ended.id, late.id])).toMatchObject({ ok: true });
    const [rang] = (await devicesOf(ended.id)) ?? [];
    expect(rang?.rang_at).toBe((await getOrder(ana, ended.id))?.acknowledged_at);
    expect(await devicesOf(late.id)).toEqual([]);
  });

  test("knows a device on which an order was silenced before it rang there, as after an undo", async () => {
    const { id } = await makeOrder(lena, kitchen);
    await silence([id], tablet);
    const [before] = (await devicesOf(id)) ?? [];
    expect(before).toMatchObject({ rang_at: null, silenced_at: expect.any(String) });
    const db = await queryable();
    await db.update(orders).set({ acknowledged_at: null }).where(eq(orders.id, id));
    await report([id]);
    expect(await devicesOf(id)).toEqual([{ ...before, rang_at: expect.any(String) }]);
  });

  test("names no more devices than a store has", async () => {
    const { id } = await makeOrder(lena, kitchen);
    const db = await queryable();
    await db.insert(orderAlarms).values(
      Array.from({ length: ALARM_DEVICES_AT_MOST }, (_, n) => ({
        order_id: id,
        device_id: randomUUID(),
        device_name: `Tablet ${n}`,
        rang_at: new Date(),
      })),
    );
    expect(await report([id])).toMatchObject({ ok: true });
    await silence([id], tablet);
    const devices = await devicesOf(id);
    expect(devices).toHaveLength(ALARM_DEVICES_AT_MOST);
    expect(devices?.map(({ device_id }) => device_id)).not.toContain(tablet);
  });

  test("goes with its order", async () => {
    const { id } = await makeOrder(lena, kitchen);
    await report([id]);
    const db = await queryable();
    await db.delete(orders).where(eq(orders.id, id));
    expect(await db.select().from(orderAlarms).where(eq(orderAlarms.order_id, id))).toEqual([]);
  });
});

describe("others", () => {
  test("may not report for a store, nor with a device or an order of another one", async () => {
    const other = await makeRestaurant();
    const ben = await makePerson("Ben", { staffOf: [other.id] });
    const foreignTablet = await startShift("Bar", { who: ben, store: other });
    const { id } = await makeOrder(lena, kitchen);
    const foreign = await makeOrder(lena, other);
    for (const who of [lena, ben]) expect(await report([id], { who })).toMatchObject({ code: "forbidden" });
    expect(await report([id], { device: foreignTablet })).toMatchObject({ code: "not_found" });
    expect(await report([id], { device: randomUUID() })).toMatchObject({ code: "not_found" });
    for (const orderId of [foreign.id, randomUUID()])
      expect(await report([id, orderId])).toMatchObject({ code: "not_found" });
    expect(await report([id], { who: ben, device: foreignTablet, store: other })).toMatchObject({
      code: "not_found",
    });
    expect(await devicesOf(id)).toEqual([]);
  });

  test("may not silence on a device of another store under its name", async () => {
    const other = await makeRestaurant();
    const ben = await makePerson("Ben", { staffOf: [other.id] });
    const foreignTablet = await startShift("Bar", { who: ben, store: other });
    const { id } = await makeOrder(lena, kitchen);
    expect(await silence([id], foreignTablet)).toMatchObject({ ok: true });
    expect(await devicesOf(id)).toEqual([]);
  });

  test("read nothing of it: neither the customer, nor the staff of another store under their own", async () => {
    const other = await makeRestaurant();
    const ben = await makePerson("Ben", { staffOf: [other.id] });
    const { id } = await makeOrder(lena, kitchen);
    await report([id]);
    await remindOfOrder.run({ order_id: id, step: "push" }, JOB);
    const ofKitchen = { id, tenant_id: kitchen.id };
    for (const who of [lena, ben]) {
      expect(await listAlarmDevices(who, ofKitchen)).toBeNull();
      expect(await listEscalationSteps(who, ofKitchen)).toBeNull();
    }
    expect(await listAlarmDevices(ben, { id, tenant_id: other.id })).toEqual([]);
    expect(await listEscalationSteps(ben, { id, tenant_id: other.id })).toEqual([]);
    expect(await stepsOf(id)).toHaveLength(1);
    const seen = JSON.stringify(await getOrder(lena, id));
    expect(seen).not.toContain("Kitchen tablet");
    expect(seen).not.toContain(tablet);
  });
});

async function remind(order_id: string, step: ReminderStep): Promise<void> {
  await remindOfOrder.run({ order_id, step }, JOB);
}
/** An order whose time is more than half over: all its reminders are due. */
async function oldOrder() {
  const order = await makeOrder(lena, kitchen);
  const db = await queryable();
  const minutes = (count: number) => new Date(Date.now() + count * 60_000);
  await db
    .update(orders)
    .set({ created_at: minutes(-5), accept_by: minutes(3) })
    .where(eq(orders.id, order.id));
  return order;
}
/** Runs the jobs that send what is planned for this person. */
async function sendTo({ userId }: Viewer): Promise<void> {
  const db = await queryable();
  const planned = await db
    .select({ id: notificationMessages.id })
    .from(notificationMessages)
    .innerJoin(notifications, eq(notifications.id, notificationMessages.notification_id))
    .where(eq(notifications.user_id, userId));
  await sendMessages.run({ message_ids: planned.map(({ id }) => id) }, JOB);
}
async function overdue(orderId: string): Promise<void> {
  const db = await queryable();
  await db
    .update(orders)
    .set({ accept_by: new Date(Date.now() - 1_000) })
    .where(eq(orders.id, orderId));
  await expireOverdueOrders();
  await runReactions(20_000);
}

describe("the steps after the sound", () => {
  test("are none while nobody had to be told, and those to come are named as unnecessary when the order is accepted", async () => {
    const { id } = await makeOrder(lena, kitchen);
    expect(await stepsOf(id)).toEqual([]);
    expect((await recordOf(id)).end).toBeNull();
    await changeOrder(ana, id, { name: "accept" });
    expect((await recordOf(id)).end).toEqual({ version: 2, unsent: ["push", "email", "admins"] });
  });

  test("are recorded with what was sent and when", async () => {
    const { id } = await oldOrder();
    await remind(id, "push");
    await remind(id, "email");
    expect(await stepsOf(id)).toMatchObject([
      { step: "push", people: 1, sent: 0 },
      { step: "email", people: 1, sent: 0, waiting: 1 },
    ]);
    const before = Date.now();
    await sendTo(ana);
    const steps = await stepsOf(id);
    const mailed = steps?.find(({ step }) => step === "email");
    expect(mailed).toMatchObject({ people: 1, sent: 1, waiting: 0, over: 0 });
    expect(Date.parse(mailed?.at ?? "")).toBeGreaterThanOrEqual(before - 1_000);
    const { entries } = await recordOf(id);
    expect(entries).toContainEqual(expect.objectContaining({ step: "email", outcome: "sent", sent: 1 }));
    // Nobody has turned on push.
    expect(entries).toContainEqual(expect.objectContaining({ step: "push", outcome: "nobody" }));
  });

  test("that were planned when a device acknowledged are recorded as left out", async () => {
    const { id } = await oldOrder();
    await remind(id, "email");
    await silence([id], tablet);
    await sendTo(ana);
    expect(await stepsOf(id)).toMatchObject([{ step: "email", sent: 0, waiting: 0, over: 1 }]);
    const { entries, end } = await recordOf(id);
    expect(entries).toContainEqual(expect.objectContaining({ step: "email", outcome: "over" }));
    // The push was due before, and its job reminded nobody: the press did not make it unnecessary.
    expect(end?.unsent).toEqual([]);
  });

  test("end with the admins, who are told when nobody accepts in time", async () => {
    const ada = await makePerson("Ada", { isAdmin: true });
    const { id } = await makeOrder(lena, kitchen);
    await overdue(id);
    await sendTo(ada);
    const steps = await stepsOf(id);
    expect(steps?.map(({ step }) => step)).toEqual(["admins"]);
    expect(steps?.[0]?.sent).toBeGreaterThan(0);
    expect((await recordOf(id)).end).toMatchObject({ unsent: [] });
  });

  test("of other orders are not mixed in", async () => {
    const [one, other] = [await makeOrder(lena, kitchen), await makeOrder(lena, kitchen)];
    await remind(other.id, "push");
    expect(await stepsOf(one.id)).toEqual([]);
  });
});
