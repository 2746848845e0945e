import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { POST as postHeartbeat } from "@/app/api/tenants/[slug]/devices/[device_id]/heartbeat/route";
import { DELETE as deleteDevice } from "@/app/api/tenants/[slug]/devices/[device_id]/route";
import { GET as getDevices } from "@/app/api/tenants/[slug]/devices/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import type { Scope } from "@/lib/auth/model/scopes";
import type { Viewer } from "@/lib/auth/server/viewer";
import { commands } from "@/lib/commands";
import { database, queryable } from "@/lib/db/client";
import { notifications } from "@/lib/db/schema/notifications";
import { storeDevices, tenants } from "@/lib/db/schema/stores";
import { menuChannel } from "@/lib/menu/model/channels";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { placeOrder } from "@/lib/orders/server/place";
import { runReactions } from "@/lib/reactions";
import { readEvents } from "@/lib/realtime/log/log";
import { DEVICES_AT_MOST } from "@/lib/stores/model/devices/schema";
import { endShiftsOfBrowser } from "@/lib/stores/server/devices/end-shifts-of-browser";
import { listDevices } from "@/lib/stores/server/devices/list-devices";
import { pauseStoresWithoutDevices } from "@/lib/stores/server/devices/watch";
import { readTenant } from "@/lib/stores/server/queries";
import { withDatabase } from "@/test/support/database";
import { NEVER_OPEN } from "@/test/support/intake";
import { makePerson, makeRestaurant, orderFor, type TestRestaurant } from "@/test/support/world";

withDatabase();

const ORIGIN = "http://localhost:3000";
const STATE = { name: "Kitchen", is_sound_on: true, is_visible: true };
const OF_DEVICES = { mode: "paused", cause: "devices" };

let kitchen: TestRestaurant;
let ana: Viewer;
let lena: Viewer;
beforeEach(async () => {
  const db = await queryable();
  await db.delete(storeDevices);
  await runReactions(20_000);
  kitchen = await makeRestaurant();
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  lena = await makePerson("Lena");
});

const beat = (
  id: string,
  {
    who = ana,
    store = kitchen,
    ...state
  }: Partial<typeof STATE> & { shift_id?: string; who?: Viewer; store?: TestRestaurant } = {},
) =>
  commands.device_heartbeat.execute(
    who,
    { tenant_id: store.id, device_id: id, ...STATE, ...state },
    undefined,
  );
const end = (id: string, who = ana, shift?: string) =>
  commands.end_device.execute(
    who,
    { tenant_id: kitchen.id, device_id: id, ...(shift !== undefined && { shift_id: shift }) },
    undefined,
  );
const watch = (steadySince = new Date(0)) =>
  pauseStoresWithoutDevices({ steadySince, signal: new AbortController().signal });
const setStatus = (change: Parameters<typeof commands.set_store_status.execute>[1]) =>
  commands.set_store_status.execute(ana, change, undefined);
const pause = () =>
  setStatus({
    tenant_id: kitchen.id,
    change: { mode: "paused", lasts: "until_open", reason: "Broken fridge" },
  });
const open = () => setStatus({ tenant_id: kitchen.id, change: { mode: "open" } });

/** Moves the last contact of a device to the past. */
async function fallSilent(id: string, minutes = 6): Promise<void> {
  const db = await queryable();
  const changed = await db
    .update(storeDevices)
    .set({ seen_at: new Date(Date.now() - minutes * 60_000) })
    .where(and(eq(storeDevices.tenant_id, kitchen.id), eq(storeDevices.id, id)))
    .returning();
  expect(changed).toHaveLength(1);
}
async function intakeOf(store = kitchen) {
  return (await readTenant(store.slug))?.intake;
}
async function statusEvents(channel: string) {
  const { events } = await readEvents(await queryable(), channel, 0);
  return events.filter(({ type }) => type === "store_status").map(({ data }) => JSON.parse(data));
}
async function countSent(work: () => Promise<unknown>): Promise<number> {
  const { statistics } = await database();
  const before = statistics().sent;
  await work();
  return statistics().sent - before;
}

async function call(
  who: Viewer | null,
  method: "GET" | "POST" | "DELETE",
  {
    id = String(randomUUID()),
    slug = kitchen.slug,
    body = STATE,
    query = "",
    scopes = ["orders:read", "orders:write"],
  }: { id?: string; slug?: string; body?: object; query?: string; scopes?: Scope[] } = {},
) {
  const token = who === null ? null : (await createToken(who.userId, { name: "test", scopes })).token;
  const request = new Request(`${ORIGIN}/api/tenants/${slug}/devices${query}`, {
    method,
    headers: {
      "Content-Type": "application/json",
      ...(token !== null && { Authorization: `Bearer ${token}` }),
    },
    ...(method === "POST" && { body: JSON.stringify(body) }),
  });
  const one = { params: Promise.resolve({ slug, device_id: id }) };
  const answer = () => {
    if (method === "GET") return getDevices(request, { params: Promise.resolve({ slug }) });
    return method === "POST" ? postHeartbeat(request, one) : deleteDevice(request, one);
  };
  const response = await answer();
  return { status: response.status, body: await response.json() };
}

describe("the routes of devices", () => {
  test("take a heartbeat, list the device and end its shift, by contract", async () => {
    const id = randomUUID();
    expect(await call(ana, "POST", { id })).toEqual({
      status: 200,
      body: { success: true, data: { next_in_ms: 30_000 } },
    });
    const listed = await call(ana, "GET");
    expect(listed).toMatchObject({
      status: 200,
      body: { success: true, data: { devices: [{ id, ...STATE, state: "on", ended_at: null }] } },
    });
    const [device] = listed.body.data.devices;
    expect(Object.keys(device)).not.toContain("user_id");
    expect(Date.parse(listed.body.data.read_at)).toBeGreaterThanOrEqual(Date.parse(device.seen_at));
    expect(await call(ana, "DELETE", { id })).toEqual({ status: 200, body: { success: true, data: null } });
    expect((await call(ana, "GET")).body.data.devices).toMatchObject([{ id, state: "ended" }]);
    expect((await call(ana, "DELETE", { id })).status).toBe(200);
  });

  test("refuse nobody, customers, other restaurants' staff, and tokens without the scope", async () => {
    const id = randomUUID();
    await beat(id);
    const carla = await makePerson("Carla", { staffOf: [(await makeRestaurant()).id] });
    for (const method of ["POST", "DELETE"] as const) {
      expect((await call(null, method, { id })).status).toBe(401);
      for (const who of [lena, carla]) expect((await call(who, method, { id })).status).toBe(403);
      expect((await call(ana, method, { id, scopes: ["orders:read"] })).status).toBe(403);
    }
    expect((await call(null, "GET")).status).toBe(401);
    for (const who of [lena, carla]) expect((await call(who, "GET")).status).toBe(404);
    expect((await call(ana, "GET", { scopes: ["orders:write"] })).status).toBe(403);
    expect((await listDevices(ana, kitchen.id))?.devices).toMatchObject([{ id, ended_at: null }]);
  });

  test("refuse what makes no sense, and devices and restaurants that do not exist", async () => {
    for (const body of [
      {},
      { ...STATE, name: " " },
      { ...STATE, name: "x".repeat(41) },
      { ...STATE, is_visible: 1 },
      { ...STATE, shift_id: "morning" },
    ])
      expect((await call(ana, "POST", { body })).status).toBe(400);
    expect((await call(ana, "POST", { id: "tablet" })).status).toBe(404);
    expect((await call(ana, "DELETE", { id: "tablet" })).status).toBe(404);
    expect((await call(ana, "DELETE")).status).toBe(404);
    for (const method of ["POST", "GET", "DELETE"] as const)
      expect((await call(ana, method, { slug: "nowhere" })).status).toBe(404);
  });

  test("take no heartbeat of a shift that the device has ended by its id", async () => {
    const [id, shift_id] = [randomUUID(), randomUUID()];
    const body = { ...STATE, shift_id };
    expect((await call(ana, "POST", { id, body })).status).toBe(200);
    expect((await call(ana, "DELETE", { id, query: "?shift_id=morning" })).status).toBe(400);
    expect((await call(ana, "DELETE", { id, query: `?shift_id=${shift_id}` })).status).toBe(200);
    expect((await call(ana, "POST", { id, body })).status).toBe(200);
    expect((await listDevices(ana, kitchen.id))?.devices).toMatchObject([{ id, state: "ended" }]);
  });

  test("do not reach another restaurant's device with the same id", async () => {
    const other = await makeRestaurant();
    const carla = await makePerson("Carla", { staffOf: [other.id] });
    const id = randomUUID();
    await beat(id);
    await beat(id, { who: carla, store: other, name: "Theirs" });
    expect((await call(carla, "DELETE", { id, slug: other.slug })).status).toBe(200);
    expect((await listDevices(ana, kitchen.id))?.devices).toMatchObject([
      { id, name: "Kitchen", state: "on" },
    ]);
  });
});

describe("signing out with a browser", () => {
  test("ends its shifts at the person's stores, so that nobody misses it", async () => {
    const other = await makeRestaurant();
    const both = await makePerson("Bo", { staffOf: [kitchen.id, other.id] });
    const [tablet, phone] = [randomUUID(), randomUUID()];
    for (const store of [kitchen, other]) await beat(tablet, { who: both, store });
    await beat(phone);
    await endShiftsOfBrowser(both, tablet);
    expect((await listDevices(both, other.id))?.devices).toMatchObject([{ id: tablet, state: "ended" }]);
    const devices = (await listDevices(ana, kitchen.id))?.devices;
    expect(devices?.find(({ id }) => id === tablet)).toMatchObject({ state: "ended" });
    expect(devices?.find(({ id }) => id === phone)).toMatchObject({ state: "on" });
    await end(phone);
    await fallSilent(tablet);
    expect(await watch()).toBe(0);
  });

  test("opens a store that was paused for it", async () => {
    const id = randomUUID();
    await beat(id);
    await fallSilent(id);
    expect(await watch()).toBe(1);
    await endShiftsOfBrowser(ana, id);
    expect(await intakeOf()).toMatchObject({ mode: "open" });
  });

  test("ends no device of a store on whose staff the person is not, nor another person's browser", async () => {
    const id = randomUUID();
    await beat(id);
    const carla = await makePerson("Carla", { staffOf: [(await makeRestaurant()).id] });
    for (const who of [lena, carla]) await endShiftsOfBrowser(who, id);
    await endShiftsOfBrowser(ana, randomUUID());
    expect((await listDevices(ana, kitchen.id))?.devices).toMatchObject([{ id, state: "on" }]);
  });
});

describe("a heartbeat", () => {
  test("of a device that is in contact is one statement, and tells what the device says of itself", async () => {
    const id = randomUUID();
    await beat(id);
    expect(await countSent(() => beat(id, { name: "Pass", is_sound_on: false, is_visible: false }))).toBe(1);
    expect((await listDevices(ana, kitchen.id))?.devices).toMatchObject([
      { id, name: "Pass", is_sound_on: false, is_visible: false },
    ]);
    expect(await statusEvents(tenantOrdersChannel.name(kitchen.id))).toEqual([]);
  });

  test("of a device whose shift was ended begins a new one", async () => {
    const id = randomUUID();
    await beat(id);
    const [before] = (await listDevices(ana, kitchen.id))?.devices ?? [];
    await end(id);
    await beat(id);
    const [after] = (await listDevices(ana, kitchen.id))?.devices ?? [];
    expect(after).toMatchObject({ state: "on", ended_at: null });
    expect(Date.parse(after?.started_at ?? "")).toBeGreaterThan(Date.parse(before?.started_at ?? ""));
  });

  test("that comes after the end of its shift changes nothing, and one of another shift begins it", async () => {
    const id = randomUUID();
    const [first, second] = [randomUUID(), randomUUID()];
    await beat(id, { shift_id: first });
    await end(id, ana, first);
    const [ended] = (await listDevices(ana, kitchen.id))?.devices ?? [];
    expect(await beat(id, { shift_id: first, name: "Late" })).toMatchObject({ ok: true });
    expect((await listDevices(ana, kitchen.id))?.devices).toEqual([ended]);
    await beat(id, { shift_id: second });
    const [begun] = (await listDevices(ana, kitchen.id))?.devices ?? [];
    expect(begun).toMatchObject({ state: "on", ended_at: null });
    await beat(id, { shift_id: first, name: "Late" });
    expect((await listDevices(ana, kitchen.id))?.devices).toEqual([begun]);
  });

  test("that is the first of its shift, and comes after its end, begins none", async () => {
    const [id, shift] = [randomUUID(), randomUUID()];
    expect(await end(id, ana, shift)).toMatchObject({ ok: true });
    const noted = await listDevices(ana, kitchen.id);
    expect(noted?.devices).toMatchObject([{ id, state: "ended" }]);
    expect(await beat(id, { shift_id: shift })).toMatchObject({ ok: true });
    expect((await listDevices(ana, kitchen.id))?.devices).toEqual(noted?.devices);
    expect(await watch(), "nobody misses it").toBe(0);
    await beat(id, { shift_id: randomUUID() });
    expect((await listDevices(ana, kitchen.id))?.devices).toMatchObject([{ id, state: "on", ...STATE }]);
  });

  test("that comes after the end of its shift ends no pause", async () => {
    const [tablet, phone, shift] = [randomUUID(), randomUUID(), randomUUID()];
    await beat(tablet);
    await beat(phone, { shift_id: shift });
    await end(phone, ana, shift);
    await fallSilent(tablet);
    expect(await watch()).toBe(1);
    await beat(phone, { shift_id: shift });
    expect(await intakeOf()).toMatchObject(OF_DEVICES);
  });

  test("continues a shift that other staff have ended while its device was silent", async () => {
    const [id, shift] = [randomUUID(), randomUUID()];
    await beat(id, { shift_id: shift });
    await end(id);
    await beat(id, { shift_id: shift });
    expect((await listDevices(ana, kitchen.id))?.devices).toMatchObject([{ id, state: "on" }]);
  });

  test("of one device too many is refused, unless another one has ended its shift or is lost", async () => {
    const db = await queryable();
    const ids = Array.from({ length: DEVICES_AT_MOST }, () => randomUUID());
    const at = new Date();
    await db.insert(storeDevices).values(
      ids.map((id) => ({
        tenant_id: kitchen.id,
        id,
        ...STATE,
        user_id: ana.userId,
        started_at: at,
        seen_at: at,
      })),
    );
    expect(await beat(randomUUID())).toMatchObject({ ok: false, code: "conflict" });
    const [first = ""] = ids;
    expect(await beat(first)).toMatchObject({ ok: true });
    await end(first);
    expect(await beat(randomUUID())).toMatchObject({ ok: true });
    const listed = await listDevices(ana, kitchen.id);
    expect(listed?.devices).toHaveLength(DEVICES_AT_MOST);
    expect(listed?.devices.map(({ id }) => id)).not.toContain(first);
    const [, second = "", third = ""] = ids;
    await fallSilent(second, 4);
    expect(await beat(randomUUID())).toMatchObject({ ok: false, code: "conflict" });
    await fallSilent(second, 6);
    await fallSilent(third, 7);
    expect(await beat(randomUUID())).toMatchObject({ ok: true });
    const left = (await listDevices(ana, kitchen.id))?.devices.map(({ id }) => id);
    expect(left).toHaveLength(DEVICES_AT_MOST);
    expect(left).toContain(second);
    expect(left).not.toContain(third);
  });
});

describe("a store whose devices are silent for five minutes", () => {
  const tablet = randomUUID();
  const phone = randomUUID();

  test("pauses, says why to guests and staff, tells its staff once, and opens when a device returns", async () => {
    await beat(tablet);
    await fallSilent(tablet, 4);
    expect(await watch()).toBe(0);
    await fallSilent(tablet);
    expect(await watch()).toBe(1);
    expect(await watch()).toBe(0);
    expect(await intakeOf()).toMatchObject({ ...OF_DEVICES, until: null });
    expect(await placeOrder(lena, orderFor(kitchen), { idempotencyKey: randomUUID() })).toMatchObject({
      code: "conflict",
      message: expect.stringContaining("The kitchen can't be reached right now"),
    });
    await runReactions(20_000);
    const db = await queryable();
    expect(
      await db
        .select({ title: notifications.title, message: notifications.message })
        .from(notifications)
        .where(eq(notifications.user_id, ana.userId)),
    ).toEqual([
      { title: "Test Kitchen was paused", message: expect.stringContaining("reachable for 5 minutes") },
    ]);
    expect(await beat(tablet)).toMatchObject({ ok: true });
    expect(await intakeOf()).toMatchObject({ mode: "open", reason: null });
    for (const channel of [menuChannel.name(kitchen.id), tenantOrdersChannel.name(kitchen.id)])
      expect((await statusEvents(channel)).map(({ mode }) => mode)).toEqual(["paused", "open"]);
    expect(await placeOrder(lena, orderFor(kitchen), { idempotencyKey: randomUUID() })).toMatchObject({
      ok: true,
    });
  });

  test("is busy again as before, when one returns", async () => {
    await beat(tablet);
    await setStatus({
      tenant_id: kitchen.id,
      change: { mode: "busy", extra_minutes: 15, lasts: "until_open", reason: "A large group" },
    });
    const db = await queryable();
    const intake = await intakeOf();
    // Pressed before the device fell silent.
    await db
      .update(tenants)
      .set({ intake: { ...intake, changed_at: new Date(Date.now() - 3_600_000).toISOString() } })
      .where(eq(tenants.id, kitchen.id));
    await fallSilent(tablet);
    expect(await watch()).toBe(1);
    await beat(phone);
    expect(await intakeOf()).toMatchObject({ mode: "busy", extra_minutes: 15, reason: "A large group" });
  });

  test("does not pause while another device is in contact, nor when all ended on purpose", async () => {
    await beat(tablet);
    await beat(phone);
    await fallSilent(tablet);
    expect(await watch()).toBe(0);
    await end(phone);
    expect(await watch()).toBe(1);
    expect(await end(tablet)).toMatchObject({ ok: true });
    expect(await intakeOf()).toMatchObject({ mode: "open" });
    expect(await watch()).toBe(0);
  });

  test("stays paused when one of two lost devices is ended", async () => {
    await beat(tablet);
    await beat(phone);
    await fallSilent(tablet);
    await fallSilent(phone);
    expect(await watch()).toBe(1);
    await end(phone);
    expect(await intakeOf()).toMatchObject(OF_DEVICES);
  });

  test("does not miss a device that was seen more than half a day ago, also when another one's shift ends", async () => {
    await beat(tablet);
    await fallSilent(tablet, 12 * 60 + 1);
    expect(await watch()).toBe(0);
    await beat(phone);
    await end(phone);
    expect(await watch()).toBe(0);
    await beat(phone);
    await fallSilent(phone);
    expect(await watch()).toBe(1);
    await end(phone);
    expect(await intakeOf()).toMatchObject({ mode: "open" });
  });

  test("keeps a pause that a person made, before or after, also when a device returns", async () => {
    await beat(tablet);
    await pause();
    await fallSilent(tablet);
    expect(await watch()).toBe(0);
    await beat(tablet);
    await end(tablet);
    expect(await intakeOf()).toMatchObject({ mode: "paused", cause: "person", reason: "Broken fridge" });
  });

  test("can be opened by a person, and then pauses only after a device was in contact again", async () => {
    await beat(tablet);
    await fallSilent(tablet, 10);
    expect(await watch()).toBe(1);
    await open();
    expect(await watch()).toBe(0);
    expect(await intakeOf()).toMatchObject({ mode: "open", cause: "person" });
  });

  test("that a person opened, and then paused for a while, is open after that without its devices", async () => {
    await beat(tablet);
    await fallSilent(tablet, 10);
    expect(await watch()).toBe(1);
    await open();
    await pause();
    const db = await queryable();
    const until = new Date(Date.now() - 1_000).toISOString();
    await db
      .update(tenants)
      .set({ intake: { ...(await intakeOf()), until } })
      .where(eq(tenants.id, kitchen.id));
    expect(await watch()).toBe(0);
    expect(await intakeOf()).toMatchObject({ mode: "paused", cause: "person", until });
  });

  test("does not pause while it is closed, nor for what the server itself has missed", async () => {
    const db = await queryable();
    await beat(tablet);
    await fallSilent(tablet);
    expect(await watch(new Date(Date.now() - 60_000))).toBe(0);
    await db.update(tenants).set({ hours: NEVER_OPEN }).where(eq(tenants.id, kitchen.id));
    expect(await watch()).toBe(0);
    expect(await intakeOf()).toMatchObject({ mode: "open" });
  });

  test("concerns no other restaurant: neither its pause nor the contact that ends one", async () => {
    const other = await makeRestaurant();
    const carla = await makePerson("Carla", { staffOf: [other.id] });
    await beat(tablet);
    await beat(phone, { who: carla, store: other });
    await fallSilent(tablet);
    expect(await watch()).toBe(1);
    expect(await intakeOf(other)).toMatchObject({ mode: "open" });
    await beat(tablet, { who: carla, store: other });
    expect(await beat(tablet, { who: carla })).toMatchObject({ ok: false, code: "forbidden" });
    expect(await intakeOf()).toMatchObject(OF_DEVICES);
  });

  test("is open after a heartbeat that comes at the moment of the watch, whichever is first", async () => {
    for (let round = 0; round < 12; round += 1) {
      await beat(tablet);
      await fallSilent(tablet);
      const watching = () => watch();
      const beating = () => beat(tablet);
      await Promise.all(round % 2 === 0 ? [watching(), beating()] : [beating(), watching()]);
      expect(await intakeOf()).toMatchObject({ mode: "open" });
    }
  });
});
