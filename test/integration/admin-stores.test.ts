import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/server/viewer";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { notifications } from "@/lib/db/schema/notifications";
import { auditLog } from "@/lib/db/schema/platform";
import { tenants } from "@/lib/db/schema/stores";
import { runReactions } from "@/lib/reactions";
import { listStores, readPause, readStoreForAdmins } from "@/lib/stores/server/admin/list-stores";
import { readReliability } from "@/lib/stores/server/admin/reliability";
import { withDatabase } from "@/test/support/database";
import { makeOrder, makePerson, makeRestaurant, orderFor, type TestRestaurant } from "@/test/support/world";

withDatabase();

const REASON = "Three reports of missing allergen information.";
let ada: Viewer;
let lena: Viewer;
let ana: Viewer;
let kitchen: TestRestaurant;

beforeAll(async () => {
  await runReactions(20_000);
  ada = await makePerson("Ada", { isAdmin: true });
  lena = await makePerson("Lena");
});
beforeEach(async () => {
  kitchen = await makeRestaurant();
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
});

const pause = (viewer: Viewer) =>
  commands.pause_store.execute(viewer, { tenant_id: kitchen.id, reason: REASON }, randomUUID());
const resume = (viewer: Viewer) =>
  commands.resume_store.execute(viewer, { tenant_id: kitchen.id, reason: "Solved." }, randomUUID());
const open = (viewer: Viewer) =>
  commands.set_store_status.execute(
    viewer,
    { tenant_id: kitchen.id, change: { mode: "open" } },
    randomUUID(),
  );
const place = () => commands.place_order.execute(lena, orderFor(kitchen), randomUUID());
const auditOf = async (id: string) =>
  (await queryable()).select().from(auditLog).where(eq(auditLog.target_id, id)).orderBy(auditLog.id);

describe("a pause by the platform", () => {
  test("stops orders, cannot be ended by the store, and ends by an admin with a reason", async () => {
    expect(await pause(ada)).toMatchObject({ ok: true });
    expect(await pause(ada)).toMatchObject({ ok: false, code: "conflict" });
    expect(await place()).toMatchObject({ ok: false });
    for (const viewer of [ana, ada])
      expect(await open(viewer)).toMatchObject({ ok: false, code: "conflict" });
    expect(await place()).toMatchObject({ ok: false });
    expect(await resume(ada)).toMatchObject({ ok: true });
    expect(await resume(ada)).toMatchObject({ ok: false, code: "conflict" });
    expect(await place()).toMatchObject({ ok: true });
    expect((await auditOf(kitchen.id)).map(({ action, reason }) => [action, reason])).toEqual([
      ["pause_store", REASON],
      ["resume_store", "Solved."],
    ]);
  });

  test("is told to the store's staff with its reasons, and to nobody else", async () => {
    await pause(ada);
    await runReactions(20_000);
    const told = await (await queryable())
      .select()
      .from(notifications)
      .where(eq(notifications.user_id, ana.userId));
    expect(told.map(({ message }) => message)).toEqual([expect.stringContaining(REASON)]);
    expect(await readPause(ana, kitchen.id)).toMatchObject({ reason: REASON });
    expect(await readPause(lena, kitchen.id)).toBeNull();
    const refused = await place();
    expect(JSON.stringify(refused)).not.toContain(REASON);
  });
});

test("a commission is set by admins, and its history is in the audit log", async () => {
  const set = (viewer: Viewer, basis_points: number) =>
    commands.set_store_commission.execute(
      viewer,
      { tenant_id: kitchen.id, basis_points, reason: "New contract." },
      randomUUID(),
    );
  expect(await set(ada, 1_250)).toMatchObject({ ok: true });
  expect(await set(ada, 1_250)).toMatchObject({ ok: true });
  expect(await set(ada, 5_001)).toMatchObject({ ok: false, code: "invalid" });
  const [row] = await (await queryable()).select().from(tenants).where(eq(tenants.id, kitchen.id));
  expect(row?.commission_bp).toBe(1_250);
  expect(await auditOf(kitchen.id)).toMatchObject([
    { action: "set_store_commission", detail: { from: 1_500, to: 1_250 } },
  ]);
});

test("neither staff nor customers pause, resume, set a commission or read the stores of the platform", async () => {
  for (const viewer of [ana, lena]) {
    expect(await pause(viewer)).toMatchObject({ ok: false, code: "forbidden" });
    expect(await resume(viewer)).toMatchObject({ ok: false, code: "forbidden" });
    expect(
      await commands.set_store_commission.execute(
        viewer,
        { tenant_id: kitchen.id, basis_points: 0, reason: "Please." },
        randomUUID(),
      ),
    ).toMatchObject({ ok: false, code: "forbidden" });
    expect(await listStores(viewer, {})).toBeNull();
    expect(await readStoreForAdmins(viewer, kitchen.id)).toBeNull();
  }
  expect(await readReliability(lena, kitchen.id)).toBeNull();
});

describe("the reliability of a store", () => {
  test("counts the orders of 30 and 90 days by what became of them, for its staff and admins", async () => {
    const ids = [];
    for (let n = 0; n < 6; n++) ids.push((await makeOrder(await makePerson(`C${n}`), kitchen)).id);
    const db = await queryable();
    const end = (
      id: string | undefined,
      status: string,
      by: string | null,
      reason: string | null,
      days: number,
    ) =>
      db.execute(sql`
        update orders set status = ${status}, cancelled_by = ${by}, cancel_reason = ${reason},
          created_at = now() - make_interval(days => ${days}) where id = ${id ?? ""}::uuid`);
    await end(ids[0], "Delivered", null, null, 1);
    await end(ids[1], "Delivered", null, null, 60);
    await end(ids[2], "Cancelled", "partner", "TOO_BUSY", 60);
    await end(ids[3], "Cancelled", "customer", "CUSTOMER_CANCELLED", 1);
    await end(ids[4], "Cancelled", "partner", "TOO_BUSY", 91);
    for (const viewer of [ana, ada])
      expect(await readReliability(viewer, kitchen.id)).toEqual({
        recent: { counted: 1, completion: 1, ownFault: 0, verdict: "too_few" },
        all: { counted: 3, completion: 2 / 3, ownFault: 1 / 3, verdict: "too_few" },
      });
  });

  test("is in the list of stores, with their state", async () => {
    await makeOrder(lena, kitchen);
    const [row] = await (await queryable()).select().from(tenants).where(eq(tenants.id, kitchen.id));
    const found = await listStores(ada, { search: row?.slug ?? "" });
    expect(found?.stores).toMatchObject([
      { id: kitchen.id, open_orders: 1, timeouts: 0, devices: 0, commission_bp: 1_500, isHeld: false },
    ]);
    await pause(ada);
    expect(await readStoreForAdmins(ada, kitchen.id)).toMatchObject({
      isHeld: true,
      status: "paused",
      pause: { reason: REASON },
      audit: [{ action: "pause_store" }],
    });
  });
});
