import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import type { Viewer } from "@/lib/auth/server/viewer";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { notifications } from "@/lib/db/schema/notifications";
import { orders } from "@/lib/db/schema/orders";
import { transaction } from "@/lib/db/transaction";
import { assignRiderCommand } from "@/lib/dispatch/server/plan/assign-rider";
import { readDispatchView } from "@/lib/dispatch/server/plan/read-view";
import { takeStep } from "@/lib/dispatch/server/take-step";
import { assignDirectly } from "@/lib/dispatch/server/trips";
import { remindOfFailedDelivery } from "@/lib/notifications/server/remind-of-failed-delivery";
import { changeOrder, concludeForgottenDeliveries } from "@/lib/orders/server/commands";
import { runReactions } from "@/lib/reactions";
import { withDatabase } from "@/test/support/database";
import { makeAcceptedOrder, makeRider, makeRiderStore } from "@/test/support/riders";
import { makePerson } from "@/test/support/world";

withDatabase();

async function failedBy(fleet: "own" | "platform") {
  const kitchen = await makeRiderStore({ rider_fleet: "both" });
  const ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  const ada = await makePerson("Ada", { isAdmin: true });
  const rita = await makeRider("Rita Rad", { tenantId: fleet === "own" ? kitchen.id : null });
  const order = await makeAcceptedOrder(await makePerson("Lena"), ana, kitchen);
  const actor = { id: ada.userId, name: "Ada", kind: "admin" } as const;
  const begun = await transaction((tx) =>
    assignDirectly(tx, { riderId: rita.userId, orderIds: [order.id], actor, now: new Date() }),
  );
  if (!begun.ok) throw new Error(begun.message);
  await runReactions(20_000);
  for (const press of [
    { step: "picked_up", note: "" },
    { step: "failed", reason: "NOBODY_OPENS", note: "" },
  ] as const) {
    const taken = await takeStep(rita.userId, begun.data, { order_id: order.id, ...press });
    expect(taken).toMatchObject({ ok: true });
  }
  await runReactions(20_000);
  return { ana, ada, kitchen, id: order.id, code: order.order_code };
}

async function titlesOf({ userId }: Viewer, code: string) {
  const rows = await (await queryable())
    .select({ title: notifications.title })
    .from(notifications)
    .where(eq(notifications.user_id, userId));
  return rows.map(({ title }) => title).filter((title) => title.includes(code));
}
const stateOf = async (id: string) =>
  (await (await queryable()).select().from(orders).where(eq(orders.id, id))).at(0);

const DELIVER = { name: "deliver" } as const;
const CANCEL = { name: "cancel", reason: "DELIVERY_FAILED", note: "" } as const;
const takeBack = (viewer: Viewer, id: string) =>
  assignRiderCommand.execute(viewer, { order_ids: [id], rider_id: null, reason: "" }, undefined);

describe("a delivery that a store's own rider could not make", () => {
  test("is told to the store's staff as to the admins", async () => {
    const { ana, ada, code } = await failedBy("own");
    for (const viewer of [ana, ada])
      expect(await titlesOf(viewer, code)).toEqual([expect.stringContaining("couldn't be handed over")]);
  });

  test.each([
    ["marks it as delivered", (viewer: Viewer, id: string) => changeOrder(viewer, id, DELIVER), "Delivered"],
    ["cancels it", (viewer: Viewer, id: string) => changeOrder(viewer, id, CANCEL), "Cancelled"],
    ["takes it back", takeBack, "Preparing"],
  ] as const)("is the store's to decide: its staff %s", async (_, decideIt, order_status) => {
    const { ana, id } = await failedBy("own");
    expect(await decideIt(ana, id)).toMatchObject({ ok: true });
    expect(await stateOf(id)).toMatchObject({ order_status });
  });
});

const readFailed = (viewer: Viewer, id: string) =>
  commands.read_failed_delivery.execute(viewer, { order_id: id }, undefined);

describe("what a board asks about a failed delivery", () => {
  test("the store may decide about its own rider's, and reads why", async () => {
    const { ana, ada, id } = await failedBy("own");
    const mine = { may_decide: true, may_release: true, reason: "NOBODY_OPENS" };
    for (const viewer of [ana, ada])
      expect(await readFailed(viewer, id)).toMatchObject({ ok: true, data: mine });
    await changeOrder(ana, id, DELIVER);
    expect(await readFailed(ana, id)).toMatchObject({ data: { may_decide: false, reason: null } });
  });

  test("not about that of a rider of the platform", async () => {
    const { ana, ada, id } = await failedBy("platform");
    expect(await readFailed(ana, id)).toMatchObject({ data: { may_decide: false, may_release: false } });
    expect(await readFailed(ada, id)).toMatchObject({ data: { may_decide: true, may_release: true } });
  });

  test("nobody else is told of it", async () => {
    const { id } = await failedBy("own");
    for (const viewer of [await makePerson("Ben"), await makePerson("Lena")])
      expect(await readFailed(viewer, id)).toMatchObject({ ok: false, code: "not_found" });
  });
});

test("the staff give a failed delivery of their own rider to another one, in dispatch", async () => {
  const { ana, kitchen, id } = await failedBy("own");
  const sam = await makeRider("Sam", { tenantId: kitchen.id });
  const view = await readDispatchView(ana, { tenantId: kitchen.id });
  expect(view?.orders).toMatchObject([{ id, may_decide: true }]);
  const given = await assignRiderCommand.execute(
    ana,
    { order_ids: [id], rider_id: sam.userId, reason: "" },
    undefined,
  );
  expect(given).toEqual({ ok: true, data: { assigned: [id], pinned: [], refused: [] } });
  expect(await stateOf(id)).toMatchObject({
    order_status: "Preparing",
    rider_id: sam.userId,
    rider_state: "accepted",
  });
});

test("what a rider of the platform could not hand over is no store's to give", async () => {
  const { ana, kitchen, id } = await failedBy("platform");
  const sam = await makeRider("Sam", { tenantId: kitchen.id });
  const view = await readDispatchView(ana, { tenantId: kitchen.id });
  expect(view?.orders).toMatchObject([{ id, may_decide: false }]);
  const given = await assignRiderCommand.execute(
    ana,
    { order_ids: [id], rider_id: sam.userId, reason: "" },
    undefined,
  );
  expect(given).toMatchObject({ ok: false, code: "conflict" });
  expect(await stateOf(id)).toMatchObject({ rider_state: "failed" });
});

test("a delivery that a rider of the platform could not make is not the store's to decide", async () => {
  const { ana, ada, id, code } = await failedBy("platform");
  for (const decided of [
    await changeOrder(ana, id, DELIVER),
    await changeOrder(ana, id, CANCEL),
    await takeBack(ana, id),
  ])
    expect(decided).toMatchObject({ ok: false, code: "conflict" });
  expect(await titlesOf(ana, code)).toEqual([]);
  expect(await titlesOf(ada, code)).toHaveLength(1);
  expect(await changeOrder(ada, id, CANCEL)).toMatchObject({ ok: true });
});

describe("a failed delivery about which nobody decides", () => {
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000);
  const remind = (order_id: string, failed_at: string) =>
    remindOfFailedDelivery.run(
      { order_id, failed_at },
      { signal: new AbortController().signal, steadySince: new Date(), progress: () => undefined },
    );

  test("is never concluded as delivered", async () => {
    const { id } = await failedBy("own");
    const db = await queryable();
    await db
      .update(orders)
      .set({ dispatched_at: at(-30) })
      .where(eq(orders.id, id));
    await concludeForgottenDeliveries();
    expect(await stateOf(id)).toMatchObject({ order_status: "Out for Delivery", rider_state: "failed" });
  });

  test("is remembered once, after twelve hours, unless somebody has decided", async () => {
    const { ana, ada, id, code } = await failedBy("own");
    const db = await queryable();
    const planned = z.object({ rows: z.array(z.unknown()) }).parse(
      await db.execute(sql`
      select data->>'failed_at' as failed_at, start_after > now() + interval '11 hours' as is_late
      from pgboss.job where name = ${remindOfFailedDelivery.queue} and data->>'order_id' = ${id}`),
    );
    expect(planned.rows).toEqual([{ failed_at: expect.any(String), is_late: true }]);
    const failedAt = at(-12).toISOString();
    for (let run = 0; run < 2; run++) await remind(id, failedAt);
    for (const viewer of [ana, ada])
      expect((await titlesOf(viewer, code)).filter((title) => title.includes("still waits"))).toHaveLength(1);
    expect(await changeOrder(ana, id, DELIVER)).toMatchObject({ ok: true });
    expect(await remind(id, at(-13).toISOString())).toBe(0);
  });
});
