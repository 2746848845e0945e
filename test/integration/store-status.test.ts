import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { POST as postQuote } from "@/app/api/quotes/route";
import { GET, PUT } from "@/app/api/tenants/[slug]/status/route";
import { GET as listTenantsRoute } from "@/app/api/tenants/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import type { Scope } from "@/lib/auth/model/scopes";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queueOf } from "@/lib/board/model/queue";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { notifications } from "@/lib/db/schema/notifications";
import { orders } from "@/lib/db/schema/orders";
import { menuChannel } from "@/lib/menu/model/channels";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { acceptAutomatically, carryOutDueStep, changeOrder } from "@/lib/orders/server/commands";
import { placeOrder } from "@/lib/orders/server/place";
import { getBoard, getOrder, readQueue } from "@/lib/orders/server/queries";
import { runReactions } from "@/lib/reactions";
import { replay } from "@/lib/reactions/replay";
import { readEvents } from "@/lib/realtime/log/log";
import type { Hours } from "@/lib/stores/model/hours/schema";
import { changedIntake } from "@/lib/stores/model/status/change";
import { getTenant } from "@/lib/stores/server/queries";
import { pauseSilentStores } from "@/lib/stores/server/react-to-timeouts";
import { withDatabase } from "@/test/support/database";
import { ALWAYS_OPEN, NEVER_OPEN, OPEN_INTAKE } from "@/test/support/intake";
import { makeOrder, makePerson, makeRestaurant, orderFor, type TestRestaurant } from "@/test/support/world";

withDatabase();

const OPEN = { mode: "open", until: null, extra_minutes: 0, reason: null, opens_at: null };
const WRITE: Scope[] = ["orders:write"];
const ORIGIN = "http://localhost:3000";

let kitchen: TestRestaurant;
let ana: Viewer;
let lena: Viewer;
beforeEach(async () => {
  kitchen = await makeRestaurant();
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  lena = await makePerson("Lena");
});

const params = (slug: string) => ({ params: Promise.resolve({ slug }) });
async function read(slug = kitchen.slug) {
  const response = await GET(new Request(`${ORIGIN}/api/tenants/${slug}/status`), params(slug));
  return { status: response.status, body: await response.json() };
}

async function put(who: Viewer | null, body: unknown, { slug = kitchen.slug, scopes = WRITE } = {}) {
  const token = who === null ? null : (await createToken(who.userId, { name: "test", scopes })).token;
  const response = await PUT(
    new Request(`${ORIGIN}/api/tenants/${slug}/status`, {
      method: "PUT",
      headers: {
        "Content-Type": "application/json",
        ...(token !== null && { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    }),
    params(slug),
  );
  return { status: response.status, body: await response.json() };
}

const setStatus = (who: Viewer, change: Parameters<typeof changedIntake>[1]) =>
  commands.set_store_status.execute(who, { tenant_id: kitchen.id, change }, undefined);
const setHours = async (who: Viewer, hours: Hours, before?: Hours) => {
  const seen = before ?? (await getTenant(kitchen.slug))?.hours ?? hours;
  return commands.set_store_hours.execute(who, { tenant_id: kitchen.id, hours, before: seen }, undefined);
};

async function events(channel: string) {
  const { events: logged } = await readEvents(await queryable(), channel, 0);
  return logged.filter(({ type }) => type === "store_status").map(({ data }) => JSON.parse(data));
}
const minutesFromNow = (instant: string) => (Date.parse(instant) - Date.now()) / 60_000;

describe("the status of a store", () => {
  test("is public, with the fields of the contract", async () => {
    expect(await read()).toEqual({ status: 200, body: { success: true, data: OPEN } });
    expect(await read("nowhere")).toMatchObject({ status: 404, body: { success: false } });
    const listed = await (await listTenantsRoute(new Request(`${ORIGIN}/api/tenants`))).json();
    expect(listed.data.find(({ id }: { id: string }) => id === kitchen.id).status).toEqual(OPEN);
  });

  test("is changed by staff: busy, paused and open again", async () => {
    expect(await put(ana, { mode: "busy", extra_minutes: 15 })).toEqual({
      status: 200,
      body: { success: true, data: { ...OPEN, mode: "busy", extra_minutes: 15 } },
    });
    const paused = await put(ana, { mode: "paused", minutes: 30, reason: "The oven is cold" });
    expect(paused.body.data).toMatchObject({ mode: "paused", extra_minutes: 0, reason: "The oven is cold" });
    expect(minutesFromNow(paused.body.data.until)).toBeCloseTo(30, 0);
    expect(paused.body.data.opens_at).toBe(paused.body.data.until);
    expect((await read()).body.data).toEqual(paused.body.data);
    expect((await put(ana, { mode: "open" })).body.data).toEqual(OPEN);
  });

  test.each([
    ["nobody", () => null, 401],
    ["a customer", () => lena, 403],
  ])("is not changed by %s", async (_, who, status) => {
    expect((await put(who(), { mode: "paused" })).status).toBe(status);
    expect((await read()).body.data).toEqual(OPEN);
  });

  test("is not changed by staff of another restaurant, or by a token that may only read", async () => {
    const other = await makeRestaurant();
    const carla = await makePerson("Carla", { staffOf: [other.id] });
    expect((await put(carla, { mode: "paused" })).status).toBe(403);
    expect((await put(ana, { mode: "paused" }, { scopes: ["orders:read"] })).status).toBe(403);
    expect((await read()).body.data).toEqual(OPEN);
  });

  test("is refused when it makes no sense, and for a store that does not exist", async () => {
    expect((await put(ana, { mode: "paused", minutes: 7 })).status).toBe(400);
    expect((await put(ana, { mode: "closed" })).status).toBe(400);
    expect((await put(ana, { mode: "open" }, { slug: "nowhere" })).status).toBe(404);
  });

  test("is not changed back by a press that is repeated after a colleague opened the store", async () => {
    const press = (change: Parameters<typeof changedIntake>[1], key: string) =>
      commands.set_store_status.execute(ana, { tenant_id: kitchen.id, change }, key);
    const pause = { mode: "paused", lasts: 30, reason: "" } as const;
    const key = randomUUID();
    expect(await press(pause, key)).toMatchObject({ ok: true, data: { status: { mode: "paused" } } });
    await setStatus(await makePerson("Ben", { staffOf: [kitchen.id] }), { mode: "open" });
    expect(await press(pause, key)).toMatchObject({ ok: true, data: { status: { mode: "open" } } });
    expect((await read()).body.data).toEqual(OPEN);
    expect(await press({ mode: "open" }, key)).toMatchObject({ ok: false, code: "key_reused" });
    expect(await press(pause, randomUUID())).toMatchObject({
      ok: true,
      data: { status: { mode: "paused" } },
    });
  });

  test("is published to guests and to staff, and not when nothing changed", async () => {
    await setStatus(ana, { mode: "open" });
    await setStatus(ana, { mode: "busy", extra_minutes: 20, lasts: 60, reason: "" });
    for (const channel of [menuChannel.name(kitchen.id), tenantOrdersChannel.name(kitchen.id)]) {
      const [event, ...more] = await events(channel);
      expect(more).toEqual([]);
      expect(event).toMatchObject({
        mode: "busy",
        extra_minutes: 20,
        tenant_id: kitchen.id,
        intake: { version: 2 },
      });
    }
  });
});

describe("an order", () => {
  test("is refused while the store is paused, says why and when, and its key stays free", async () => {
    await setStatus(ana, { mode: "paused", lasts: 30, reason: "The oven is cold" });
    const key = randomUUID();
    const refused = await placeOrder(lena, orderFor(kitchen), { idempotencyKey: key });
    expect(refused).toMatchObject({
      ok: false,
      code: "conflict",
      message: expect.stringMatching(
        /^Test Kitchen has paused orders: The oven is cold\. It takes orders again from .+ your cart is kept until then\.$/,
      ),
      current: { is_open: false, can_order: false, status: { mode: "paused" } },
    });
    await setStatus(ana, { mode: "open" });
    expect(await placeOrder(lena, orderFor(kitchen), { idempotencyKey: key })).toMatchObject({ ok: true });
  });

  test("is taken again when the pause is over, without a job", async () => {
    const over = changedIntake(
      { hours: ALWAYS_OPEN, intake: OPEN_INTAKE, time_zone: "Europe/Berlin" },
      { mode: "paused", lasts: 15, reason: "" },
      Date.now() - 16 * 60_000,
    );
    const resumed = await makeRestaurant({ intake: over });
    expect((await read(resumed.slug)).body.data).toEqual(OPEN);
    expect(await placeOrder(lena, orderFor(resumed))).toMatchObject({ ok: true });
  });

  test("is refused when the store is closed, and says so", async () => {
    await setHours(ana, NEVER_OPEN);
    expect(await placeOrder(lena, orderFor(kitchen))).toMatchObject({
      code: "conflict",
      message: expect.stringContaining("isn't taking orders right now"),
      current: { status: { mode: "closed" } },
    });
  });

  test("that was placed before a pause goes on", async () => {
    const order = await makeOrder(lena, kitchen);
    await setStatus(ana, { mode: "paused", lasts: "until_open", reason: "" });
    expect(await changeOrder(ana, order.id, { name: "accept" })).toMatchObject({ ok: true });
  });

  test("carries the minutes of a busy store: in the quote, on the accept button and in the promise", async () => {
    const before = await makeOrder(lena, kitchen);
    await setStatus(ana, { mode: "busy", extra_minutes: 15, lasts: "until_open", reason: "" });
    const { tenant_id, items } = orderFor(kitchen);
    const quoted = await postQuote(
      new Request(`${ORIGIN}/api/quotes`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ tenant_id, items }),
      }),
    );
    expect((await quoted.json()).data).toMatchObject({
      soonest_minutes: 20 + 15 + 15,
      status: { mode: "busy", extra_minutes: 15 },
    });
    const order = await makeOrder(lena, kitchen);
    const board = await getBoard(ana, kitchen.id);
    const minutes = new Map(board?.orders.map(({ id, default_prep_minutes }) => [id, default_prep_minutes]));
    expect([minutes.get(before.id), minutes.get(order.id)]).toEqual([20, 35]);
    await setStatus(ana, { mode: "open" });
    await changeOrder(ana, order.id, { name: "accept" });
    expect(await getOrder(lena, order.id)).toMatchObject({ prep_minutes: 35, default_prep_minutes: 35 });
  });
});

describe("opening hours", () => {
  const LUNCH: Hours = {
    weekly: [{ day: 1, from: "11:00", to: "15:00" }],
    exceptions: [{ date: "2099-12-24", intervals: [] }],
    last_order_minutes: 15,
  };

  test("are changed by staff, which guests and staff are told", async () => {
    const past = { date: "2020-12-24", intervals: [] };
    const changed = await setHours(ana, { ...LUNCH, exceptions: [past, ...LUNCH.exceptions] });
    expect(changed).toMatchObject({ ok: true, data: { hours: LUNCH, intake: { version: 2 } } });
    expect(await getTenant(kitchen.slug)).toMatchObject({ hours: LUNCH });
    expect(await events(menuChannel.name(kitchen.id))).toMatchObject([{ hours: LUNCH }]);
  });

  test("stay as they are when a customer or staff of another restaurant try to change them", async () => {
    const other = await makeRestaurant();
    for (const who of [lena, await makePerson("Carla", { staffOf: [other.id] })])
      expect(await setHours(who, LUNCH)).toMatchObject({ ok: false, code: "forbidden" });
    expect(await getTenant(kitchen.slug)).toMatchObject({ hours: ALWAYS_OPEN });
  });

  test("are joined when two people change different days, and told when they change the same", async () => {
    await setHours(ana, LUNCH);
    const onChristmas: Hours = { ...LUNCH, exceptions: [{ date: "2099-12-25", intervals: [] }] };
    const later: Hours = { ...LUNCH, last_order_minutes: 45 };
    await setHours(ana, onChristmas, LUNCH);
    expect(await setHours(ana, later, LUNCH)).toMatchObject({
      ok: true,
      data: { hours: { ...onChristmas, last_order_minutes: 45 } },
    });
    const stale = await setHours(ana, { ...LUNCH, last_order_minutes: 60 }, LUNCH);
    expect(stale).toMatchObject({ ok: false, code: "conflict", current: { last_order_minutes: 45 } });
    expect(await getTenant(kitchen.slug)).toMatchObject({ hours: { last_order_minutes: 45 } });
  });

  test("do not end a pause", async () => {
    await setStatus(ana, { mode: "paused", lasts: "until_open", reason: "Broken fridge" });
    await setHours(ana, ALWAYS_OPEN);
    expect((await read()).body.data).toMatchObject({ mode: "paused", reason: "Broken fridge" });
  });
});

describe("two orders in a row that nobody answers", () => {
  const timeOut = async (store: TestRestaurant) => {
    const order = await makeOrder(lena, store);
    const db = await queryable();
    await db
      .update(orders)
      .set({ accept_by: new Date(Date.now() - 1_000) })
      .where(eq(orders.id, order.id));
    expect(await carryOutDueStep(order.id)).toBe(true);
    await runReactions(20_000);
    return order;
  };
  const noticesOf = async (person: Viewer) => {
    const db = await queryable();
    return db
      .select({ title: notifications.title, kind: notifications.kind })
      .from(notifications)
      .where(eq(notifications.user_id, person.userId));
  };

  test("pause the store until somebody opens it, and its staff are notified once", async () => {
    await timeOut(kitchen);
    expect((await read()).body.data).toEqual(OPEN);
    await timeOut(kitchen);
    expect((await read()).body.data).toMatchObject({
      mode: "paused",
      until: null,
      opens_at: null,
      reason: "The last orders weren't answered",
    });
    expect(await placeOrder(lena, orderFor(kitchen))).toMatchObject({ code: "conflict" });
    expect(await noticesOf(ana)).toEqual([{ title: "Test Kitchen was paused", kind: "store_paused" }]);
    await setHours(ana, ALWAYS_OPEN);
    const channel = tenantOrdersChannel.name(kitchen.id);
    const { events: logged } = await readEvents(await queryable(), channel, 0);
    await replay(pauseSilentStores, channel, 0, logged.length);
    await runReactions(20_000);
    expect(await noticesOf(ana)).toHaveLength(1);
    expect((await noticesOf(lena)).filter(({ kind }) => kind === "store_paused")).toEqual([]);
  });

  test("do not pause a store that answered one in between", async () => {
    await timeOut(kitchen);
    const answered = await makeOrder(lena, kitchen);
    await changeOrder(ana, answered.id, { name: "decline", reason: "TOO_BUSY", note: "" });
    await timeOut(kitchen);
    expect((await read()).body.data).toEqual(OPEN);
  });

  test("are counted anew when somebody opens the store", async () => {
    await timeOut(kitchen);
    await timeOut(kitchen);
    await setStatus(ana, { mode: "open" });
    await timeOut(kitchen);
    expect((await read()).body.data).toEqual(OPEN);
    await timeOut(kitchen);
    expect((await read()).body.data).toMatchObject({ mode: "paused" });
  });

  test("pause no other store", async () => {
    const other = await makeRestaurant();
    await timeOut(kitchen);
    await timeOut(other);
    expect((await read()).body.data).toEqual(OPEN);
    expect((await read(other.slug)).body.data).toEqual(OPEN);
  });
});

describe("the load of a kitchen", () => {
  const setCapacity = (who: Viewer, capacity: { slot_orders: number | null; auto_busy: boolean }) =>
    commands.set_store_capacity.execute(
      who,
      { tenant_id: kitchen.id, slot_points: null, ...capacity },
      undefined,
    );
  const promised = (order: { created_at: string; default_prep_minutes: number }) =>
    Math.floor((Date.parse(order.created_at) / 60_000 + order.default_prep_minutes) / 15);

  test("moves promises to the next quarter of an hour when one is full", async () => {
    expect(await setCapacity(ana, { slot_orders: 2, auto_busy: false })).toMatchObject({ ok: true });
    const placed = [];
    for (let n = 0; n < 5; n += 1) placed.push(await makeOrder(lena, kitchen));
    const [first, second, third, fourth, fifth] = placed.map(promised);
    expect(second).toBe(first);
    expect([third, fourth]).toEqual([Number(first) + 1, Number(first) + 1]);
    expect(fifth).toBe(Number(first) + 2);
    expect((await read()).body.data).toMatchObject({
      mode: "busy",
      reason: "The next times are fully booked",
    });
  });

  test("makes the store busy when three orders are late, until they are ready", async () => {
    await setCapacity(ana, { slot_orders: null, auto_busy: true });
    const late = await Promise.all([
      makeOrder(lena, kitchen),
      makeOrder(lena, kitchen),
      makeOrder(lena, kitchen),
    ]);
    for (const { id } of late) await changeOrder(ana, id, { name: "accept" });
    expect((await read()).body.data).toEqual(OPEN);
    const db = await queryable();
    await db
      .update(orders)
      .set({ promised_at: new Date(Date.now() + 3 * 60_000) })
      .where(eq(orders.tenant_id, kitchen.id));
    // Fifteen minutes to the door: it had to be ready twelve minutes ago.
    expect((await read()).body.data).toMatchObject({
      mode: "busy",
      extra_minutes: 15,
      reason: "The kitchen has many orders right now",
    });
    expect(await makeOrder(lena, kitchen)).toMatchObject({ default_prep_minutes: 35 });
    const board = await getBoard(ana, kitchen.id);
    const queue = await readQueue(db, kitchen.id);
    const ready = (list: typeof queue) => list.map(({ readyBy }) => Math.round(readyBy / 1_000)).toSorted();
    expect(ready(queueOf(board?.orders ?? []))).toEqual(ready(queue));
    await changeOrder(ana, late[0].id, { name: "ready" });
    expect((await read()).body.data).toEqual(OPEN);
  });

  test("keeps its quarters of an hour when orders are accepted, by a press or automatically", async () => {
    const db = await queryable();
    const placed = await makeOrder(lena, kitchen);
    const told = Date.parse(placed.created_at) - 3 * 60_000 + placed.default_prep_minutes * 60_000;
    const automatic = await makeOrder(lena, kitchen);
    for (const { id, created_at } of [placed, automatic])
      await db
        .update(orders)
        .set({ created_at: new Date(Date.parse(created_at) - 3 * 60_000) })
        .where(eq(orders.id, id));
    const before = await readQueue(db, kitchen.id);
    await changeOrder(ana, placed.id, { name: "accept" });
    expect(await acceptAutomatically(automatic.id, 1)).toBe(true);
    const ready = (list: typeof before) => list.map(({ readyBy }) => readyBy).toSorted();
    expect(ready(await readQueue(db, kitchen.id))).toEqual(ready(before));
    expect(ready(before)).toContain(told);
    expect(await getOrder(lena, placed.id)).toMatchObject({ prep_minutes: placed.default_prep_minutes - 3 });
  });

  test("is told to open boards with the capacity, which later changes of hours and status keep", async () => {
    const capacity = { slot_orders: 8, auto_busy: true };
    expect(await setCapacity(ana, capacity)).toMatchObject({
      ok: true,
      data: { ...capacity, intake: { version: 2 }, status: { mode: "open" } },
    });
    await setHours(ana, ALWAYS_OPEN);
    for (const channel of [menuChannel.name(kitchen.id), tenantOrdersChannel.name(kitchen.id)])
      expect(await events(channel)).toMatchObject([
        { ...capacity, intake: { version: 2 } },
        { ...capacity, intake: { version: 3 } },
      ]);
    expect(await getTenant(kitchen.slug)).toMatchObject(capacity);
  });

  test("is in the answer to a change as in the status that is read", async () => {
    await setCapacity(ana, { slot_orders: 1, auto_busy: false });
    await makeOrder(lena, kitchen);
    const changed = await put(ana, { mode: "busy", extra_minutes: 5 });
    expect(changed.body.data).toMatchObject({ mode: "busy", until: null });
    expect(changed.body.data.extra_minutes).toBeGreaterThan(0);
    const { extra_minutes, ...rest } = (await read()).body.data;
    expect(changed.body.data).toMatchObject(rest);
    expect(Math.abs(changed.body.data.extra_minutes - extra_minutes)).toBeLessThanOrEqual(1);
  });

  test("is set by staff of the restaurant only", async () => {
    expect(await setCapacity(lena, { slot_orders: 1, auto_busy: true })).toMatchObject({ code: "forbidden" });
    expect(await setCapacity(ana, { slot_orders: 0, auto_busy: true })).toMatchObject({ code: "invalid" });
    expect(await getTenant(kitchen.slug)).toMatchObject({ slot_orders: null, auto_busy: false });
  });
});
