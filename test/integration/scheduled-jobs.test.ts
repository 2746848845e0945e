import { eq } from "drizzle-orm";
import { describe, expect, test, vi } from "vitest";
import { GET as autoCancel } from "@/app/api/jobs/auto-cancel/route";
import { GET as autoConfirm } from "@/app/api/jobs/auto-confirm/route";
import { GET as broadcastPublish } from "@/app/api/jobs/broadcast-publish/route";
import { GET as chatErase } from "@/app/api/jobs/chat-erase/route";
import { GET as demoWebhooks } from "@/app/api/jobs/demo-webhooks/route";
import { GET as dispatchPlan } from "@/app/api/jobs/dispatch-plan/route";
import { GET as drain } from "@/app/api/jobs/drain/route";
import { GET as invoices } from "@/app/api/jobs/invoices/route";
import { GET as cleanUp } from "@/app/api/jobs/notifications-cleanup/route";
import { GET as cleanUpPhotos } from "@/app/api/jobs/photos-cleanup/route";
import { GET as retention } from "@/app/api/jobs/platform-retention/route";
import { GET as reconcile } from "@/app/api/jobs/reconcile/route";
import { GET as settleSoldOut } from "@/app/api/jobs/settle-sold-out/route";
import { GET as followStatus } from "@/app/api/jobs/status-follow/route";
import { GET as watchDevices } from "@/app/api/jobs/store-watch-devices/route";
import { GET as upkeep } from "@/app/api/jobs/upkeep/route";
import { queryable } from "@/lib/db/client";
import { orders } from "@/lib/db/schema/orders";
import { channelEvents } from "@/lib/db/schema/realtime";
import { jobs } from "@/lib/jobs";
import { openBoss } from "@/lib/jobs/boss";
import { orderChannel } from "@/lib/orders/model/channels";
import { withDatabase } from "@/test/support/database";
import { makeOrder, makePerson, makeRestaurant } from "@/test/support/world";
import vercel from "@/vercel.json";

const { SECRET } = vi.hoisted(() => {
  const SECRET = "a secret of the scheduler";
  // The environment is read once.
  process.env.CRON_SECRET = SECRET;
  return { SECRET };
});

withDatabase();

const call = (job: (request: Request) => Promise<Response>, authorization = `Bearer ${SECRET}`) =>
  job(new Request("http://localhost:3000/api/jobs", { headers: authorization ? { authorization } : {} }));
const dataOf = async (response: Promise<Response>) => {
  const { status, body } = await response.then(async (answer) => ({
    status: answer.status,
    body: await answer.json(),
  }));
  expect(status).toBe(200);
  return body;
};

async function makeOverdue(): Promise<string> {
  const { id } = await makeOrder(await makePerson("Lena"), await makeRestaurant());
  const db = await queryable();
  await db
    .update(orders)
    .set({ accept_by: new Date(0) })
    .where(eq(orders.id, id));
  return id;
}

describe("the routes of the scheduler", () => {
  test("answer 401 without the scheduler's secret", async () => {
    for (const job of [
      autoCancel,
      autoConfirm,
      broadcastPublish,
      cleanUp,
      cleanUpPhotos,
      settleSoldOut,
      chatErase,
      demoWebhooks,
      dispatchPlan,
      invoices,
      reconcile,
      watchDevices,
      retention,
      followStatus,
      upkeep,
      drain,
    ])
      for (const authorization of ["", "Bearer ", `Bearer ${SECRET}x`, SECRET])
        expect((await call(job, authorization)).status).toBe(401);
  });

  test("auto-cancel cancels overdue orders and counts them", async () => {
    await makeOverdue();
    expect(await dataOf(call(autoCancel))).toEqual({ success: true, data: { cancelled: 1, processed: 1 } });
    expect(await dataOf(call(autoCancel))).toEqual({ success: true, data: { cancelled: 0, processed: 0 } });
  });

  test("auto-confirm answers with how many orders it accepted", async () => {
    expect(await dataOf(call(autoConfirm))).toEqual({ success: true, data: { processed: 0 } });
  });

  test("broadcast-publish answers with how many broadcasts it published", async () => {
    expect(await dataOf(call(broadcastPublish))).toEqual({
      success: true,
      data: { published: 0, processed: 0 },
    });
  });

  test("notifications-cleanup answers with how many notifications it removed", async () => {
    expect(await dataOf(call(cleanUp))).toEqual({ success: true, data: { processed: 0 } });
  });

  test("platform-retention answers with how many rows it removed", async () => {
    expect(await dataOf(call(retention))).toEqual({ success: true, data: { processed: 0 } });
  });

  test("status-follow answers with what it changed, and measures nothing where instances measure themselves", async () => {
    expect(await dataOf(call(followStatus))).toEqual({ success: true, data: { processed: 0 } });
  });

  test("store-watch-devices answers with how many stores it paused", async () => {
    expect(await dataOf(call(watchDevices))).toEqual({ success: true, data: { processed: 0 } });
  });

  test("reconcile and demo-webhooks answer with what they found to do", async () => {
    expect(await dataOf(call(reconcile))).toEqual({ success: true, data: { processed: 0 } });
    expect(await dataOf(call(invoices))).toEqual({ success: true, data: { processed: 0 } });
    expect(await dataOf(call(demoWebhooks))).toEqual({ success: true, data: { processed: 0 } });
  });

  test("upkeep trims the log and counts the rows it removed", async () => {
    const { id } = await makeOrder(await makePerson("Lena"), await makeRestaurant());
    const db = await queryable();
    await db
      .update(channelEvents)
      .set({ at: new Date(0) })
      .where(eq(channelEvents.channel, orderChannel.name(id)));
    expect(await dataOf(call(upkeep))).toEqual({ success: true, data: { processed: 1 } });
  });

  test("drain runs the jobs that wait and counts them", async () => {
    const id = await makeOverdue();
    const boss = await openBoss();
    await boss.send("order.auto_cancel", {});
    expect(await dataOf(call(drain))).toEqual({ success: true, data: { processed: 1 } });
    expect(await dataOf(call(drain))).toEqual({ success: true, data: { processed: 0 } });
    const db = await queryable();
    const [order] = await db.select().from(orders).where(eq(orders.id, id));
    expect(order?.order_status).toBe("Cancelled");
  });
});

describe("schedules", () => {
  test("are the same in vercel.json as in the declarations, with the drain every minute", () => {
    const pathOf = (name: string) =>
      name === "invoice:generate"
        ? "/api/jobs/invoices"
        : `/api/jobs/${name.replace(/^(?:order|payment):/, "").replaceAll(/[:_]/g, "-")}`;
    const declared = jobs.flatMap(({ name, schedule }) =>
      schedule === undefined ? [] : [{ path: pathOf(name), schedule: schedule.cron }],
    );
    expect(new Set(vercel.crons)).toEqual(
      new Set([...declared, { path: "/api/jobs/drain", schedule: "* * * * *" }]),
    );
  });

  test("skip missed runs, and have at most one run waiting or active", async () => {
    const boss = await openBoss();
    const schedules = await boss.getSchedules();
    expect(schedules.map(({ name }) => name).sort()).toEqual([
      "broadcast.publish",
      "chat.erase",
      "dispatch.plan",
      "invoice.generate",
      "notifications.cleanup",
      "order.auto_cancel",
      "order.auto_confirm",
      "order.conclude_deliveries",
      "order.settle_sold_out",
      "payment.demo_webhooks",
      "payment.reconcile",
      "photos.cleanup",
      "platform.retention",
      "status.follow",
      "store.watch_devices",
      "upkeep",
    ]);
    for (const { options } of schedules) expect(options).toMatchObject({ missed: "skip" });
    const sent = [await boss.send("upkeep", {}), await boss.send("upkeep", {})];
    expect(sent).toEqual([expect.any(String), null]);
    expect(await dataOf(call(drain))).toEqual({ success: true, data: { processed: 1 } });
  });
});
