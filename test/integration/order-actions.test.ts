import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST as postAction } from "@/app/api/orders/[id]/actions/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import { userChannel } from "@/lib/auth/model/channels";
import type { Scope } from "@/lib/auth/model/scopes";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { orders } from "@/lib/db/schema/orders";
import type { OrderAction } from "@/lib/orders/model/actions/schema";
import { orderChannel, tenantOrdersChannel } from "@/lib/orders/model/channels";
import { UNDO_SECONDS } from "@/lib/orders/model/terms";
import { changeOrder } from "@/lib/orders/server/commands";
import { readWholeOrder } from "@/lib/orders/server/rows";
import { readEvents } from "@/lib/realtime/log/log";
import { withDatabase } from "@/test/support/database";
import { makeOrder, makePerson, makeRestaurant, type TestRestaurant } from "@/test/support/world";

withDatabase();

const NOT_FOUND = { success: false, errors: ["Order not found"] };

let kitchen: TestRestaurant;
let lena: Viewer;
let ana: Viewer;
const tokens: Record<string, string> = {};

async function tokenOf(
  { userId }: Viewer,
  scopes: Scope[] = ["orders:read", "orders:write"],
): Promise<string> {
  return (await createToken(userId, { name: "test", scopes })).token;
}

beforeAll(async () => {
  kitchen = await makeRestaurant();
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  tokens.staff = await tokenOf(ana);
  tokens.reader = await tokenOf(ana, ["orders:read"]);
  tokens.stranger = await tokenOf(await makePerson("Stranger"));
  tokens.foreignStaff = await tokenOf(await makePerson("Carla", { staffOf: [(await makeRestaurant()).id] }));
  tokens.admin = await tokenOf(await makePerson("Ada", { isAdmin: true }));
});

// One person may have 50 open orders at a restaurant.
beforeEach(async () => {
  lena = await makePerson("Lena");
  tokens.customer = await tokenOf(lena);
});

async function act(id: string, body: unknown, by = "staff", key: string = randomUUID()) {
  const response = await postAction(
    new Request(`http://localhost:3000/api/orders/${id}/actions`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "Idempotency-Key": key,
        Authorization: `Bearer ${tokens[by] ?? "none"}`,
      },
      body: JSON.stringify(body),
    }),
    { params: Promise.resolve({ id }) },
  );
  return { status: response.status, body: await response.json() };
}

async function orderAfter(...actions: OrderAction[]): Promise<string> {
  const { id } = await makeOrder(lena, kitchen);
  for (const action of actions) expect(await changeOrder(ana, id, action)).toMatchObject({ ok: true });
  return id;
}

const ACCEPT = { name: "accept" } as const;
const READY = { name: "ready" } as const;
const HAND_OVER = { name: "hand_over" } as const;
const UNDO = { name: "undo" } as const;

const EACH: [action: OrderAction, before: OrderAction[], becomes: object][] = [
  [{ name: "acknowledge" }, [], { order_status: "Order Received", acknowledged_at: expect.any(String) }],
  [{ name: "accept", prep_minutes: 25 }, [], { order_status: "Preparing", prep_minutes: 25 }],
  [
    { name: "decline", reason: "OTHER", note: "No gas" },
    [],
    { order_status: "Cancelled", cancel_reason: "OTHER", cancel_note: "No gas" },
  ],
  [READY, [ACCEPT], { ready_at: expect.any(String) }],
  [{ name: "recall" }, [ACCEPT, READY], { ready_at: null }],
  [{ name: "delay", minutes: 10, note: "" }, [ACCEPT], { prep_minutes: 30 }],
  [HAND_OVER, [ACCEPT], { order_status: "Out for Delivery", dispatched_at: expect.any(String) }],
  [{ name: "deliver" }, [ACCEPT, HAND_OVER], { order_status: "Delivered", payment_status: "captured" }],
  [UNDO, [ACCEPT], { order_status: "Order Received", accepted_at: null, acknowledged_at: null }],
  [UNDO, [ACCEPT, READY], { order_status: "Preparing", ready_at: null }],
  [UNDO, [ACCEPT, HAND_OVER], { order_status: "Preparing", ready_at: null, dispatched_at: null }],
  [UNDO, [ACCEPT, READY, HAND_OVER], { order_status: "Preparing", ready_at: expect.any(String) }],
  [
    UNDO,
    [ACCEPT, HAND_OVER, { name: "deliver" }],
    { order_status: "Out for Delivery", delivered_at: null, payment_status: "due_on_delivery" },
  ],
  [
    { name: "cancel", reason: "TOO_BUSY", note: "" },
    [ACCEPT],
    { order_status: "Cancelled", cancelled_by: "partner", cancel_reason: "TOO_BUSY" },
  ],
];

describe("POST /api/orders/:id/actions", () => {
  it.each(EACH)("carries out %j and answers like PATCH", async (action, before, becomes) => {
    const id = await orderAfter(...before);
    const version = before.length + 1;
    const { status, body } = await act(id, { ...action, version });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        success: true,
        message: "Order status updated",
        data: { id, version: version + 1, final_amount: 1070, ...becomes },
      },
    });
    expect(body.data).not.toHaveProperty("items");
    expect(body.data).not.toHaveProperty("timeline");
  });

  it.each(EACH)("answers 404 to %j of a person who may not see the order", async (action, before) => {
    const id = await orderAfter(...before);
    for (const by of ["stranger", "foreignStaff"])
      expect(await act(id, action, by)).toEqual({ status: 404, body: NOT_FOUND });
  });

  it.each(EACH.filter(([{ name }]) => name !== "cancel"))(
    "answers 403 to %j of the order's customer",
    async (action, before) => {
      const id = await orderAfter(...before);
      expect(await act(id, action, "customer")).toMatchObject({ status: 403, body: { success: false } });
    },
  );

  it.each(EACH)("answers 409 with the current order to %j once the order is over", async (action) => {
    const id = await orderAfter({ name: "decline", reason: "CLOSED", note: "" });
    expect(await act(id, action)).toMatchObject({
      status: 409,
      body: { success: false, data: { id, order_status: "Cancelled", version: 2 } },
    });
  });

  it("lets the customer cancel while the order is received, and not later", async () => {
    expect(await act(await orderAfter(), { name: "cancel" }, "customer")).toMatchObject({
      status: 200,
      body: { data: { cancelled_by: "customer" } },
    });
    expect(await act(await orderAfter(ACCEPT), { name: "cancel" }, "customer")).toMatchObject({
      status: 409,
      body: { data: { order_status: "Preparing" } },
    });
  });

  it("lets an admin deliver and cancel, and refuses the rest with 403", async () => {
    const id = await orderAfter(ACCEPT, HAND_OVER);
    expect(await act(id, READY, "admin")).toMatchObject({ status: 403 });
    expect(await act(id, { name: "deliver" }, "admin")).toMatchObject({ status: 200 });
  });

  it("undoes only the last step, for a few seconds, once, and not for an admin", async () => {
    const id = await orderAfter(ACCEPT, HAND_OVER);
    expect(await act(id, UNDO, "admin")).toMatchObject({ status: 403 });
    expect(await act(id, UNDO)).toMatchObject({ status: 200, body: { data: { version: 4 } } });
    const again = await act(id, UNDO);
    expect(again).toMatchObject({
      status: 409,
      body: { errors: [expect.stringContaining("no step to undo")], data: { order_status: "Preparing" } },
    });

    const late = await orderAfter(ACCEPT);
    const db = await queryable();
    const then = new Date(Date.now() - (UNDO_SECONDS.accepted + 1) * 1000);
    await db.update(orders).set({ accepted_at: then, updated_at: then }).where(eq(orders.id, late));
    expect(await act(late, UNDO)).toMatchObject({
      status: 409,
      body: { errors: [expect.stringContaining("Too late to undo")], data: { order_status: "Preparing" } },
    });
  });

  it("tells every reader of the order about an undo, as one change with its own line in the history", async () => {
    const id = await orderAfter(ACCEPT, HAND_OVER, { name: "deliver" }, UNDO);
    const entry = { version: 5, action: "undo", from_status: "Delivered", to_status: "Out for Delivery" };
    const db = await queryable();
    expect((await readWholeOrder(db, id))?.timeline.at(-1)).toMatchObject({ ...entry, actor_name: "Ana" });
    for (const channel of [
      userChannel.name(lena.userId),
      tenantOrdersChannel.name(kitchen.id),
      orderChannel.name(id),
    ]) {
      const { events } = await readEvents(db, channel, 0, 10_000);
      const last = events.map(({ data }) => JSON.parse(data)).findLast(({ order_id }) => order_id === id);
      expect(last).toMatchObject({
        order_status: "Out for Delivery",
        previous_status: "Delivered",
        version: 5,
        step: 4,
        estimated_delivery: { from: expect.any(String) },
        changes: { delivered_at: null, payment_status: "due_on_delivery" },
        entry,
      });
    }
  });

  it("answers 409 with the current order when the version has changed", async () => {
    const id = await orderAfter(ACCEPT);
    expect(await act(id, { ...READY, version: 1 })).toMatchObject({
      status: 409,
      body: { data: { version: 2, ready_at: null } },
    });
  });

  it("carries out a repeated key once, and refuses the key for another request with 422", async () => {
    const id = await orderAfter(ACCEPT);
    const key = randomUUID();
    const delay = { name: "delay", minutes: 5 };
    for (const attempt of [1, 2, 3])
      expect(await act(id, delay, "staff", key), `attempt ${attempt}`).toMatchObject({
        status: 200,
        body: { data: { version: 3, prep_minutes: 25 } },
      });
    expect(await act(id, READY, "staff", key)).toMatchObject({ status: 422 });
  });

  it.each([
    ["no name", {}],
    ["an unknown name", { name: "eat" }],
    ["a name that only the system may use", { name: "expire" }],
    ["minutes below the minimum", { name: "accept", prep_minutes: 1 }],
    ["minutes that are not offered", { name: "delay", minutes: 7 }],
    ["a reason that does not exist", { name: "decline", reason: "BORED" }],
    ["a decline without a reason", { name: "decline" }],
    ["a cancel of staff without a reason", { name: "cancel" }],
    ["a reason that needs a note, without one", { name: "decline", reason: "OTHER" }],
    ["a note of 501 characters", { name: "decline", reason: "CLOSED", note: "x".repeat(501) }],
    ["a version of 0", { name: "accept", version: 0 }],
    ["a list", [{ name: "accept" }]],
  ])("answers 400 to %s", async (_what, body) => {
    const id = await orderAfter();
    expect(await act(id, body)).toMatchObject({
      status: 400,
      body: { success: false, errors: [expect.stringMatching(/\w+/)] },
    });
  });

  it("lists the valid actions when an unknown one is sent", async () => {
    const { body } = await act(await orderAfter(), { name: "eat" });
    expect(body.errors).toEqual([
      "name: must be one of: accept, decline, acknowledge, ready, hand_over, deliver, delay, recall, cancel, undo, mark_unavailable, mark_available, answer_unavailable, acknowledge_lines",
    ]);
  });

  it("answers 401 without a valid token, 403 without the scope and 404 for a malformed id", async () => {
    const id = await orderAfter();
    expect(await act(id, ACCEPT, "nobody")).toMatchObject({ status: 401 });
    expect(await act(id, ACCEPT, "reader")).toMatchObject({ status: 403 });
    expect(await act("not-an-id", ACCEPT)).toEqual({ status: 404, body: NOT_FOUND });
    expect(await act(randomUUID(), ACCEPT)).toEqual({ status: 404, body: NOT_FOUND });
    expect(await act(id, ACCEPT, "staff", "short")).toMatchObject({ status: 400 });
  });
});
