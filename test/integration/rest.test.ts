import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it, test } from "vitest";
import { GET as getOrderRoute } from "@/app/api/orders/[id]/route";
import { PATCH as patchStatus } from "@/app/api/orders/[id]/status/route";
import { GET as listOrders, POST as postOrder } from "@/app/api/orders/route";
import { GET as getBoardRoute } from "@/app/api/tenants/[slug]/board/route";
import { GET as getMenuRoute } from "@/app/api/tenants/[slug]/menu/route";
import { GET as listTenantsRoute } from "@/app/api/tenants/route";
import { createToken, revokeToken } from "@/lib/auth/credentials/tokens";
import type { Scope } from "@/lib/auth/model/scopes";
import { withDatabase } from "@/test/support/database";
import { makeOrder, makePerson, makeRestaurant, orderFor, type TestRestaurant } from "@/test/support/world";

withDatabase();

const ALL: Scope[] = ["orders:read", "orders:write", "events:read"];
const NOT_AUTHORIZED = { success: false, errors: ["Not authorized, token failed"] };
const NOT_FOUND = { success: false, errors: ["Order not found"] };
const INVALID_STATUS = {
  success: false,
  errors: [
    "Invalid status. Must be one of: Order Received, Preparing, Out for Delivery, Delivered, Cancelled",
  ],
};

type Person = Awaited<ReturnType<typeof makePerson>>;
interface Caller {
  person: Person;
  token: string;
}
let kitchen: TestRestaurant;
let customer: Caller;
let staff: Caller;
let stranger: Caller;
let foreignStaff: Caller;

async function caller(person: Person, scopes = ALL): Promise<Caller> {
  const { token } = await createToken(person.userId, { name: "test", scopes });
  return { person, token };
}

beforeAll(async () => {
  kitchen = await makeRestaurant();
  const other = await makeRestaurant();
  customer = await caller(await makePerson("Lena"));
  staff = await caller(await makePerson("Ana", { staffOf: [kitchen.id] }));
  stranger = await caller(await makePerson("Stranger"));
  foreignStaff = await caller(await makePerson("Carla", { staffOf: [other.id] }));
});

interface Sent {
  token?: string | undefined;
  body?: unknown;
  text?: string;
  headers?: Record<string, string>;
}

function request(method: string, path: string, { token, body, text, headers }: Sent = {}): Request {
  const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
  return new Request(`http://localhost:3000${path}`, {
    method,
    headers: {
      ...(content === undefined ? {} : { "Content-Type": "application/json" }),
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(content === undefined ? {} : { body: content }),
  });
}

async function answer(response: Response) {
  return { status: response.status, body: await response.json() };
}

const patch = async (id: string, sent: Sent) =>
  answer(
    await patchStatus(request("PATCH", `/api/orders/${id}/status`, sent), {
      params: Promise.resolve({ id }),
    }),
  );
const read = async (id: string, sent: Sent) =>
  answer(await getOrderRoute(request("GET", `/api/orders/${id}`, sent), { params: Promise.resolve({ id }) }));
const place = async (sent: Sent) => answer(await postOrder(request("POST", "/api/orders", sent)));
const list = async (query: string, sent: Sent) =>
  answer(await listOrders(request("GET", `/api/orders${query}`, sent)));
const board = async (slug: string, sent: Sent) =>
  answer(
    await getBoardRoute(request("GET", `/api/tenants/${slug}/board`, sent), {
      params: Promise.resolve({ slug }),
    }),
  );

describe("PATCH /api/orders/:id/status", () => {
  it("answers in the documented form", async () => {
    const order = await makeOrder(customer.person, kitchen);
    const { status, body } = await patch(order.id, {
      token: staff.token,
      body: { order_status: "Preparing" },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      success: true,
      message: "Order status updated",
      data: {
        id: order.id,
        order_code: order.order_code,
        user_id: customer.person.userId,
        address_id: order.address_id,
        total_qty: 2,
        final_amount: 1070,
        order_status: "Preparing",
        created_at: order.created_at,
        updated_at: expect.stringMatching(/Z$/),
      },
    });
  });

  it("takes an order from received to delivered by statuses alone", async () => {
    const { id } = await makeOrder(customer.person, kitchen);
    for (const order_status of ["Preparing", "Out for Delivery", "Delivered"])
      expect(await patch(id, { token: staff.token, body: { order_status } })).toMatchObject({
        status: 200,
        body: { data: { order_status } },
      });
  });

  it.each(["Unknown", "", null, 5])("refuses the status %j", async (order_status) => {
    const { id } = await makeOrder(customer.person, kitchen);
    expect(await patch(id, { token: staff.token, body: { order_status } })).toEqual({
      status: 400,
      body: INVALID_STATUS,
    });
  });

  it("answers 409 with the current order when its state does not allow the change", async () => {
    const { id } = await makeOrder(customer.person, kitchen);
    for (const order_status of ["Delivered", "Out for Delivery", "Order Received"])
      expect(await patch(id, { token: staff.token, body: { order_status } })).toMatchObject({
        status: 409,
        body: {
          success: false,
          errors: [expect.any(String)],
          data: { id, order_status: "Order Received", version: 1 },
        },
      });
    expect(
      await patch(id, { token: staff.token, body: { order_status: "Preparing", version: 7 } }),
    ).toMatchObject({ status: 409, body: { data: { version: 1 } } });
  });

  it("answers 404 for an unknown order, another person's order and a malformed id", async () => {
    const { id } = await makeOrder(customer.person, kitchen);
    const body = { order_status: "Preparing" };
    for (const [who, which] of [
      [staff, randomUUID()],
      [stranger, id],
      [foreignStaff, id],
      [staff, "not-an-id"],
    ] as const)
      expect(await patch(which, { token: who.token, body })).toEqual({ status: 404, body: NOT_FOUND });
  });

  it("answers 403 to a person who may see the order but not make the change", async () => {
    const { id } = await makeOrder(customer.person, kitchen);
    expect(await patch(id, { token: customer.token, body: { order_status: "Preparing" } })).toMatchObject({
      status: 403,
      body: { success: false },
    });
  });

  it("lets the customer cancel a received order, and the store cancel without a reason", async () => {
    const mine = await makeOrder(customer.person, kitchen);
    const cancel = { order_status: "Cancelled" };
    expect(await patch(mine.id, { token: customer.token, body: cancel })).toMatchObject({
      status: 200,
      body: { data: { cancelled_by: "customer" } },
    });
    const theirs = await makeOrder(customer.person, kitchen);
    expect(await patch(theirs.id, { token: staff.token, body: cancel })).toMatchObject({
      status: 200,
      body: { data: { cancelled_by: "partner", cancel_reason: "OTHER" } },
    });
  });

  it("carries out a request with an Idempotency-Key once", async () => {
    const { id } = await makeOrder(customer.person, kitchen);
    const sent = {
      token: staff.token,
      body: { order_status: "Preparing" },
      headers: { "Idempotency-Key": randomUUID() },
    };
    expect((await patch(id, sent)).body).toMatchObject({ data: { version: 2 } });
    expect((await patch(id, sent)).body).toMatchObject({ data: { version: 2 } });
  });
});

describe("a request without a valid credential", () => {
  const revoked = async () => {
    const { id, token } = await createToken(customer.person.userId, { name: "old", scopes: ALL });
    await revokeToken(customer.person.userId, id);
    return token;
  };

  test.each([
    ["no credential", async () => undefined],
    ["an unknown token", async () => `pw_${"x".repeat(43)}`],
    ["a malformed token", async () => "🍣"],
    ["a revoked token", revoked],
  ])("gets 401 from all routes with %s", async (_what, token) => {
    const { id } = await makeOrder(customer.person, kitchen);
    const text = await token();
    const sent = { token: text === undefined ? undefined : encodeURIComponent(text) };
    const body = { order_status: "Cancelled" };
    for (const result of [
      await patch(id, { ...sent, body }),
      await read(id, sent),
      await list("", sent),
      await place({ ...sent, body: orderFor(kitchen) }),
      await board(kitchen.slug, sent),
    ])
      expect(result).toEqual({ status: 401, body: NOT_AUTHORIZED });
  });

  it("may read the restaurants and their menus", async () => {
    const tenants = await answer(await listTenantsRoute(request("GET", "/api/tenants")));
    expect(tenants.body.data).toContainEqual(expect.objectContaining({ id: kitchen.id, slug: kitchen.slug }));
    const menu = await answer(
      await getMenuRoute(request("GET", `/api/tenants/${kitchen.slug}/menu`), {
        params: Promise.resolve({ slug: kitchen.slug }),
      }),
    );
    expect(menu.body.data.categories[0].items).toContainEqual(
      expect.objectContaining({
        id: kitchen.pizza,
        price: 890,
        available: true,
        options: [expect.objectContaining({ id: kitchen.classicDough, name: "Classic", price: 100 })],
      }),
    );
  });
});

describe("scopes", () => {
  it("limit what a token may do", async () => {
    const { id } = await makeOrder(customer.person, kitchen);
    const reader = await caller(customer.person, ["orders:read"]);
    expect((await read(id, { token: reader.token })).status).toBe(200);
    expect((await patch(id, { token: reader.token, body: { order_status: "Cancelled" } })).status).toBe(403);
    const writer = await caller(customer.person, ["orders:write"]);
    expect((await read(id, { token: writer.token })).status).toBe(403);
  });
});

describe("POST /api/orders", () => {
  it("places an order and answers 201", async () => {
    const sent = {
      token: customer.token,
      body: orderFor(kitchen),
      headers: { "Idempotency-Key": randomUUID() },
    };
    const first = await place(sent);
    expect(first).toMatchObject({
      status: 201,
      body: { success: true, message: "Order placed", data: { order_status: "Order Received", version: 1 } },
    });
    const again = await place(sent);
    expect(again.body.data.id).toBe(first.body.data.id);
  });

  test.each([
    ["no items", { items: [] }, 400],
    ["a negative quantity", { items: [{ menu_item_id: randomUUID(), quantity: -1 }] }, 400],
    ["a malformed id", { tenant_id: "sushi-bar" }, 400],
    ["an unknown payment method", { payment_method: "gold" }, 400],
    ["a note of 10,000 letters", { note: "x".repeat(10_000) }, 400],
    ["an address without a street", { address: { line1: " ", city: "x", postal_code: "1" } }, 400],
    ["an unknown restaurant", { tenant_id: randomUUID() }, 404],
  ])("refuses %s with a message", async (_what, over, status) => {
    const result = await place({ token: customer.token, body: { ...orderFor(kitchen), ...over } });
    expect(result).toMatchObject({
      status,
      body: { success: false, errors: [expect.stringMatching(/\w+/)] },
    });
  });

  it("refuses invalid JSON, another content type and a body that is too large", async () => {
    expect((await place({ token: customer.token, text: "{" })).status).toBe(400);
    expect(
      (await place({ token: customer.token, text: "a=b", headers: { "Content-Type": "text/plain" } })).status,
    ).toBe(415);
    const large = JSON.stringify({ ...orderFor(kitchen), note: "x".repeat(2_000_000) });
    expect((await place({ token: customer.token, text: large })).status).toBe(413);
  });

  it("refuses a key that is too short or was used for another request", async () => {
    const body = orderFor(kitchen);
    expect(
      (await place({ token: customer.token, body, headers: { "Idempotency-Key": "short" } })).status,
    ).toBe(400);
    const headers = { "Idempotency-Key": randomUUID() };
    expect((await place({ token: customer.token, body, headers })).status).toBe(201);
    expect((await place({ token: customer.token, body: { ...body, note: "other" }, headers })).status).toBe(
      422,
    );
  });
});

describe("lists", () => {
  it("show a customer their own orders and staff their store's, page by page", async () => {
    const order = await makeOrder(customer.person, kitchen);
    const mine = await list("?limit=1", { token: customer.token });
    expect(mine.body).toMatchObject({
      success: true,
      data: [{ id: order.id }],
      next_cursor: expect.any(String),
    });
    const older = await list(`?limit=1&cursor=${mine.body.next_cursor}`, { token: customer.token });
    expect(older.body.data[0].id).not.toBe(order.id);
    expect((await list("?limit=1", { token: staff.token })).body.data[0].id).toBe(order.id);
    expect((await list("", { token: stranger.token })).body).toEqual({
      success: true,
      data: [],
      next_cursor: null,
    });
  });

  it("treat an empty parameter as absent", async () => {
    const { status, body } = await list("?limit=&cursor=", { token: customer.token });
    expect(status).toBe(200);
    expect(body).toEqual((await list("", { token: customer.token })).body);
  });

  test.each(["?limit=0", "?limit=many", "?limit=101", "?cursor=garbage"])("refuse %s", async (query) => {
    expect((await list(query, { token: customer.token })).status).toBe(400);
  });

  it("show the board only to the store's staff", async () => {
    expect((await board(kitchen.slug, { token: staff.token })).status).toBe(200);
    for (const { token } of [customer, stranger, foreignStaff])
      expect((await board(kitchen.slug, { token })).status).toBe(404);
    expect((await board("nowhere", { token: staff.token })).status).toBe(404);
  });
});

it("shows one order with items, version and timeline to the people who may see it", async () => {
  const order = await makeOrder(customer.person, kitchen);
  for (const { token } of [customer, staff])
    expect((await read(order.id, { token })).body).toMatchObject({
      success: true,
      data: { id: order.id, version: 1, items: [{ name: "Miso soup" }], timeline: [{ action: "place" }] },
    });
  for (const { token } of [stranger, foreignStaff])
    expect(await read(order.id, { token })).toEqual({ status: 404, body: NOT_FOUND });
  expect((await read("../../etc/passwd", { token: customer.token })).status).toBe(404);
});
