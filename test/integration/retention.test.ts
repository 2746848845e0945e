import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { queryable } from "@/lib/db/client";
import { demoMail } from "@/lib/db/schema/demo";
import { orderItems, orders } from "@/lib/db/schema/orders";
import { personalExports } from "@/lib/db/schema/privacy";
import { incidents, incidentUpdates } from "@/lib/db/schema/status";
import { runScheduledJob } from "@/lib/jobs/drain-jobs";
import { RETENTION } from "@/lib/platform/model/retention";
import { enforceRetention } from "@/lib/platform/server/retention";
import { withDatabase } from "@/test/support/database";
import { makeOrder, makePerson, makeRestaurant } from "@/test/support/world";

withDatabase();

const MINUTE = 60_000;
const ago = (days: number, more = 0) => new Date(Date.now() - days * 86_400_000 - more);
/** A row that is a minute too old, and one that is a minute short of it. */
const both = (days: number) => [ago(days, MINUTE), ago(days, -MINUTE)] as const;

test("archives, incidents and mail of a demo are removed after the time of the list, and not before", async () => {
  const { userId } = await makePerson("Lena");
  const db = await queryable();
  for (const asked_at of both(RETENTION.personal_exports.days))
    await db.insert(personalExports).values({ id: crypto.randomUUID(), user_id: userId, asked_at });
  for (const created_at of both(RETENTION.demo_mail.days))
    await db
      .insert(demoMail)
      .values({ id: crypto.randomUUID(), recipient: "a@example.test", subject: "", body: "", created_at });
  for (const resolved_at of [...both(RETENTION.incidents.days), null]) {
    const id = crypto.randomUUID();
    const at = ago(2_000);
    await db.insert(incidents).values({ id, title: "Late", impact: "degraded", started_at: at, resolved_at });
    await db
      .insert(incidentUpdates)
      .values({ id: crypto.randomUUID(), incident_id: id, state: "investigating", text: "Text", at });
  }
  expect(await runScheduledJob(enforceRetention)).toBe(3);
  expect(await runScheduledJob(enforceRetention)).toBe(0);
  expect(await db.select().from(personalExports)).toHaveLength(1);
  expect(await db.select().from(demoMail)).toHaveLength(1);
  expect(await db.select().from(incidentUpdates)).toHaveLength(2);
});

test("orders are removed with their dishes after ten years, but never an open one", async () => {
  const lena = await makePerson("Lena");
  const kitchen = await makeRestaurant();
  const made = [
    await makeOrder(lena, kitchen),
    await makeOrder(lena, kitchen),
    await makeOrder(lena, kitchen),
  ];
  const db = await queryable();
  const [old, recent, open] = made.map(({ id }) => id);
  const [tooOld, kept] = both(RETENTION.orders.days);
  for (const [id, created_at] of [
    [old, tooOld],
    [recent, kept],
    [open, tooOld],
  ] as const)
    await db
      .update(orders)
      .set({ created_at, ...(id !== open && { order_status: "Delivered", delivered_at: created_at }) })
      .where(eq(orders.id, id ?? ""));
  expect(await runScheduledJob(enforceRetention)).toBe(1);
  const left = await db.select({ id: orders.id }).from(orders).where(eq(orders.user_id, lena.userId));
  expect(left.map(({ id }) => id).sort()).toEqual([recent, open].sort());
  expect(
    await db
      .select()
      .from(orderItems)
      .where(eq(orderItems.order_id, old ?? "")),
  ).toEqual([]);
});

test("entries of the audit log are removed once its trigger allows it", async () => {
  const db = await queryable();
  const insert = (days: number) =>
    db.execute(sql`
      insert into audit_log (id, at, actor_name, action, target_kind, target_id, detail)
      values (gen_random_uuid(), ${ago(days).toISOString()}, 'Ada', 'a', 'order', 'x', '{}')`);
  await insert(RETENTION.audit_log.days + 1);
  await insert(RETENTION.audit_log.days - 2);
  expect(await runScheduledJob(enforceRetention)).toBe(1);
});
