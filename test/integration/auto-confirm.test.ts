import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { orders } from "@/lib/db/schema/orders";
import { memberships, tenants } from "@/lib/db/schema/stores";
import { confirmNewOrders } from "@/lib/orders/server/auto-confirm";
import { acceptAutomatically, changeOrder, expireOverdueOrders } from "@/lib/orders/server/commands";
import { readWholeOrder } from "@/lib/orders/server/rows";
import { hub } from "@/lib/realtime/hub/process-hub";
import { writePresence } from "@/lib/realtime/presence/presence-tables";
import { withDatabase } from "@/test/support/database";
import { NEVER_OPEN } from "@/test/support/intake";
import { makeOrder, makePerson, makeRestaurant, type TestRestaurant } from "@/test/support/world";

withDatabase();

const LONG_AGO = new Date(0);
const ADDRESS = "10.0.0.1";

let store: TestRestaurant;
let staff: Viewer;
let orderId: string;
let leave: () => void;

/** Opens a stream at this process; the returned function can be called more than once. */
function connect({ userId }: Viewer): () => void {
  const open = new Set([{ userId, address: ADDRESS }]);
  for (const visitor of open) hub().owners.counts.join(visitor);
  return () => {
    for (const visitor of open) hub().owners.counts.leave(visitor);
    open.clear();
  };
}

beforeEach(async () => {
  store = await makeRestaurant({ auto_confirm: true });
  staff = await makePerson("Ana", { staffOf: [store.id] });
  leave = connect(staff);
  orderId = (await makeOrder(await makePerson("Lena"), store)).id;
});
afterEach(async () => {
  leave();
  const db = await queryable();
  await db.update(tenants).set({ auto_confirm: false });
});

async function update(set: Partial<typeof orders.$inferInsert>): Promise<void> {
  const db = await queryable();
  await db.update(orders).set(set).where(eq(orders.id, orderId));
}
async function updateStore(set: Partial<typeof tenants.$inferInsert>): Promise<void> {
  const db = await queryable();
  await db.update(tenants).set(set).where(eq(tenants.id, store.id));
}
async function readOrder() {
  const db = await queryable();
  const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
  return order;
}
const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000);

describe("auto-confirm", () => {
  test("accepts a new order with the store's usual preparation time, as the system", async () => {
    expect(await confirmNewOrders(LONG_AGO)).toBe(1);
    expect(await readOrder()).toMatchObject({ order_status: "Preparing", prep_minutes: 20, version: 2 });
    const order = await readWholeOrder(await queryable(), orderId);
    expect(order?.timeline.at(-1)).toMatchObject({ action: "accept", actor_kind: "system" });
    expect(await confirmNewOrders(LONG_AGO)).toBe(0);
  });

  test.each<[condition: string, change: () => Promise<unknown> | unknown]>([
    ["the store has not opted in", () => updateStore({ auto_confirm: false })],
    ["the store is closed", () => updateStore({ hours: NEVER_OPEN })],
    ["no staff member has a stream open", () => leave()],
    [
      "the person at the screen is no longer on the staff",
      async () => (await queryable()).delete(memberships).where(eq(memberships.user_id, staff.userId)),
    ],
    ["the order is older than two minutes", () => update({ created_at: ago(130) })],
    ["the time to accept the order is over", () => update({ accept_by: ago(1) })],
    ["a person has accepted it", () => changeOrder(staff, orderId, { name: "accept" })],
    [
      "a person has taken an acceptance back",
      async () => {
        await confirmNewOrders(LONG_AGO);
        expect(await changeOrder(staff, orderId, { name: "undo" })).toMatchObject({ ok: true });
      },
    ],
    [
      "it was cancelled",
      () => changeOrder(staff, orderId, { name: "decline", reason: "TOO_BUSY", note: "" }),
    ],
  ])("does nothing when %s", async (_, change) => {
    await change();
    const before = await readOrder();
    expect(await confirmNewOrders(LONG_AGO)).toBe(0);
    expect(await readOrder()).toEqual(before);
  });

  test("does not accept orders placed before its first run after an outage", async () => {
    await update({ created_at: ago(60) });
    expect(await confirmNewOrders(ago(30))).toBe(0);
    await update({ created_at: ago(20) });
    expect(await confirmNewOrders(ago(30))).toBe(1);
  });

  test("counts a stream at another process as a live device while that process runs", async () => {
    leave();
    const db = await queryable();
    const instance = randomUUID();
    await writePresence(db, instance, 1, new Map([[staff.userId, 1]]));
    await db.execute(
      sql`update stream_instances set seen_at = now() - interval '1 minute' where id = ${instance}`,
    );
    expect(await confirmNewOrders(LONG_AGO)).toBe(0);
    await writePresence(db, instance, 1, new Map());
    expect(await confirmNewOrders(LONG_AGO)).toBe(1);
    await db.execute(sql`delete from stream_instances where id = ${instance}`);
  });

  test("does not accept an order of a store whose own staff have no stream open", async () => {
    const other = await makeRestaurant({ auto_confirm: true });
    const theirs = await makeOrder(await makePerson("Ben"), other);
    expect(await confirmNewOrders(LONG_AGO)).toBe(1);
    expect(await acceptAutomatically(theirs.id, 1)).toBe(true);
  });
});

test("auto-confirm leaves an order alone that a person changed after it was found", async () => {
  await changeOrder(staff, orderId, { name: "accept" });
  await changeOrder(staff, orderId, { name: "undo" });
  expect(await acceptAutomatically(orderId, 1)).toBe(false);
  expect(await readOrder()).toMatchObject({ order_status: "Order Received", version: 3 });
});

describe("auto-confirm and auto-cancel", () => {
  test("never act on the same order, whichever comes first", async () => {
    await update({ accept_by: ago(1) });
    expect(await acceptAutomatically(orderId, 1)).toBe(false);
    expect(await expireOverdueOrders(eq(orders.id, orderId))).toBe(1);
    expect(await acceptAutomatically(orderId, 1)).toBe(false);
    expect(await readOrder()).toMatchObject({ order_status: "Cancelled", cancel_reason: "PARTNER_TIMEOUT" });
  });

  test("leave exactly one decision when they run at the same moment", async () => {
    await update({ accept_by: new Date(Date.now() + 40) });
    const outcomes: string[] = [];
    const accept = async () => {
      for (let n = 0; n < 20; n += 1) if (await acceptAutomatically(orderId, 1)) outcomes.push("accepted");
    };
    const cancel = async () => {
      for (let n = 0; n < 20; n += 1)
        for (let done = await expireOverdueOrders(eq(orders.id, orderId)); done > 0; done = 0)
          outcomes.push("cancelled");
    };
    await Promise.all([accept(), cancel(), cancel()]);
    expect(outcomes).toHaveLength(1);
    expect((await readOrder())?.version).toBe(2);
  });
});
