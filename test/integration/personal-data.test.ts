import { eq, sql } from "drizzle-orm";
import { strFromU8, unzipSync } from "fflate";
import { beforeEach, describe, expect, test } from "vitest";
import { GET as download } from "@/app/api/me/exports/[id]/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import { loadSessionViewer } from "@/lib/auth/server/load-viewer";
import type { Viewer } from "@/lib/auth/server/viewer";
import { readChat } from "@/lib/chat/server/queries";
import { reportChatMessageCommand } from "@/lib/chat/server/report-message";
import { queryable } from "@/lib/db/client";
import { broadcasts, platformSwitches } from "@/lib/db/schema/broadcasts";
import { chatMessages } from "@/lib/db/schema/chat";
import { dispatchDecisions } from "@/lib/db/schema/dispatch";
import { notifications } from "@/lib/db/schema/notifications";
import { orderSearch } from "@/lib/db/schema/order-search";
import { addresses, orderHistory, orderItems, orders } from "@/lib/db/schema/orders";
import { apiTokens, sessions, users } from "@/lib/db/schema/people";
import { auditLog } from "@/lib/db/schema/platform";
import { personalExports } from "@/lib/db/schema/privacy";
import { riders } from "@/lib/db/schema/riders";
import { jobs } from "@/lib/jobs";
import { drainJobs } from "@/lib/jobs/drain-jobs";
import { changeOrderCommand } from "@/lib/orders/server/change-order";
import { getOrder } from "@/lib/orders/server/queries";
import { findOrders } from "@/lib/platform/server/orders/find-orders";
import { indexOrders } from "@/lib/platform/server/orders/index-orders";
import { readConsent, setMarketingConsentCommand } from "@/lib/privacy/server/consent";
import { eraseAccountCommand } from "@/lib/privacy/server/erase-account";
import { listExports, readArchive } from "@/lib/privacy/server/queries";
import { requestExportCommand } from "@/lib/privacy/server/request-export";
import { runReactions } from "@/lib/reactions";
import { CONTROL_CHANNEL } from "@/lib/realtime/hub/control";
import { readEvents } from "@/lib/realtime/log/log";
import { mustWrite } from "@/test/support/chat";
import { sessionCookie } from "@/test/support/credentials";
import { withDatabase } from "@/test/support/database";
import { makeOrder, makePerson, makeRestaurant } from "@/test/support/world";

withDatabase();

/** Nothing else is called so. */
const NAME = "Wolfsbane";

const erase = (person: Viewer, email = person.email) =>
  eraseAccountCommand.execute(person, { email }, undefined);
const ask = async (person: Viewer) => {
  const asked = await requestExportCommand.execute(person, {}, undefined);
  if (!asked.ok) throw new Error(asked.message);
  await drainJobs(jobs, 5_000);
  return asked.data.id;
};
const get = async (person: Viewer | null, id: string, headers: Record<string, string> = {}) =>
  download(
    new Request(`http://localhost:3000/api/me/exports/${id}`, {
      headers: {
        ...(person !== null && { cookie: await sessionCookie(person.userId, person.credential.id) }),
        ...headers,
      },
    }),
    { params: Promise.resolve({ id }) },
  );
const filesOf = async (response: Response) =>
  Object.fromEntries(
    Object.entries(unzipSync(new Uint8Array(await response.arrayBuffer()))).map(([name, bytes]) => [
      name,
      JSON.parse(strFromU8(bytes)),
    ]),
  );

const told = async (viewer: Viewer, orderId: string) =>
  (await readChat(viewer, orderId, "customer_store"))?.messages ?? [];

let lena: Viewer;
beforeEach(async () => {
  lena = await makePerson(NAME);
});

/** An order that is over. */
async function makePastOrder(person: Viewer) {
  const order = await makeOrder(person, await makeRestaurant());
  const cancelled = await changeOrderCommand.execute(
    person,
    { order_id: order.id, action: { name: "cancel" } },
    undefined,
  );
  if (!cancelled.ok) throw new Error(cancelled.message);
  return order;
}

describe("an archive of personal data", () => {
  test("is built by a job, holds what the person has, and is announced by a notification", async () => {
    // A reaction begins with what is published after its first run.
    await runReactions(5_000);
    const order = await makePastOrder(lena);
    const other = await makePerson("Omar");
    await makeOrder(other, await makeRestaurant());
    const id = await ask(lena);
    const response = await get(lena, id);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-disposition")).toContain("attachment");
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    const files = await filesOf(response);
    expect(files["account.json"]).toMatchObject({ email: lena.email, name: NAME });
    expect(files["orders.json"].orders).toMatchObject([{ order_code: order.order_code }]);
    expect(files["orders.json"].orders[0].items.length).toBeGreaterThan(0);
    expect(JSON.stringify(files)).not.toContain(other.userId);
    await runReactions(5_000);
    const db = await queryable();
    const told = await db.select().from(notifications).where(eq(notifications.user_id, lena.userId));
    expect(told.map(({ title }) => title)).toContain("The archive of your data is ready");
  });

  test("holds no secret: no hash of a token, no key of a session", async () => {
    const { token: secret } = await createToken(lena.userId, {
      name: "Program",
      scopes: ["orders:read"],
      days: 30,
    });
    const text = JSON.stringify(await filesOf(await get(lena, await ask(lena))));
    expect(text).toContain("Program");
    expect(text).not.toContain(secret);
    expect(text).not.toMatch(/hash|cookie_key|p256dh|endpoint/);
  });

  test("is found by nobody else, by no token, and not after seven days", async () => {
    const id = await ask(lena);
    const { token: secret } = await createToken(lena.userId, {
      name: "Program",
      scopes: ["orders:read"],
      days: 30,
    });
    const ada = await makePerson("Ada", { isAdmin: true });
    for (const person of [await makePerson("Omar"), ada]) {
      expect((await get(person, id)).status).toBe(404);
      expect(await readArchive(person.userId, id)).toBeNull();
    }
    expect((await get(null, id)).status).toBe(401);
    expect((await get(null, id, { authorization: `Bearer ${secret}` })).status).toBe(403);
    expect((await get(lena, id, { "sec-fetch-site": "cross-site" })).status).toBe(403);
    for (const wrong of ["x", crypto.randomUUID()]) expect((await get(lena, wrong)).status).toBe(404);
    const db = await queryable();
    await db
      .update(personalExports)
      .set({ asked_at: sql`now() - interval '7 days 1 minute'` })
      .where(eq(personalExports.id, id));
    expect((await get(lena, id)).status).toBe(404);
    expect(await listExports(lena.userId)).toEqual([]);
  });

  test("is built once, however often it is asked for, and a second run builds no other", async () => {
    const answers = await Promise.all([1, 2, 3].map(() => requestExportCommand.execute(lena, {}, undefined)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: "conflict" });
    await drainJobs(jobs, 5_000);
    const [built] = await listExports(lena.userId);
    const { buildExport } = await import("@/lib/privacy/server/build-export");
    const context = {
      signal: new AbortController().signal,
      steadySince: new Date(),
      progress: () => undefined,
    };
    expect(await buildExport.run({ export_id: built?.id }, context)).toBe(0);
    expect(await listExports(lena.userId)).toEqual([built]);
  });
});

describe("erasure", () => {
  test("keeps orders with what was bought and paid, and nothing that names the person", async () => {
    const order = await makePastOrder(lena);
    const db = await queryable();
    await db
      .update(orders)
      .set({ note: `Ring at ${NAME}` })
      .where(eq(orders.id, order.id));
    await db.update(orderItems).set({ note: NAME }).where(eq(orderItems.order_id, order.id));
    await ask(lena);
    await createToken(lena.userId, { name: "Program", scopes: ["orders:read"], days: 30 });
    expect(await erase(lena)).toMatchObject({ ok: true });
    const [kept] = await db.select().from(orders).where(eq(orders.id, order.id));
    expect(kept).toMatchObject({
      order_code: order.order_code,
      final_amount: order.final_amount,
      note: "",
      delivery_pin: null,
    });
    const items = await db.select().from(orderItems).where(eq(orderItems.order_id, order.id));
    expect(items.map(({ name }) => name)).toEqual(order.items.map(({ name }) => name));
    const left = JSON.stringify([
      await db.select().from(users).where(eq(users.id, lena.userId)),
      await db.select().from(addresses).where(eq(addresses.user_id, lena.userId)),
      await db.select().from(orderHistory).where(eq(orderHistory.order_id, order.id)),
      kept,
      items,
    ]);
    for (const personal of [NAME, lena.email, order.address.line1, order.address.city])
      expect(left).not.toContain(personal);
    expect(await db.select().from(sessions).where(eq(sessions.user_id, lena.userId))).toEqual([]);
    expect(await db.select().from(apiTokens).where(eq(apiTokens.user_id, lena.userId))).toEqual([]);
    expect(await listExports(lena.userId)).toEqual([]);
    const [entry] = await db.select().from(auditLog).where(eq(auditLog.target_id, lena.userId));
    expect(entry).toMatchObject({ action: "erase_account" });
    expect(JSON.stringify(entry)).not.toContain(NAME);
  });

  test("leaves the order readable to the store, under another name", async () => {
    const restaurant = await makeRestaurant();
    const order = await makeOrder(lena, restaurant);
    await changeOrderCommand.execute(lena, { order_id: order.id, action: { name: "cancel" } }, undefined);
    expect(await erase(lena)).toMatchObject({ ok: true });
    const ana = await makePerson("Ana", { staffOf: [restaurant.id] });
    expect(await getOrder(ana, order.id)).toMatchObject({ id: order.id, customer_name: "Erased person" });
  });

  test("ends the session and the streams at once", async () => {
    const db = await queryable();
    const { head } = await readEvents(db, CONTROL_CHANNEL, 0);
    expect(await loadSessionViewer(lena.credential.id)).not.toBeNull();
    await erase(lena);
    expect(await loadSessionViewer(lena.credential.id)).toBeNull();
    const { events } = await readEvents(db, CONTROL_CHANNEL, head);
    expect(events.map(({ type, data }) => ({ type, data: JSON.parse(data) }))).toContainEqual({
      type: "drop_user",
      data: { user_id: lena.userId },
    });
  });

  test("changes nothing of another person", async () => {
    const omar = await makePerson("Omar");
    const order = await makeOrder(omar, await makeRestaurant());
    await erase(lena);
    expect(await getOrder(omar, order.id)).toMatchObject({
      customer_name: "Omar",
      address: { line1: order.address.line1 },
    });
    expect(await loadSessionViewer(omar.credential.id)).not.toBeNull();
  });

  test("needs the address of the account, and another person's does nothing", async () => {
    const omar = await makePerson("Omar");
    for (const email of ["", "nobody@example.test", omar.email])
      expect(await erase(lena, email)).toMatchObject({ ok: false, code: "conflict" });
    for (const person of [lena, omar])
      expect(await loadSessionViewer(person.credential.id)).toMatchObject({ email: person.email });
    expect(await erase(lena, ` ${lena.email.toUpperCase()} `)).toMatchObject({ ok: true });
  });

  test("waits until an open order is over", async () => {
    const order = await makeOrder(lena, await makeRestaurant());
    expect(await erase(lena)).toMatchObject({ ok: false, code: "conflict" });
    expect(await getOrder(lena, order.id)).toMatchObject({ customer_name: NAME });
    await changeOrderCommand.execute(lena, { order_id: order.id, action: { name: "cancel" } }, undefined);
    expect(await erase(lena)).toMatchObject({ ok: true });
  });

  test("is refused to an admin, and to the only owner of a store, whoever else works there", async () => {
    const restaurant = await makeRestaurant();
    const ana = await makePerson("Ana", { staffOf: [restaurant.id] });
    expect(await erase(await makePerson("Ada", { isAdmin: true }))).toMatchObject({ code: "conflict" });
    const cook = await makePerson("Cem", { staffOf: [restaurant.id], role: "manager" });
    expect(await erase(ana)).toMatchObject({ code: "conflict" });
    expect(await erase(cook)).toMatchObject({ ok: true });
    await makePerson("Ben", { staffOf: [restaurant.id] });
    expect(await erase(ana)).toMatchObject({ ok: true });
  });

  test("takes the person out of chats, but not what was reported, nor the words of a store", async () => {
    const kitchen = await makeRestaurant();
    const ana = await makePerson("Ana", { staffOf: [kitchen.id] });
    const [quiet, loud] = [await makeOrder(lena, kitchen), await makeOrder(lena, kitchen)];
    for (const { id } of [quiet, loud]) {
      await mustWrite(lena, id, "customer_store", { text: `I am ${NAME}` });
      await mustWrite(ana, id, "customer_store", { text: "On its way" });
    }
    const [complaint] = await told(ana, loud.id);
    const report = { order_id: loud.id, message_id: complaint?.id ?? "", reason: "insult" as const };
    expect(await reportChatMessageCommand.execute(ana, report, undefined)).toMatchObject({ ok: true });
    for (const { id } of [quiet, loud])
      await changeOrderCommand.execute(lena, { order_id: id, action: { name: "cancel" } }, undefined);
    expect((await filesOf(await get(lena, await ask(lena))))["chat.json"].written).toHaveLength(2);
    expect(await erase(lena)).toMatchObject({ ok: true });
    expect((await told(ana, quiet.id)).map(({ author, text }) => [author.kind, text])).toEqual([
      ["store", "On its way"],
    ]);
    const db = await queryable();
    const kept = await db.select().from(chatMessages).where(eq(chatMessages.order_id, loud.id));
    expect(kept.map(({ author_kind, text }) => [author_kind, text]).sort()).toEqual([
      ["customer", `I am ${NAME}`],
      ["store", "On its way"],
    ]);
    expect(kept.find(({ author_kind }) => author_kind === "customer")).toMatchObject({
      author_id: null,
      author_name: "Erased person",
    });
  });

  test("leaves an order that admins no longer find by the name, but by its code", async () => {
    await runReactions(5_000);
    const order = await makePastOrder(lena);
    await runReactions(5_000);
    const ada = await makePerson("Ada", { isAdmin: true });
    const found = async (q: string) =>
      ((await findOrders(ada, { search: q }))?.orders ?? []).map(({ id }) => id);
    expect(await found(NAME)).toContain(order.id);
    expect(await erase(lena)).toMatchObject({ ok: true });
    expect(await found(NAME)).not.toContain(order.id);
    expect(await found(order.order_code)).toContain(order.id);
  });

  test("takes the name out of what the person did as staff, rider, dispatcher and admin of before", async () => {
    const kitchen = await makeRestaurant();
    const order = await makeOrder(await makePerson("Omar"), kitchen);
    const staff = { ...lena, tenantIds: [kitchen.id], tenantRoles: { [kitchen.id]: "staff" as const } };
    const accepted = { order_id: order.id, action: { name: "accept" as const } };
    expect(await changeOrderCommand.execute(staff, accepted, undefined)).toMatchObject({ ok: true });
    const db = await queryable();
    await db.insert(riders).values({ id: lena.userId });
    await db.update(orders).set({ rider_id: lena.userId, rider_name: NAME }).where(eq(orders.id, order.id));
    await indexOrders(db, [order.id]);
    const at = new Date();
    await db.insert(broadcasts).values({
      ...{ id: crypto.randomUUID(), kind: "announcement", audience: "everybody", title: "News", content: "" },
      ...{ is_planned: true, requires_action: false, starts_at: at, ends_at: at },
      ...{ created_by: lena.userId, created_by_name: NAME },
    });
    await db.insert(platformSwitches).values({
      ...{ name: "payments", reason: "Test", since: at },
      ...{ stopped_by: lena.userId, stopped_by_name: NAME },
    });
    const other = { rider_id: crypto.randomUUID(), rider_name: "Rita" };
    await db.insert(dispatchDecisions).values({
      ...{ id: crypto.randomUUID(), at, kind: "assign", rider_id: lena.userId },
      ...{ actor_id: lena.userId, actor_name: NAME, note: `Ask ${NAME}` },
      reason: { key: "assigned_by", values: { by: NAME, rider: NAME } },
      candidates: [{ rider_id: lena.userId, rider_name: NAME }, other],
    });
    expect(await erase(lena)).toMatchObject({ ok: true });
    const left = [
      await db.select().from(orderHistory).where(eq(orderHistory.order_id, order.id)),
      await db.select().from(broadcasts),
      await db.select().from(platformSwitches),
      await db.select().from(dispatchDecisions),
      await db.select().from(orderSearch).where(eq(orderSearch.order_id, order.id)),
    ];
    expect(JSON.stringify(left).toLowerCase()).not.toContain(NAME.toLowerCase());
    expect(JSON.stringify(left)).toContain("Rita");
  });

  test("leaves the address free for a new account", async () => {
    await erase(lena);
    const db = await queryable();
    await db.insert(users).values({ id: crypto.randomUUID(), email: lena.email, name: NAME });
    expect(await db.select().from(users).where(eq(users.email, lena.email))).toHaveLength(1);
  });
});

describe("consent for marketing", () => {
  test("is off until the person gives it, and keeps the date of the change", async () => {
    expect(await readConsent(lena.userId)).toEqual({ is_given: false, changed_at: null });
    await setMarketingConsentCommand.execute(lena, { is_given: true }, undefined);
    const given = await readConsent(lena.userId);
    expect(given.is_given).toBe(true);
    await setMarketingConsentCommand.execute(lena, { is_given: true }, undefined);
    expect(await readConsent(lena.userId)).toEqual(given);
    await setMarketingConsentCommand.execute(lena, { is_given: false }, undefined);
    expect((await readConsent(lena.userId)).is_given).toBe(false);
    expect(await readConsent((await makePerson("Omar")).userId)).toEqual({
      is_given: false,
      changed_at: null,
    });
  });
});
