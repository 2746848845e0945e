import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { POST as postRead } from "@/app/api/notifications/read/route";
import { GET as getNotifications } from "@/app/api/notifications/route";
import { createToken, createTokenUpTo, revokeToken } from "@/lib/auth/credentials/tokens";
import { accountChannel } from "@/lib/auth/model/account-channel";
import { userChannel } from "@/lib/auth/model/channels";
import type { Scope } from "@/lib/auth/model/scopes";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { notificationCounts } from "@/lib/db/schema/notifications";
import { users } from "@/lib/db/schema/people";
import { transaction } from "@/lib/db/transaction";
import { addNotification } from "@/lib/notifications/server/add";
import { notifyOfAccount } from "@/lib/notifications/server/react-to-account";
import { notifyCustomers } from "@/lib/notifications/server/react-to-orders";
import type { OrderAction } from "@/lib/orders/model/actions/schema";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { changeOrder } from "@/lib/orders/server/commands";
import { runReactions } from "@/lib/reactions";
import { replay } from "@/lib/reactions/replay";
import { readEvents } from "@/lib/realtime/log/log";
import { withDatabase } from "@/test/support/database";
import { makeOrder, makePerson, makeRestaurant, type TestRestaurant } from "@/test/support/world";

withDatabase();

const BUDGET_MS = 20_000;
const BOTH: Scope[] = ["notifications:read", "notifications:write"];

let kitchen: TestRestaurant;
let partner: Viewer;

beforeAll(async () => {
  await runReactions(BUDGET_MS);
  kitchen = await makeRestaurant({ name: "Sushi Bar" });
  partner = await makePerson("Ana", { staffOf: [kitchen.id] });
});

async function act(orderId: string, actions: readonly OrderAction[], who = partner) {
  for (const action of actions) {
    const changed = await changeOrder(who, orderId, action);
    if (!changed.ok) throw new Error(changed.message);
  }
}

async function tokenOf(person: Viewer, scopes = BOTH) {
  const { token } = await createToken(person.userId, { name: "test", scopes });
  return { Authorization: `Bearer ${token}` };
}

async function list(headers: Record<string, string>, query = "") {
  const response = await getNotifications(
    new Request(`http://localhost:3000/api/notifications${query}`, { headers }),
  );
  return { status: response.status, body: await response.json() };
}

async function read(headers: Record<string, string>, body: unknown) {
  const response = await postRead(
    new Request("http://localhost:3000/api/notifications/read", {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
    }),
  );
  return { status: response.status, body: await response.json() };
}

const news = (n: number) => ({
  event: { channel: "test", epoch: "a", offset: n, type: "said", data: {} },
  at: new Date(1_700_000_000_000 + n * 1_000).toISOString(),
  notice: { type: "info", title: `Title ${n}`, message: "Message", action_url: null } as const,
  kind: "messages" as const,
});

async function add(person: Viewer, count: number, from = 1) {
  for (let n = from; n < from + count; n += 1)
    await transaction(async (tx) => addNotification(tx, person.userId, news(n)));
}

async function eventsOf(person: Viewer) {
  const { events } = await readEvents(await queryable(), userChannel.name(person.userId), 0, 1_000);
  return events.filter(({ type }) => type === "notification").map(({ data }) => JSON.parse(data));
}

describe("notifications about orders", () => {
  test("report placing, delay, dispatch and delivery, with the expected time", async () => {
    const lena = await makePerson("Lena");
    const order = await makeOrder(lena, kitchen);
    await act(order.id, [
      { name: "accept", prep_minutes: 20 },
      { name: "delay", minutes: 10, note: "" },
      { name: "ready" },
      { name: "hand_over" },
      { name: "deliver" },
    ]);
    await runReactions(BUDGET_MS);
    const { body } = await list(await tokenOf(lena));
    const told = body.data.map(({ type, title, message, action_url, read_at }: Record<string, unknown>) => ({
      type,
      title,
      message,
      action_url,
      read_at,
    }));
    const about = { action_url: `/orders/${order.id}`, read_at: null };
    const code = order.order_code;
    expect(told).toEqual([
      {
        ...about,
        type: "success",
        title: `Order ${code} was delivered`,
        message: "Your order from Sushi Bar has arrived.",
      },
      {
        ...about,
        type: "info",
        title: `Order ${code} is on its way`,
        message: expect.stringMatching(
          /^Sushi Bar has sent out your order\. It is expected \d\d:\d\d–\d\d:\d\d\.$/,
        ),
      },
      {
        ...about,
        type: "warning",
        title: `Order ${code} is delayed`,
        message: expect.stringMatching(
          /^Sushi Bar needs 10 more minutes\. Your order is now expected \d\d:\d\d–\d\d:\d\d\.$/,
        ),
      },
      {
        ...about,
        type: "success",
        title: `Order ${code} placed`,
        message: expect.stringMatching(
          /^Sushi Bar has received your order\. It is expected \d\d:\d\d–\d\d:\d\d\.$/,
        ),
      },
    ]);
    expect(body).toMatchObject({ success: true, next_cursor: null, unread_count: 4 });
    const events = await eventsOf(lena);
    expect(events.map((event) => event.unread_count)).toEqual([1, 2, 3, 4]);
    expect(events.map((event) => event.id)).toEqual(
      body.data.map(({ id }: { id: string }) => id).toReversed(),
    );
    expect(Object.keys(events[0]).sort()).toEqual([
      "action_url",
      "id",
      "message",
      "timestamp",
      "title",
      "type",
      "unread_count",
    ]);
  });

  test.each<[step: string, before: OrderAction[], told: string[]]>([
    ["accepting", [{ name: "accept" }], []],
    ["ready", [{ name: "accept" }, { name: "ready" }], []],
    [
      "handing over",
      [{ name: "accept" }, { name: "hand_over" }],
      ["hasn't left yet: Sushi Bar marked your order as sent out by mistake.", "is on its way"],
    ],
    [
      "delivering",
      [{ name: "accept" }, { name: "hand_over" }, { name: "deliver" }],
      [
        "is still on its way: Sushi Bar marked your order as delivered by mistake.",
        "was delivered",
        "is on its way",
      ],
    ],
  ])("correct what they said when %s is undone, and say nothing else", async (_, before, told) => {
    const lena = await makePerson("Lena");
    const order = await makeOrder(lena, kitchen);
    await act(order.id, [...before, { name: "undo" }]);
    await runReactions(BUDGET_MS);
    const { body } = await list(await tokenOf(lena));
    const texts = body.data.map(({ title, message }: Record<string, string>) => `${title}: ${message}`);
    expect(texts).toEqual(
      [...told, "placed"].map((text) => expect.stringContaining(`Order ${order.order_code} ${text}`)),
    );
  });

  test.each([
    [
      "ask about a sold-out dish, with the time to answer, and correct that when it can be made after all",
      1,
      /^Sushi Bar can't make part of your order\. Say by \d\d:\d\d what to do; otherwise it is removed\.$/,
    ],
    [
      "say that the order is cancelled without an answer when nothing else is left",
      2,
      /^Sushi Bar can't make your order\. Say by \d\d:\d\d what to do; otherwise it is cancelled\.$/,
    ],
  ])("%s", async (_, marked, message) => {
    const lena = await makePerson("Lena");
    const order = await makeOrder(lena, kitchen, {
      items: [kitchen.soup, kitchen.soup].map((menu_item_id, n) => ({
        menu_item_id,
        quantity: 1,
        option_ids: [],
        note: `number ${n}`,
      })),
    });
    const items = order.items.slice(0, marked).map(({ id }) => ({ order_item_id: id, proposal: null }));
    await act(order.id, [{ name: "accept" }, { name: "mark_unavailable", items }]);
    await runReactions(BUDGET_MS);
    const { body } = await list(await tokenOf(lena));
    expect(body.data[0]).toMatchObject({
      type: "warning",
      title: `Something in order ${order.order_code} is sold out`,
      message: expect.stringMatching(message),
      action_url: `/orders/${order.id}`,
    });

    const order_item_ids = items.map(({ order_item_id }) => order_item_id);
    await act(order.id, [{ name: "mark_available", order_item_ids }]);
    await runReactions(BUDGET_MS);
    expect((await list(await tokenOf(lena))).body.data[0]).toMatchObject({
      type: "info",
      title: `Part of order ${order.order_code} isn't sold out after all`,
      message: "Sushi Bar can make it after all. You get it as ordered, at the same price.",
    });
  });

  test.each([
    ["a customer who cancelled", "customer", "You cancelled your order from Sushi Bar. You weren't charged."],
    ["a store that declined", "partner", "Sushi Bar couldn't take your order. You weren't charged."],
  ])("state who cancelled: %s", async (_, by, message) => {
    const lena = await makePerson("Lena");
    const order = await makeOrder(lena, kitchen);
    const press: Record<string, [OrderAction, Viewer]> = {
      customer: [{ name: "cancel", note: "" }, lena],
      partner: [{ name: "decline", reason: "TOO_BUSY", note: "" }, partner],
    };
    const [action, who] = press[by] ?? [];
    if (action === undefined) throw new Error(`Nobody is called ${by}`);
    await act(order.id, [action], who);
    await runReactions(BUDGET_MS);
    const { body } = await list(await tokenOf(lena));
    expect(body.data[0]).toMatchObject({
      type: "warning",
      title: `Order ${order.order_code} was cancelled`,
      message,
    });
  });

  test("are not repeated when their events are handled again", async () => {
    const lena = await makePerson("Lena");
    await makeOrder(lena, kitchen);
    await runReactions(BUDGET_MS);
    const channel = tenantOrdersChannel.name(kitchen.id);
    const { head } = await readEvents(await queryable(), channel, 0, 1);
    expect(await replay(notifyCustomers, channel, 0, head)).toBe(head);
    const { body } = await list(await tokenOf(lena));
    expect(body.unread_count).toBe(1);
    expect(body.data).toHaveLength(1);
    expect(await eventsOf(lena)).toHaveLength(1);
  });

  test("to a deleted person are skipped, and the others are sent", async () => {
    const [gone, lena] = [await makePerson("Gone"), await makePerson("Lena")];
    const db = await queryable();
    await db.delete(users).where(eq(users.id, gone.userId));
    await transaction(async (tx) => {
      for (const { userId } of [gone, lena]) addNotification(tx, userId, news(1));
    });
    expect(await eventsOf(gone)).toEqual([]);
    expect(await eventsOf(lena)).toHaveLength(1);
  });
});

describe("notifications about the account", () => {
  const TILL = "Till {name} <b>'1'</b>";

  async function createAndRevoke(person: Viewer) {
    const created = await createTokenUpTo(20, person.userId, { name: TILL, scopes: BOTH });
    if (created === null) throw new Error("No token was created");
    await revokeToken(person.userId, created.id);
    return created;
  }

  test("report to the person, and nobody else, that a token was created and revoked", async () => {
    const [lena, omar] = [await makePerson("Lena"), await makePerson("Omar")];
    const { token } = await createAndRevoke(lena);
    await runReactions(BUDGET_MS);
    const { body } = await list(await tokenOf(lena));
    const about = { type: "info", action_url: "/settings", read_at: null };
    expect(body.data).toMatchObject([
      { ...about, title: `Personal token “${TILL}” was revoked` },
      { ...about, title: `New personal token “${TILL}” was created` },
    ]);
    expect(JSON.stringify(body)).not.toContain(token);
    expect((await eventsOf(lena)).map(({ unread_count }) => unread_count)).toEqual([1, 2]);
    expect(await eventsOf(omar)).toEqual([]);
  });

  test("are not repeated when their events are handled again", async () => {
    const lena = await makePerson("Lena");
    await createAndRevoke(lena);
    await runReactions(BUDGET_MS);
    expect(await replay(notifyOfAccount, accountChannel.name(lena.userId), 0, 2)).toBe(2);
    expect((await list(await tokenOf(lena))).body.unread_count).toBe(2);
    expect(await eventsOf(lena)).toHaveLength(2);
  });
});

describe("GET /api/notifications", () => {
  test("returns all pages from newest to oldest without repetition", async () => {
    const lena = await makePerson("Lena");
    await add(lena, 7);
    const headers = await tokenOf(lena);
    const first = (await list(headers, "?limit=3")).body;
    const second = (await list(headers, `?limit=3&cursor=${first.next_cursor}`)).body;
    const third = (await list(headers, `?limit=3&cursor=${second.next_cursor}`)).body;
    const titles = [first, second, third].flatMap(({ data }) =>
      data.map(({ title }: { title: string }) => title),
    );
    expect(titles).toEqual([7, 6, 5, 4, 3, 2, 1].map((n) => `Title ${n}`));
    expect([first, second, third].map(({ unread_count }) => unread_count)).toEqual([7, 7, 7]);
    expect(third.next_cursor).toBeNull();
  });

  test("with unread=true leaves out those that were read", async () => {
    const lena = await makePerson("Lena");
    await add(lena, 3);
    const headers = await tokenOf(lena);
    const [newest] = (await list(headers)).body.data;
    await read(headers, { ids: [newest.id] });
    const unread = (await list(headers, "?unread=true")).body;
    expect(unread.data.map(({ title }: { title: string }) => title)).toEqual(["Title 2", "Title 1"]);
    expect(unread.unread_count).toBe(2);
  });

  test.each(["?limit=0", "?limit=101", "?limit=x", "?unread=false", "?cursor=nonsense"])(
    "answers 400 to %s",
    async (query) => {
      const headers = await tokenOf(await makePerson("Lena"));
      expect((await list(headers, query)).status).toBe(400);
    },
  );

  test("answers 401 without a session and 403 without the scope", async () => {
    const lena = await makePerson("Lena");
    expect((await list({})).status).toBe(401);
    expect((await list(await tokenOf(lena, ["orders:read"]))).status).toBe(403);
  });
});

describe("POST /api/notifications/read", () => {
  test("marks the given ones, then all, and answers with the unread count", async () => {
    const lena = await makePerson("Lena");
    await add(lena, 3);
    const headers = await tokenOf(lena);
    const [newest] = (await list(headers)).body.data;
    const one = { status: 200, body: { success: true, data: { unread_count: 2 } } };
    expect(await read(headers, { ids: [newest.id] })).toEqual(one);
    expect(await read(headers, { ids: [newest.id] })).toEqual(one);
    expect(await read(headers, { all: true })).toEqual({
      status: 200,
      body: { success: true, data: { unread_count: 0 } },
    });
    const { body } = await list(headers);
    expect(body.data.map(({ read_at }: { read_at: string | null }) => read_at)).not.toContain(null);
  });

  test("with ids of another person changes nothing and reveals nothing", async () => {
    const [lena, stranger] = [await makePerson("Lena"), await makePerson("Stranger")];
    await add(lena, 2);
    await add(stranger, 1);
    const ids = (await list(await tokenOf(lena))).body.data.map(({ id }: { id: string }) => id);
    const ofStranger = await tokenOf(stranger);
    const foreign = await read(ofStranger, { ids });
    expect(foreign).toEqual({ status: 200, body: { success: true, data: { unread_count: 1 } } });
    expect(foreign).toEqual(await read(ofStranger, { ids: [crypto.randomUUID()] }));
    expect((await list(await tokenOf(lena))).body.unread_count).toBe(2);
    expect((await list(ofStranger)).body.data).toHaveLength(1);
    await read(ofStranger, { all: true });
    expect((await list(await tokenOf(lena), "?unread=true")).body.data).toHaveLength(2);
  });

  test("answers 0 to a person without notifications", async () => {
    const headers = await tokenOf(await makePerson("Lena"));
    expect((await read(headers, { all: true })).body.data).toEqual({ unread_count: 0 });
  });

  test.each([
    { ids: [] },
    { ids: ["1"] },
    { ids: Array.from({ length: 101 }, () => crypto.randomUUID()) },
    { all: false },
    { all: true, ids: [crypto.randomUUID()] },
    {},
  ])("answers 400 to an invalid body (%#)", async (body) => {
    const headers = await tokenOf(await makePerson("Lena"));
    expect((await read(headers, body)).status).toBe(400);
  });

  test("answers 401 without a session and 403 without the scope", async () => {
    const lena = await makePerson("Lena");
    expect((await read({}, { all: true })).status).toBe(401);
    const reader = await tokenOf(lena, ["notifications:read"]);
    expect((await read(reader, { all: true })).status).toBe(403);
  });
});

describe("the count of unread notifications", () => {
  test("is exact after concurrent writes and reads", async () => {
    const lena = await makePerson("Lena");
    await add(lena, 5);
    const headers = await tokenOf(lena);
    const ids = (await list(headers)).body.data.map(({ id }: { id: string }) => id);
    await Promise.all([
      add(lena, 5, 100),
      add(lena, 5, 200),
      add(lena, 5, 300),
      read(headers, { ids }),
      read(headers, { ids: ids.slice(1, 3) }),
      add(lena, 5, 400),
    ]);
    const { body } = await list(headers, "?limit=100&unread=true");
    expect(body.unread_count).toBe(20);
    expect(body.data).toHaveLength(20);
    const counts = (await eventsOf(lena)).map((event) => event.unread_count);
    expect(counts).toHaveLength(25);
    const db = await queryable();
    const [row] = await db
      .select()
      .from(notificationCounts)
      .where(eq(notificationCounts.user_id, lena.userId));
    expect(row?.unread).toBe(20);
  });
});
