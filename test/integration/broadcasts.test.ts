import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { DELETE, PUT } from "@/app/api/admin/broadcasts/[id]/route";
import { GET, POST } from "@/app/api/admin/broadcasts/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import { broadcastChannel } from "@/lib/auth/model/channels";
import type { Scope } from "@/lib/auth/model/scopes";
import type { Viewer } from "@/lib/auth/server/viewer";
import { publishBroadcasts } from "@/lib/broadcasts/server/publish-due";
import { listBroadcasts, readInForce } from "@/lib/broadcasts/server/queries";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { broadcasts, platformSwitches } from "@/lib/db/schema/broadcasts";
import { auditLog } from "@/lib/db/schema/platform";
import { runScheduledJob } from "@/lib/jobs/drain-jobs";
import { placeOrder } from "@/lib/orders/server/place";
import { readSwitches } from "@/lib/platform/server/switches";
import { readEvents } from "@/lib/realtime/log/log";
import { withDatabase } from "@/test/support/database";
import { makePerson, makeRestaurant, orderFor } from "@/test/support/world";

withDatabase();

const MINUTE = 60_000;
const SCOPE: Scope[] = ["broadcasts:manage"];
const ORIGIN = "http://localhost:3000";
const maintenance = { kind: "maintenance", planned: true, duration: 10, reason: "A new database" };
const news = { kind: "announcement", title: "News", content: "Something new", priority: "high" };
const later = (minutes: number) => new Date(Date.now() + minutes * MINUTE).toISOString();

let admin: Viewer;
let ana: Viewer;
let lena: Viewer;
beforeEach(async () => {
  const db = await queryable();
  await db.delete(broadcasts);
  await db.delete(platformSwitches);
  admin = await makePerson("Ada", { isAdmin: true });
  ana = await makePerson("Ana", { staffOf: [(await makeRestaurant()).id] });
  lena = await makePerson("Lena");
});

type Handler = (request: Request) => Promise<Response>;

async function call(
  handler: Handler,
  method: string,
  who: Viewer | null,
  body?: unknown,
  { scopes = SCOPE, key = null }: { scopes?: Scope[]; key?: string | null } = {},
) {
  const token = who === null ? null : (await createToken(who.userId, { name: "test", scopes })).token;
  const response = await handler(
    new Request(`${ORIGIN}/api/admin/broadcasts`, {
      method,
      headers: {
        "Content-Type": "application/json",
        ...(token !== null && { Authorization: `Bearer ${token}` }),
        ...(key !== null && { "Idempotency-Key": key }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );
  return { status: response.status, body: await response.json() };
}
const send = (body: unknown, who: Viewer | null = admin, more = {}) => call(POST, "POST", who, body, more);
const of = (id: string) => ({ params: Promise.resolve({ id }) });
const correct = (id: string, body: unknown, who = admin) =>
  call((request) => PUT(request, of(id)), "PUT", who, body);
const withdraw = (id: string, who = admin) => call((request) => DELETE(request, of(id)), "DELETE", who);

async function eventsSince(position: number) {
  const { events } = await readEvents(await queryable(), broadcastChannel.name(), position);
  return events.map(({ type, data }) => ({ type, ...JSON.parse(data) }));
}
async function head(): Promise<number> {
  let position = 0;
  for (;;) {
    const { events } = await readEvents(await queryable(), broadcastChannel.name(), position);
    const last = events.at(-1);
    if (last === undefined) return position;
    position = last.offset;
  }
}

describe("a broadcast", () => {
  test("is published once, with the fields of its kind, and is in force for who opens a page later", async () => {
    const before = await head();
    const sent = await send({ ...maintenance, starts_at: later(30) });
    expect(sent).toMatchObject({ status: 201, body: { success: true, data: { ...maintenance } } });
    const [event, ...more] = await eventsSince(before);
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      type: "maintenance",
      ...{ planned: true, duration: 10, reason: "A new database" },
    });
    expect(Date.parse(event?.ends_at) - Date.parse(event?.starts_at)).toBe(10 * MINUTE);
    expect((await readInForce(lena)).broadcasts).toMatchObject([{ id: sent.body.data.id }]);
  });

  test("with a key is sent once, and another request with that key is refused", async () => {
    const key = crypto.randomUUID();
    const first = await send(news, admin, { key });
    const again = await send(news, admin, { key });
    expect(again.body.data.id).toBe(first.body.data.id);
    expect(await send({ ...news, title: "Other" }, admin, { key })).toMatchObject({ status: 422 });
    expect(await listBroadcasts(admin)).toHaveLength(1);
  });

  test("that is scheduled is not to be read before its time, and is published once", async () => {
    const before = await head();
    const { body } = await send({ ...news, starts_at: later(30) });
    expect(await eventsSince(before)).toEqual([]);
    expect((await readInForce(lena)).broadcasts).toEqual([]);
    expect(await runScheduledJob(publishBroadcasts)).toBe(0);
    const db = await queryable();
    await db.update(broadcasts).set({ starts_at: new Date(Date.now() + MINUTE) });
    expect(await runScheduledJob(publishBroadcasts)).toBe(1);
    expect(await runScheduledJob(publishBroadcasts)).toBe(0);
    expect(await eventsSince(before)).toMatchObject([
      { type: "announcement", id: body.data.id, priority: "high" },
    ]);
  });

  test("for restaurants is not among what customers have in force", async () => {
    await send({ ...news, audience: "partners" });
    expect((await readInForce(ana)).broadcasts).toHaveLength(1);
    expect((await readInForce(lena)).broadcasts).toEqual([]);
    expect((await readInForce(null)).broadcasts).toEqual([]);
  });

  test("for everybody or for customers is shown to visitors, without anybody's confirmations", async () => {
    const { body } = await send({ ...news, requires_action: true });
    await send({ ...news, audience: "customers" });
    await send({ ...news, audience: "riders" });
    await commands.confirm_broadcast.execute(lena, { id: body.data.id }, undefined);
    expect(await readInForce(null)).toMatchObject({ broadcasts: { length: 2 }, confirmed: [] });
  });

  test("is corrected for everybody, unless another correction was first", async () => {
    const { body } = await send(news);
    const before = await head();
    const corrected = { ...news, title: "Corrected" };
    expect(await correct(body.data.id, { version: 1, broadcast: corrected })).toMatchObject({ status: 200 });
    expect(await eventsSince(before)).toMatchObject([{ title: "Corrected", version: 2 }]);
    expect(await correct(body.data.id, { version: 1, broadcast: news })).toMatchObject({
      status: 409,
      body: { data: { title: "Corrected" } },
    });
    expect(await correct(body.data.id, { version: 2, broadcast: maintenance })).toMatchObject({
      status: 404,
    });
  });

  test("is withdrawn once, and is over then", async () => {
    const { body } = await send(news);
    const before = await head();
    expect(await withdraw(body.data.id)).toMatchObject({ status: 200 });
    expect(await withdraw(body.data.id)).toMatchObject({ status: 200 });
    expect(await eventsSince(before)).toMatchObject([{ withdrawn_at: expect.any(String) }]);
    expect((await readInForce(lena)).broadcasts).toEqual([]);
    expect(await correct(body.data.id, { version: 2, broadcast: news })).toMatchObject({ status: 409 });
  });

  test("keeps when its maintenance began, and cannot end it in the past", async () => {
    const { body } = await send(maintenance);
    const began = body.data.starts_at;
    const longer = { ...maintenance, duration: 20, starts_at: later(60) };
    expect(await correct(body.data.id, { version: 1, broadcast: longer })).toMatchObject({
      body: { data: { starts_at: began, duration: 20 } },
    });
    const db = await queryable();
    await db.update(broadcasts).set({ starts_at: new Date(Date.now() - 5 * MINUTE) });
    expect(
      await correct(body.data.id, { version: 2, broadcast: { ...maintenance, duration: 4 } }),
    ).toMatchObject({
      status: 400,
    });
  });

  test("is confirmed by those who may read it, once each, and the list counts them", async () => {
    const { body } = await send({ ...news, requires_action: true, audience: "partners" });
    const confirm = (who: Viewer) => commands.confirm_broadcast.execute(who, { id: body.data.id }, undefined);
    expect(await confirm(ana)).toMatchObject({ ok: true });
    expect(await confirm(ana)).toMatchObject({ ok: true });
    expect(await confirm(lena)).toMatchObject({ ok: false, code: "not_found" });
    expect(await listBroadcasts(admin)).toMatchObject([{ confirmations: 1 }]);
    expect((await readInForce(ana)).confirmed).toEqual([body.data.id]);
  });

  test("is in the audit log with each change", async () => {
    const { body } = await send(news);
    await correct(body.data.id, { version: 1, broadcast: { ...news, title: "Corrected" } });
    await withdraw(body.data.id);
    const db = await queryable();
    const entries = await db.select().from(auditLog).where(eq(auditLog.target_id, body.data.id));
    expect(entries.map(({ action }) => action).sort()).toEqual([
      "correct_broadcast",
      "send_broadcast",
      "withdraw_broadcast",
    ]);
  });
});

describe("broadcasts are refused", () => {
  test.each([
    ["of an unknown kind", { kind: "advertisement" }],
    ["without a text that can be seen", { ...news, content: "\u200b " }],
    ["with a text that is too long", { ...news, content: "a".repeat(1_001) }],
    ["with NUL in it", { ...news, title: "a\0b" }],
    ["that are maintenance for some", { ...maintenance, audience: "riders" }],
    ["of no length", { ...maintenance, duration: 0 }],
    ["of half minutes", { ...maintenance, duration: 1.5 }],
    ["longer than a day", { ...maintenance, duration: 1_441 }],
    ["in years", { ...maintenance, starts_at: "2999-01-01T00:00:00.000Z" }],
    ["that end before they begin", { ...news, starts_at: later(10), ends_at: later(5) }],
    ["of an unknown severity", { ...news, kind: "system_update", severity: "high" }],
  ])("%s", async (_, body) => {
    expect(await send(body)).toMatchObject({ status: 400, body: { success: false } });
    expect(await listBroadcasts(admin)).toEqual([]);
  });

  test("to anyone but an admin, and to an admin's token without the scope", async () => {
    const { body } = await send(news);
    const { id } = body.data;
    for (const who of [ana, lena]) {
      expect(await send(news, who)).toMatchObject({ status: 403 });
      expect(await correct(id, { version: 1, broadcast: news }, who)).toMatchObject({ status: 403 });
      expect(await withdraw(id, who)).toMatchObject({ status: 403 });
      expect(await call(GET, "GET", who)).toMatchObject({ status: 403 });
      expect(await listBroadcasts(who)).toBeNull();
    }
    expect(await send(news, null)).toMatchObject({ status: 401 });
    expect(await send(news, admin, { scopes: ["orders:read"] })).toMatchObject({ status: 403 });
    expect(await call(GET, "GET", admin)).toMatchObject({
      status: 200,
      body: { data: [{ id, title: "News" }] },
    });
  });
});

describe("a switch", () => {
  const set = (who: Viewer, input: Parameters<typeof commands.set_switch.execute>[1]) =>
    commands.set_switch.execute(who, input, undefined);

  test("that stops intake refuses orders with its reason, until it is turned on again", async () => {
    const kitchen = await makeRestaurant();
    const before = await head();
    await set(admin, { name: "intake", is_stopped: true, reason: "The bank does not answer." });
    expect(await placeOrder(lena, orderFor(kitchen))).toMatchObject({
      ok: false,
      code: "conflict",
      message:
        "Nobody can order for the moment: The bank does not answer. Nothing was ordered, and your cart is kept: try again a little later.",
    });
    expect(await readSwitches(await queryable())).toMatchObject([{ name: "intake", stopped_by_name: "Ada" }]);
    await set(admin, { name: "intake", is_stopped: false });
    await set(admin, { name: "intake", is_stopped: false });
    expect(await placeOrder(lena, orderFor(kitchen))).toMatchObject({ ok: true });
    expect(await eventsSince(before)).toMatchObject([
      { type: "platform_switch", name: "intake", is_stopped: true, reason: "The bank does not answer." },
      { type: "platform_switch", name: "intake", is_stopped: false, reason: null },
    ]);
    const entries = await (await queryable()).select().from(auditLog).where(eq(auditLog.target_id, "intake"));
    expect(entries.filter(({ actor_id }) => actor_id === admin.userId)).toHaveLength(2);
  });

  test("that stops one part stops no other", async () => {
    await set(admin, { name: "dispatch", is_stopped: true, reason: "Wrong map" });
    const stopped = await readSwitches(await queryable());
    expect(stopped.map(({ name }) => name)).toEqual(["dispatch"]);
  });

  test.each(["webhooks"])("that would stop nothing is refused: %s", async (name) => {
    expect(await set(admin, { name, is_stopped: true, reason: "No" })).toMatchObject({ code: "invalid" });
    expect(await readSwitches(await queryable())).toEqual([]);
  });

  test.each(["ana", "lena"])("is not for %s", async (name) => {
    const who = name === "ana" ? ana : lena;
    expect(await set(who, { name: "intake", is_stopped: true, reason: "No" })).toMatchObject({
      code: "forbidden",
    });
    expect(await readSwitches(await queryable())).toEqual([]);
  });

  test("is stopped with a reason only", async () => {
    expect(await set(admin, { name: "intake", is_stopped: true, reason: " " })).toMatchObject({
      code: "invalid",
    });
  });
});
