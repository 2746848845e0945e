import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it, test, vi } from "vitest";
import { POST as postCommand } from "@/app/api/commands/[name]/route";
import { POST as postAction } from "@/app/api/orders/[id]/actions/route";
import { PATCH as patchStatus } from "@/app/api/orders/[id]/status/route";
import { sessionCookieName } from "@/lib/auth/credentials/session-cookie";
import { createToken, listTokens } from "@/lib/auth/credentials/tokens";
import type { Viewer } from "@/lib/auth/server/viewer";
import type { OrderDetail } from "@/lib/orders/model/schema";
import { changeOrder } from "@/lib/orders/server/commands";
import { getOrder } from "@/lib/orders/server/queries";
import { runCommand } from "@/lib/server/run-command";
import { sessionCookie } from "@/test/support/credentials";
import { withDatabase } from "@/test/support/database";
import { countRoundTrips } from "@/test/support/round-trips";
import { makeOrder, makePerson, makeRestaurant, orderFor, type TestRestaurant } from "@/test/support/world";

/** Replaces the request's cookies, which Next provides only while it handles a request. */
const request = vi.hoisted(() => ({ cookies: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({
    get: (name: string) => {
      const value = request.cookies.get(name);
      return value === undefined ? undefined : { name, value };
    },
  }),
}));

withDatabase();

const ORIGIN = "http://localhost:3000";
let kitchen: TestRestaurant;
let lena: Viewer;
let ana: Viewer;
let foreignStaff: Viewer;

beforeAll(async () => {
  kitchen = await makeRestaurant();
  lena = await makePerson("Lena");
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  foreignStaff = await makePerson("Carla", { staffOf: [(await makeRestaurant()).id] });
});

const cookieOf = (viewer: Viewer) => sessionCookie(viewer.userId, viewer.credential.id);

async function headersOf(viewer: Viewer, key: string = randomUUID()): Promise<Record<string, string>> {
  return {
    "Content-Type": "application/json",
    "Idempotency-Key": key,
    Cookie: await cookieOf(viewer),
    Origin: ORIGIN,
    Host: "localhost:3000",
  };
}

async function send(name: string, input: unknown, headers: Record<string, string>) {
  const sent = new Request(`${ORIGIN}/api/commands/${name}`, {
    method: "POST",
    headers,
    body: JSON.stringify(input),
  });
  const response = await postCommand(sent, { params: Promise.resolve({ name }) });
  return { status: response.status, body: await response.json() };
}

async function actAs(viewer: Viewer): Promise<void> {
  const name = sessionCookieName();
  request.cookies.set(name, (await cookieOf(viewer)).slice(name.length + 1));
}

const accept = (order_id: string, expected_version = 1) => ({
  order_id,
  action: { name: "accept" as const },
  expected_version,
});

describe("the database round trips of an accept, answer included", () => {
  it("are at most three through the server action", async () => {
    const { id } = await makeOrder(lena, kitchen);
    await actAs(ana);
    const { roundTrips, result } = await countRoundTrips(() =>
      runCommand("change_order", accept(id), randomUUID()),
    );
    expect(result).toMatchObject({ ok: true, data: { order: { version: 2 } } });
    expect(roundTrips).toBeLessThanOrEqual(3);
  });

  it("are at most three through the command route", async () => {
    const { id } = await makeOrder(lena, kitchen);
    const headers = await headersOf(ana);
    const { roundTrips, result } = await countRoundTrips(() => send("change_order", accept(id), headers));
    expect(result).toMatchObject({ status: 200, body: { ok: true } });
    expect(roundTrips).toBeLessThanOrEqual(3);
  });

  test.each([
    ["PATCH …/status", patchStatus, { order_status: "Preparing", version: 1 }],
    ["POST …/actions", postAction, { name: "accept", version: 1 }],
  ])("are at most three through %s", async (_route, handle, body) => {
    const { id } = await makeOrder(lena, kitchen);
    const headers = await headersOf(ana);
    const sent = new Request(ORIGIN, { method: "POST", headers, body: JSON.stringify(body) });
    const { roundTrips, result } = await countRoundTrips(() =>
      handle(sent, { params: Promise.resolve({ id }) }),
    );
    expect(result.status).toBe(200);
    expect(roundTrips).toBeLessThanOrEqual(3);
  });
});

describe("changing an order from a page", () => {
  it("answers with the changed order and its new history entry", async () => {
    const { id } = await makeOrder(lena, kitchen);
    const { body } = await send("change_order", accept(id), await headersOf(ana));
    const whole: Partial<OrderDetail> = (await getOrder(ana, id)) ?? {};
    const { items: _, timeline, customer_name: __, address: ___, delivery_pin: ____, ...order } = whole;
    expect(body).toEqual({ ok: true, data: { order, entries: timeline?.slice(1) } });
  });

  it("answers a conflict with the history entries since the version the person saw", async () => {
    const { id } = await makeOrder(lena, kitchen);
    await changeOrder(ana, id, { name: "acknowledge" });
    await changeOrder(ana, id, { name: "accept" });
    expect(await send("change_order", accept(id), await headersOf(ana))).toMatchObject({
      status: 409,
      body: {
        ok: false,
        code: "conflict",
        current: {
          order: { id, order_status: "Preparing", version: 3 },
          entries: [
            { version: 2, action: "acknowledge" },
            { version: 3, action: "accept", actor_name: "Ana" },
          ],
        },
      },
    });
  });

  it("includes the system's history entry when an overdue order was cancelled", async () => {
    const store = await makeRestaurant({ accept_minutes: 0 });
    const dora = await makePerson("Dora", { staffOf: [store.id] });
    const { id } = await makeOrder(lena, store);
    expect(await send("change_order", accept(id), await headersOf(dora))).toMatchObject({
      status: 409,
      body: { current: { order: { order_status: "Cancelled" }, entries: [{ action: "expire" }] } },
    });
  });

  it("is carried out once for one key, through the action and the command route", async () => {
    const { id } = await makeOrder(lena, kitchen);
    const key = randomUUID();
    await actAs(ana);
    const results = [
      await runCommand("change_order", accept(id), key),
      (await send("change_order", accept(id), await headersOf(ana, key))).body,
      await runCommand("change_order", accept(id), key),
    ];
    for (const result of results) expect(result).toMatchObject({ ok: true, data: { order: { version: 2 } } });
    expect((await getOrder(ana, id))?.version).toBe(2);
  });

  it("answers 404 to staff of another store, and 403 to the order's customer", async () => {
    const { id } = await makeOrder(lena, kitchen);
    expect(await send("change_order", accept(id), await headersOf(foreignStaff))).toMatchObject({
      status: 404,
      body: { code: "not_found" },
    });
    expect(await send("change_order", accept(id), await headersOf(lena))).toMatchObject({ status: 403 });
  });
});

describe("placing an order from a page", () => {
  it("creates one order for one key, through the action and the command route", async () => {
    const key = randomUUID();
    await actAs(lena);
    const first = await runCommand("place_order", orderFor(kitchen), key);
    const second = await send("place_order", orderFor(kitchen), await headersOf(lena, key));
    expect(first).toMatchObject({ ok: true });
    expect(second.body).toEqual(first);
  });

  it("names invalid fields by their paths", async () => {
    const headers = await headersOf(lena);
    const order = orderFor(kitchen, {
      address: { line1: "", city: "Port Selby", postal_code: "1", note: "" },
    });
    expect(await send("place_order", order, headers)).toMatchObject({
      status: 400,
      body: {
        ok: false,
        code: "invalid",
        fieldErrors: { "address.line1": "Enter the street and number" },
      },
    });
  });
});

describe("acknowledging orders", () => {
  const ids = async (n: number) => {
    const made = [];
    for (let index = 0; index < n; index += 1) made.push((await makeOrder(lena, kitchen)).id);
    return made;
  };

  it("is one command and one transaction for all of them", async () => {
    const order_ids = await ids(3);
    const { status, body } = await send("acknowledge_orders", { order_ids }, await headersOf(ana));
    expect(status).toBe(200);
    expect(body.data).toHaveLength(3);
    for (const id of order_ids) {
      const order = await getOrder(ana, id);
      expect(order).toMatchObject({ version: 2, acknowledged_at: expect.any(String) });
      expect(order?.timeline.at(-1)).toMatchObject({
        version: 2,
        action: "acknowledge",
        actor_name: "Ana",
      });
      expect(body.data).toContainEqual({
        order: expect.objectContaining({ id, version: 2, acknowledged_at: order?.acknowledged_at }),
        entries: order?.timeline.slice(1),
      });
    }
  });

  it("does not change orders that are acknowledged or no longer waiting", async () => {
    const [fresh = "", known = "", accepted = ""] = await ids(3);
    await changeOrder(ana, known, { name: "acknowledge" });
    await changeOrder(ana, accepted, { name: "accept" });
    const order_ids = [fresh, known, accepted, fresh];
    const first = await send("acknowledge_orders", { order_ids }, await headersOf(ana));
    expect(first.body.data).toMatchObject([{ order: { id: fresh } }]);
    const second = await send("acknowledge_orders", { order_ids }, await headersOf(ana));
    expect(second.body).toEqual({ ok: true, data: [] });
  });

  it("changes nothing when one of the orders belongs to another store or the person may not acknowledge it", async () => {
    const order_ids = await ids(1);
    const other = await makeRestaurant();
    const foreign = await makeOrder(lena, other);
    const mixed = { order_ids: [...order_ids, foreign.id] };
    expect(await send("acknowledge_orders", mixed, await headersOf(ana))).toMatchObject({ status: 404 });
    expect(await send("acknowledge_orders", { order_ids }, await headersOf(lena))).toMatchObject({
      status: 403,
    });
    expect((await getOrder(ana, order_ids[0] ?? ""))?.version).toBe(1);
  });

  it("is carried out once under concurrent requests", async () => {
    const order_ids = await ids(2);
    const headers = await headersOf(ana);
    const sent = [order_ids, order_ids.toReversed(), order_ids, order_ids.toReversed()];
    const answers = await Promise.all(
      sent.map((list) => send("acknowledge_orders", { order_ids: list }, headers)),
    );
    expect(answers.map(({ body }) => body.data.length).toSorted()).toEqual([0, 0, 0, 2]);
  });

  it.each([[[]], [["x"]], [Array.from({ length: 501 }, () => randomUUID())]])(
    "refuses a list that is out of bounds",
    async (order_ids) => {
      expect(await send("acknowledge_orders", { order_ids }, await headersOf(ana))).toMatchObject({
        status: 400,
      });
    },
  );
});

describe("tokens", () => {
  it("are created with their secret in the answer, and can be revoked only by their owner", async () => {
    const owner = await makePerson("Owner");
    const input = { name: "Till", scopes: ["orders:read"] };
    const { body } = await send("create_token", input, await headersOf(owner));
    expect(body.data.secret).toMatch(/^pw_/);
    expect(await listTokens(owner.userId)).toEqual([body.data.token]);

    const revoke = { token_id: body.data.token.id };
    expect(await send("revoke_token", revoke, await headersOf(lena))).toMatchObject({ status: 200 });
    expect(await listTokens(owner.userId)).toHaveLength(1);
    expect(await send("revoke_token", revoke, await headersOf(owner))).toMatchObject({ status: 200 });
    expect(await listTokens(owner.userId)).toEqual([]);
  });

  it("are created once for a key, and a repeated request is told so without the secret", async () => {
    const [owner, other] = [await makePerson("Owner"), await makePerson("Other")];
    const [input, key] = [{ name: "Till", scopes: ["orders:read"] }, randomUUID()];
    const answers = await Promise.all(
      Array.from({ length: 4 }, async () => send("create_token", input, await headersOf(owner, key))),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
    for (const { status, body } of answers)
      expect(body).toMatchObject(status === 200 ? { ok: true } : { ok: false, code: "conflict" });
    expect(JSON.stringify(answers).match(/pw_/g)).toHaveLength(1);
    expect(await listTokens(owner.userId)).toHaveLength(1);
    expect(await send("create_token", { ...input, name: "Bar" }, await headersOf(owner, key))).toMatchObject({
      body: { code: "key_reused" },
    });
    expect(await listTokens(owner.userId)).toHaveLength(1);
    // Another person's key is another key.
    expect(await send("create_token", input, await headersOf(other, key))).toMatchObject({ status: 200 });
  });

  it("that are refused leave the key free", async () => {
    const owner = await makePerson("Owner");
    const scopes = ["orders:read"] as const;
    for (let n = 0; n < 20; n += 1) await createToken(owner.userId, { name: `Till ${n}`, scopes });
    const [input, key] = [{ name: "Last", scopes }, randomUUID()];
    expect(await send("create_token", input, await headersOf(owner, key))).toMatchObject({ status: 409 });
    const [first] = await listTokens(owner.userId);
    await send("revoke_token", { token_id: first?.id }, await headersOf(owner));
    expect(await send("create_token", input, await headersOf(owner, key))).toMatchObject({ status: 200 });
  });
});

describe("marking notifications as read from a page", () => {
  it("answers with what is unread", async () => {
    const reader = await makePerson("Reader");
    expect(await send("mark_notifications_read", { all: true }, await headersOf(reader))).toEqual({
      status: 200,
      body: { ok: true, data: { unread_count: 0 } },
    });
  });
});

describe("the command route refuses", () => {
  it("a visitor without a session", async () => {
    const { Cookie: _, ...headers } = await headersOf(ana);
    expect(await send("change_order", accept(randomUUID()), headers)).toMatchObject({
      status: 401,
      body: { ok: false, code: "unauthenticated" },
    });
    request.cookies.clear();
    expect(await runCommand("change_order", accept(randomUUID()), randomUUID())).toMatchObject({
      code: "unauthenticated",
    });
  });

  it("a program with a token", async () => {
    const { token } = await createToken(ana.userId, { name: "test", scopes: ["orders:write"] });
    const { Cookie: _, ...headers } = await headersOf(ana);
    const sent = { ...headers, Authorization: `Bearer ${token}` };
    expect(await send("create_token", { name: "More", scopes: ["orders:read"] }, sent)).toMatchObject({
      status: 403,
    });
  });

  it.each([
    ["Origin", "https://elsewhere.example"],
    ["Sec-Fetch-Site", "cross-site"],
  ])("a page of another site: %s %s", async (name, value) => {
    const { id } = await makeOrder(lena, kitchen);
    const headers = { ...(await headersOf(ana)), [name]: value };
    expect(await send("change_order", accept(id), headers)).toMatchObject({ status: 403 });
    expect((await getOrder(ana, id))?.version).toBe(1);
  });

  it("an unknown command, a key that is too short and a body that is not JSON", async () => {
    expect(await send("toString", {}, await headersOf(ana))).toMatchObject({ status: 404 });
    expect(await send("change_order", {}, await headersOf(ana, "short"))).toMatchObject({ status: 400 });
    const headers = { ...(await headersOf(ana)), "Content-Type": "text/plain" };
    expect(await send("change_order", {}, headers)).toMatchObject({ status: 415 });
    await actAs(ana);
    expect(await runCommand("change_order", accept(randomUUID()), "short")).toMatchObject({
      code: "invalid",
    });
  });
});
