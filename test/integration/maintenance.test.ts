import { desc, eq, sql } from "drizzle-orm";
import * as fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import * as z from "zod";
import type { Viewer } from "@/lib/auth/server/viewer";
import { stoodStill } from "@/lib/broadcasts/model/standstill";
import { withdrawBroadcastCommand } from "@/lib/broadcasts/server/commands";
import { readWindows, stoodStillSince } from "@/lib/broadcasts/server/queries";
import { queryable } from "@/lib/db/client";
import { broadcasts } from "@/lib/db/schema/broadcasts";
import { notifications } from "@/lib/db/schema/notifications";
import { orders } from "@/lib/db/schema/orders";
import { storeDevices, tenants } from "@/lib/db/schema/stores";
import { runScheduledJob } from "@/lib/jobs/drain-jobs";
import { remindOfOrder } from "@/lib/notifications/server/remind-of-order";
import { answerEnd } from "@/lib/orders/model/deadlines";
import { ANSWER_MINUTES } from "@/lib/orders/model/terms";
import { confirmNewOrders } from "@/lib/orders/server/auto-confirm";
import { changeOrder } from "@/lib/orders/server/commands";
import { autoCancel, settleSoldOut } from "@/lib/orders/server/deadlines";
import { placeOrder } from "@/lib/orders/server/place";
import { getOrder, listOwnStores } from "@/lib/orders/server/queries";
import { runReactions } from "@/lib/reactions";
import { hub } from "@/lib/realtime/hub/process-hub";
import { pauseStoresWithoutDevices } from "@/lib/stores/server/devices/watch";
import { formatTime } from "@/lib/text/format";
import { withDatabase } from "@/test/support/database";
import { makeMaintenance } from "@/test/support/maintenance";
import { countRoundTrips } from "@/test/support/round-trips";
import { makeOrder, makePerson, makeRestaurant, orderFor, type TestRestaurant } from "@/test/support/world";

withDatabase();

const MINUTE = 60_000;
let kitchen: TestRestaurant;
let ana: Viewer;
let lena: Viewer;
let admin: Viewer;
beforeEach(async () => {
  await (await queryable()).delete(broadcasts);
  kitchen = await makeRestaurant();
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  lena = await makePerson("Lena");
  admin = await makePerson("Ada", { isAdmin: true });
});

/** An order that was placed, and whose time ends, so many minutes from now. */
async function orderOf(placed: number, acceptBy: number): Promise<string> {
  const { id } = await makeOrder(lena, kitchen);
  const at = (minutes: number) => new Date(Date.now() + minutes * MINUTE);
  await (await queryable())
    .update(orders)
    .set({ created_at: at(placed), accept_by: at(acceptBy) })
    .where(eq(orders.id, id));
  return id;
}

const statusOf = async (id: string) => {
  const db = await queryable();
  const [row] = await db.select({ status: orders.order_status }).from(orders).where(eq(orders.id, id));
  return row?.status;
};

describe("while maintenance lasts", () => {
  test("an order whose time would be over is neither cancelled by the job nor by being read", async () => {
    const id = await orderOf(-10, -5);
    await makeMaintenance(-8, 10);
    await runScheduledJob(autoCancel);
    expect(await getOrder(ana, id)).toMatchObject({ order_status: "Order Received" });
    expect(await statusOf(id)).toBe("Order Received");
  });

  test("an order whose time was over before is cancelled", async () => {
    const id = await orderOf(-10, -5);
    await makeMaintenance(-4, 10);
    await runScheduledJob(autoCancel);
    expect(await statusOf(id)).toBe("Cancelled");
  });

  test("an order whose time stands still is among those that wait at its store", async () => {
    await orderOf(-10, -5);
    const waiting = async () => (await listOwnStores(ana)).map((store) => store.waiting);
    expect(await waiting()).toEqual([0]);
    await makeMaintenance(-8, 10);
    expect(await waiting()).toEqual([1]);
  });

  test("an order can be accepted, and an open question answered", async () => {
    const id = await orderOf(-10, -5);
    await makeMaintenance(-8, 10);
    expect(await changeOrder(ana, id, { name: "accept" })).toMatchObject({ ok: true });
  });

  test("no order is accepted automatically, and afterwards one that was placed just before is", async () => {
    const db = await queryable();
    await db.update(tenants).set({ auto_confirm: true }).where(eq(tenants.id, kitchen.id));
    const staff = { userId: ana.userId, address: "10.0.0.1" };
    hub().owners.counts.join(staff);
    const id = await orderOf(-10, -5);
    const maintenance = await makeMaintenance(-9, 10);
    await confirmNewOrders(new Date(0));
    expect(await statusOf(id)).toBe("Order Received");
    await db.update(broadcasts).set({ ends_at: new Date() }).where(eq(broadcasts.id, maintenance));
    await confirmNewOrders(new Date(0));
    hub().owners.counts.leave(staff);
    expect(await statusOf(id)).toBe("Preparing");
  });

  test("stores are not paused for devices that cannot be heard", async () => {
    await makeMaintenance(-1, 10);
    const silent = { steadySince: new Date(0), signal: new AbortController().signal };
    const db = await queryable();
    const seen = new Date(Date.now() - 60 * MINUTE);
    await db.insert(storeDevices).values({
      ...{ id: crypto.randomUUID(), tenant_id: kitchen.id, name: "Till", started_at: seen, seen_at: seen },
      ...{ is_sound_on: true, is_visible: true, user_id: ana.userId },
    });
    expect(await pauseStoresWithoutDevices(silent)).toBe(0);
    await db.delete(broadcasts);
    expect(await pauseStoresWithoutDevices(silent)).toBe(1);
  });

  test("a reminder waits with the deadline that it reminds of", async () => {
    const id = await orderOf(-10, -5);
    await makeMaintenance(-9.5, 10);
    const remind = () =>
      remindOfOrder.run(
        { order_id: id, step: "push" },
        { signal: new AbortController().signal, steadySince: new Date(), progress: () => undefined },
      );
    expect(await remind()).toBe(0);
    const db = await queryable();
    const later = z.object({ rows: z.array(z.object({ minutes: z.coerce.number() })).length(1) });
    const found = await db.execute(sql`
      select extract(epoch from start_after - now()) / 60 as minutes from pgboss.job
      where name = ${remindOfOrder.queue} and data->>'order_id' = ${id}`);
    expect(later.parse(found).rows[0]?.minutes).toBeCloseTo(10.5, 1);
    await db.update(broadcasts).set({ ends_at: new Date(Date.now() - 0.6 * MINUTE) });
    expect(await remind()).toBe(1);
  });

  test("nobody can order, and the same press succeeds when it is over, whether or not a job has run", async () => {
    const maintenance = await makeMaintenance(-1, 10);
    const input = orderFor(kitchen);
    const idempotencyKey = crypto.randomUUID();
    expect(await placeOrder(lena, input, { idempotencyKey })).toMatchObject({
      ok: false,
      code: "conflict",
      message: expect.stringContaining("Ordering is paused for maintenance until"),
    });
    await (await queryable())
      .update(broadcasts)
      .set({ ends_at: new Date() })
      .where(eq(broadcasts.id, maintenance));
    expect(await placeOrder(lena, input, { idempotencyKey })).toMatchObject({ ok: true });
  });
});

describe("after maintenance", () => {
  test("deadlines have moved by its length, and no further", async () => {
    const [soon, over] = [await orderOf(-20, -5), await orderOf(-20, -11)];
    // Ten minutes altogether: the two overlap.
    await makeMaintenance(-18, -12);
    await makeMaintenance(-14, -8);
    await runScheduledJob(autoCancel);
    await runScheduledJob(autoCancel);
    expect(await statusOf(soon)).toBe("Order Received");
    expect(await statusOf(over), "would be over in a minute without the move").toBe("Cancelled");
  });

  test.each([
    ["that was withdrawn before it began", -8, 10, -9],
    ["that ended early", -8, 10, -7],
  ])("deadlines have not moved by more than took place of maintenance %s", async (_, from, to, withdrawn) => {
    const id = await orderOf(-10, -5);
    await makeMaintenance(from, to, { withdrawn_at: new Date(Date.now() + withdrawn * MINUTE) });
    await runScheduledJob(autoCancel);
    expect(await statusOf(id)).toBe("Cancelled");
  });

  test("that an admin ended early, time runs on", async () => {
    const id = await orderOf(-10, -5);
    const maintenance = await makeMaintenance(-5, 10);
    await (await queryable()).update(orders).set({ accept_by: new Date(Date.now() - 4 * MINUTE) });
    await runScheduledJob(autoCancel);
    expect(await statusOf(id)).toBe("Order Received");
    await withdrawBroadcastCommand.run({
      viewer: admin,
      input: { id: maintenance },
      idempotencyKey: undefined,
    });
    // A minute of its time was left, and nothing of it has run.
    await runScheduledJob(autoCancel);
    expect(await statusOf(id)).toBe("Order Received");
    expect(await placeOrder(lena, orderFor(kitchen))).toMatchObject({ ok: true });
  });

  test("an acceptance that is taken back leaves a minute, not a minute and the maintenance", async () => {
    const id = await orderOf(-30, 0.1);
    await (await queryable()).update(orders).set({ accept_by: new Date(Date.now() - 9.9 * MINUTE) });
    await makeMaintenance(-20, -10);
    expect(await changeOrder(ana, id, { name: "accept" })).toMatchObject({ ok: true });
    expect(await changeOrder(ana, id, { name: "undo" })).toMatchObject({ ok: true });
    const db = await queryable();
    const [row] = await db.select({ by: orders.accept_by }).from(orders).where(eq(orders.id, id));
    const left = (row?.by.getTime() ?? 0) + 10 * MINUTE - Date.now();
    expect(Math.abs(left - MINUTE)).toBeLessThan(5_000);
  });
});

test("a question about a sold-out dish stands still from when it was asked", async () => {
  const { id, items } = await makeOrder(lena, kitchen);
  await changeOrder(ana, id, { name: "accept" });
  const [line] = items;
  if (line === undefined) throw new Error("The order has no line");
  await changeOrder(ana, id, {
    name: "mark_unavailable",
    items: [{ order_item_id: line.id, proposal: null }],
  });
  const db = await queryable();
  const asked = await getOrder(ana, id);
  const by = new Date(Date.now() - MINUTE);
  const unavailable = (asked?.unavailable ?? []).map((one) => ({ ...one, answer_by: by.toISOString() }));
  await db.update(orders).set({ answer_by: by, unavailable }).where(eq(orders.id, id));
  // Over before the question was asked.
  await makeMaintenance(-30, -ANSWER_MINUTES - 1);
  const during = await makeMaintenance(-2, 5);
  await runScheduledJob(settleSoldOut);
  expect(await getOrder(ana, id)).toMatchObject({ answer_by: by.toISOString() });
  await db
    .update(broadcasts)
    .set({ ends_at: new Date(Date.now() - 1.9 * MINUTE) })
    .where(eq(broadcasts.id, during));
  await runScheduledJob(settleSoldOut);
  expect(await statusOf(id), "nothing of it is left").toBe("Cancelled");
});

test("a customer is told when a question ends with the maintenance that it stands still in", async () => {
  const { id, items } = await makeOrder(lena, kitchen);
  await changeOrder(ana, id, { name: "accept" });
  // Reactions begin at the end of the log.
  await runReactions(20_000);
  await makeMaintenance(-1, 30);
  const [line] = items;
  await changeOrder(ana, id, {
    name: "mark_unavailable",
    items: [{ order_item_id: line?.id ?? "", proposal: null }],
  });
  await runReactions(20_000);
  const [told] = await (await queryable())
    .select({ message: notifications.message, at: notifications.created_at })
    .from(notifications)
    .where(eq(notifications.user_id, lena.userId))
    .orderBy(desc(notifications.created_at), desc(notifications.id))
    .limit(1);
  const by = (await getOrder(ana, id))?.answer_by ?? "";
  const end = answerEnd(by, await readWindows(await queryable(), new Date(Date.now() - MINUTE)));
  const shown = (instant: number) => formatTime(new Date(instant).toISOString(), "Europe/Berlin");
  expect(told?.message).toContain(shown(end));
  expect(end).toBeGreaterThan(Date.parse(by) + 20 * MINUTE);
});

test("the database counts the time that stood still as the model does", async () => {
  const db = await queryable();
  const found = z.object({ rows: z.array(z.object({ ms: z.coerce.number() })).length(1) });
  const now = Math.floor(Date.now() / MINUTE) * MINUTE;
  const minutes = fc.integer({ min: -120, max: 60 });
  const windows = fc.array(fc.tuple(minutes, fc.integer({ min: -5, max: 60 })), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(windows, minutes, async (given, since) => {
      await db.delete(broadcasts);
      for (const [from, length] of given)
        await makeMaintenance(0, 0, {
          starts_at: new Date(now + from * MINUTE),
          ends_at: new Date(now + (from + length) * MINUTE),
        });
      const at = new Date(now + since * MINUTE);
      const still = stoodStillSince(sql`${at.toISOString()}::timestamptz`, new Date(now));
      const counted = await db.execute(sql`select extract(epoch from ${still}) * 1000 as ms`);
      const known = await readWindows(db, at);
      expect(found.parse(counted).rows[0]?.ms).toBe(stoodStill(at.getTime(), now, known));
    }),
    { numRuns: 40 },
  );
});

test("asking for maintenance and switches costs neither placing nor a change of an order a round trip", async () => {
  await makeOrder(lena, kitchen);
  const before = await countRoundTrips(() => makeOrder(lena, kitchen));
  await makeMaintenance(-20, -10);
  const after = await countRoundTrips(() => makeOrder(lena, kitchen));
  expect(after.roundTrips).toBe(before.roundTrips);
});
