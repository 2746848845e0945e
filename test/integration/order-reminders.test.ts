import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import * as z from "zod";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { notificationMessages, notifications } from "@/lib/db/schema/notifications";
import { orders } from "@/lib/db/schema/orders";
import { env } from "@/lib/env";
import type { ReminderStep } from "@/lib/notifications/model/reminders";
import { dueAfterUndo, dueOfStep, stepsAfterUndo } from "@/lib/notifications/model/reminders";
import { listNotifications } from "@/lib/notifications/server/queries";
import { remindOfOrder } from "@/lib/notifications/server/remind-of-order";
import { acknowledgeOrders } from "@/lib/orders/server/acknowledge-orders";
import { changeOrder, expireOverdueOrders } from "@/lib/orders/server/commands";
import { runReactions } from "@/lib/reactions";
import { withDatabase } from "@/test/support/database";
import { makeOrder, makePerson, makeRestaurant, type TestRestaurant } from "@/test/support/world";

withDatabase();

let kitchen: TestRestaurant;
let ana: Viewer;
let lena: Viewer;
beforeEach(async () => {
  await runReactions(20_000);
  kitchen = await makeRestaurant({ name: "Sushi Bar" });
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  lena = await makePerson("Lena");
});

const jobRows = z.object({ rows: z.array(z.object({ step: z.string(), at: z.coerce.number() })) });

const remind = (order_id: string, step: ReminderStep) =>
  remindOfOrder.run(
    { order_id, step },
    { signal: new AbortController().signal, steadySince: new Date(), progress: () => undefined },
  );
const titlesOf = async (person: Viewer) =>
  (await listNotifications(person, { limit: 100 })).notifications.map(({ title }) => title);

describe("an order that nobody accepts", () => {
  test("plans a push after a minute and a mail half-way", async () => {
    const order = await makeOrder(lena, kitchen);
    await runReactions(20_000);
    const db = await queryable();
    const result = await db.execute(sql`
      select data->>'step' as step, extract(epoch from start_after) * 1000 as at from pgboss.job
      where name = ${remindOfOrder.queue} and data->>'order_id' = ${order.id} order by start_after`);
    const { rows } = jobRows.parse(result);
    const placed = Date.parse(order.created_at);
    const half = placed + (Date.parse(order.accept_by) - placed) / 2;
    expect(rows).toEqual([
      { step: "push", at: expect.any(Number) },
      { step: "email", at: expect.any(Number) },
    ]);
    expect(rows.map(({ at }) => Math.round(at / 1_000))).toEqual(
      [placed + 60_000, half].map((at) => Math.round(at / 1_000)),
    );
  });

  test("reminds the staff of its store, once for each step, and nobody else", async () => {
    const order = await makeOrder(lena, kitchen);
    for (const step of ["push", "push", "email", "email"] as const)
      expect(await remind(order.id, step)).toBe(1);
    expect(await titlesOf(ana)).toEqual(
      expect.arrayContaining([
        `Order ${order.order_code} is waiting`,
        `Order ${order.order_code} is still waiting`,
      ]),
    );
    expect(await titlesOf(ana)).toHaveLength(2);
    expect((await titlesOf(lena)).filter((title) => title.includes("waiting"))).toEqual([]);
  });

  test("reminds at the time of the step, so that it is new on open pages", async () => {
    const order = await makeOrder(lena, kitchen);
    for (const step of ["push", "email"] as const) await remind(order.id, step);
    const placed = Date.parse(order.created_at);
    const page = await listNotifications(ana, { limit: 10 });
    expect(page.notifications.map(({ created_at }) => Date.parse(created_at))).toEqual([
      (placed + Date.parse(order.accept_by)) / 2,
      placed + 60_000,
    ]);
  });

  test("reminds by mail also where half of the time is longer than a reminder lives", async () => {
    Object.assign(env(), { EMAIL_SERVER: "smtp://127.0.0.1:1", EMAIL_FROM: "orders@platewire.app" });
    const order = await makeOrder(lena, kitchen);
    const db = await queryable();
    const minutes = (count: number) => new Date(Date.now() + count * 60_000);
    await db
      .update(orders)
      .set({ created_at: minutes(-100), accept_by: minutes(99) })
      .where(eq(orders.id, order.id));
    await remind(order.id, "email");
    const sent = await db
      .select({ state: notificationMessages.state })
      .from(notificationMessages)
      .innerJoin(notifications, eq(notifications.id, notificationMessages.notification_id))
      .where(eq(notifications.user_id, ana.userId));
    expect(sent).toEqual([{ state: "waiting" }]);
  });

  test("reminds nobody from the moment a device acknowledges it, or somebody acts on it", async () => {
    const silenced = await makeOrder(lena, kitchen);
    await acknowledgeOrders(ana, [silenced.id]);
    const accepted = await makeOrder(lena, kitchen);
    await changeOrder(ana, accepted.id, { name: "accept" });
    for (const { id } of [silenced, accepted]) {
      expect(await remind(id, "push")).toBe(0);
      expect(await remind(id, "email")).toBe(0);
    }
    expect(await titlesOf(ana)).toEqual([]);
  });

  test("and whose acceptance is undone is reminded of again: what was left out meanwhile, once", async () => {
    const order = await makeOrder(lena, kitchen);
    const db = await queryable();
    const placed = Date.now() - 90_000;
    const acceptBy = new Date(placed + 480_000);
    await db
      .update(orders)
      .set({ created_at: new Date(placed), accept_by: acceptBy })
      .where(eq(orders.id, order.id));
    await changeOrder(ana, order.id, { name: "accept" });
    expect(await remind(order.id, "push")).toBe(0);
    await changeOrder(ana, order.id, { name: "undo" });
    await runReactions(20_000);
    const result = await db.execute(sql`
      select data, extract(epoch from start_after) * 1000 as at from pgboss.job
      where name = ${remindOfOrder.queue} and data->>'order_id' = ${order.id} and data ? 'undone_at'`);
    const [again, ...others] = z
      .object({ rows: z.array(z.object({ data: z.unknown(), at: z.coerce.number() })) })
      .parse(result).rows;
    // The mail's time has not come: its first job still waits.
    expect(others).toEqual([]);
    expect(again).toMatchObject({ data: { order_id: order.id, step: "push" } });
    expect(Math.abs((again?.at ?? 0) - Date.now() - 60_000)).toBeLessThan(30_000);
    const context = {
      signal: new AbortController().signal,
      steadySince: new Date(),
      progress: () => undefined,
    };
    for (let run = 0; run < 2; run += 1) expect(await remindOfOrder.run(again?.data, context)).toBe(1);
    expect(await titlesOf(ana)).toEqual([`Order ${order.order_code} is waiting`]);
  });

  test("is reported to admins when its time is over", async () => {
    const ada = await makePerson("Ada", { isAdmin: true });
    const order = await makeOrder(lena, kitchen);
    const db = await queryable();
    await db
      .update(orders)
      .set({ accept_by: new Date(Date.now() - 1_000) })
      .where(eq(orders.id, order.id));
    await expireOverdueOrders();
    await runReactions(20_000);
    expect(await titlesOf(ada)).toEqual([`Sushi Bar missed order ${order.order_code}`]);
    expect(await titlesOf(ana)).toEqual([]);
    expect(await remind(order.id, "email")).toBe(0);
  });
});

test("after an undo, a step whose time has passed is planned within the order's time", () => {
  const times = { placedAt: 0, undoneAt: 90_000, acceptBy: 480_000 };
  expect(stepsAfterUndo(times)).toEqual(["push"]);
  expect(stepsAfterUndo({ ...times, undoneAt: 30_000 })).toEqual([]);
  const late = { placedAt: 0, undoneAt: 470_000, acceptBy: 530_000 };
  expect(stepsAfterUndo(late)).toEqual(["push", "email"]);
  for (const step of ["push", "email"] as const) expect(dueAfterUndo(step, late)).toBe(500_000);
});

test("a step that would come after the order's time is left out", () => {
  const placedAt = 0;
  expect(dueOfStep("push", { placedAt, acceptBy: 480_000 })).toBe(60_000);
  expect(dueOfStep("email", { placedAt, acceptBy: 480_000 })).toBe(240_000);
  expect(dueOfStep("push", { placedAt, acceptBy: 50_000 })).toBeNull();
});
