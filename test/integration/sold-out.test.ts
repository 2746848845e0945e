import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST as postAction } from "@/app/api/orders/[id]/actions/route";
import { GET as getOneOrder } from "@/app/api/orders/[id]/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import { userChannel } from "@/lib/auth/model/channels";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { menuItems } from "@/lib/db/schema/menu";
import { notifications } from "@/lib/db/schema/notifications";
import { orders } from "@/lib/db/schema/orders";
import { printJobs } from "@/lib/db/schema/printing";
import type { OrderAction } from "@/lib/orders/model/actions/schema";
import { orderChannel, tenantOrdersChannel } from "@/lib/orders/model/channels";
import type { OrderDetail, PlaceOrder } from "@/lib/orders/model/schema";
import { ANSWER_MINUTES } from "@/lib/orders/model/terms";
import { carryOutDueStep, changeOrder, settleUnansweredOrders } from "@/lib/orders/server/commands";
import { getBoard, getOrder, listMyOrders, searchOrders } from "@/lib/orders/server/queries";
import { readWholeOrder } from "@/lib/orders/server/rows";
import { runReactions } from "@/lib/reactions";
import { readEvents } from "@/lib/realtime/log/log";
import { withDatabase } from "@/test/support/database";
import { makeOrder, makePerson, makeRestaurant, type TestRestaurant } from "@/test/support/world";

withDatabase();

const NOT_FOUND = { success: false, errors: ["Order not found"] };
const SOUP_TOTAL = 780;
const PIZZA_TOTAL = 990;

let kitchen: TestRestaurant;
let other: TestRestaurant;
let ana: Viewer;
let lena: Viewer;
let gyoza: string;
const tokens: Record<string, string> = {};

const tokenOf = async ({ userId }: Viewer) =>
  (await createToken(userId, { name: "test", scopes: ["orders:read", "orders:write"] })).token;

/** Adds a dish that needs no choice of options. */
async function addDish(store: TestRestaurant, name: string, price: number): Promise<string> {
  const db = await queryable();
  const [{ category_id } = { category_id: "" }] = await db
    .select({ category_id: menuItems.category_id })
    .from(menuItems)
    .where(eq(menuItems.id, store.soup));
  const id = randomUUID();
  await db.insert(menuItems).values({ id, tenant_id: store.id, category_id, name, price, position: 9 });
  return id;
}

beforeAll(async () => {
  [kitchen, other] = [await makeRestaurant(), await makeRestaurant()];
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  gyoza = await addDish(kitchen, "Gyoza", 350);
  tokens.staff = await tokenOf(ana);
  tokens.stranger = await tokenOf(await makePerson("Stranger"));
  tokens.foreignStaff = await tokenOf(await makePerson("Carla", { staffOf: [other.id] }));
  tokens.admin = await tokenOf(await makePerson("Ada", { isAdmin: true }));
});

beforeEach(async () => {
  lena = await makePerson("Lena");
  tokens.customer = await tokenOf(lena);
});

async function act(id: string, body: unknown, by: string, key: string = randomUUID()) {
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

interface Accepted {
  order: OrderDetail;
  soup: string;
  pizza: string;
}

/** An accepted order of two soups and a pizza. */
async function accepted(over: Partial<PlaceOrder> = {}): Promise<Accepted> {
  const order = await makeOrder(lena, kitchen, {
    items: [
      { menu_item_id: kitchen.soup, quantity: 2, option_ids: [], note: "" },
      { menu_item_id: kitchen.pizza, quantity: 1, option_ids: [kitchen.classicDough], note: "" },
    ],
    payment_method: "demo_card",
    ...over,
  });
  expect(await changeOrder(ana, order.id, { name: "accept" })).toMatchObject({ ok: true });
  const lineOf = (dish: string) => order.items.find(({ menu_item_id }) => menu_item_id === dish)?.id ?? "";
  return { order, soup: lineOf(kitchen.soup), pizza: lineOf(kitchen.pizza) };
}

type Mark = Extract<OrderAction, { name: "mark_unavailable" }>;
type Answer = Extract<OrderAction, { name: "answer_unavailable" }>;
const mark = (order_item_id: string, proposal: string | null = null): Mark => ({
  name: "mark_unavailable",
  items: [{ order_item_id, proposal }],
});
const answer = (order_item_id: string, choice: Answer["choices"][number]["choice"]): Answer => ({
  name: "answer_unavailable",
  choices: [{ order_item_id, choice }],
});

async function asked(proposal: string | null = gyoza): Promise<Accepted> {
  const made = await accepted();
  expect(await act(made.order.id, mark(made.soup, proposal), "staff")).toMatchObject({ status: 200 });
  return made;
}

/** Moves the end of all open questions into the past. */
async function letTimePass(orderId: string): Promise<void> {
  const db = await queryable();
  const whole = await readWholeOrder(db, orderId);
  const past = new Date(Date.now() - 1000);
  await db
    .update(orders)
    .set({
      answer_by: past,
      unavailable: (whole?.unavailable ?? []).map((line) => ({ ...line, answer_by: past.toISOString() })),
    })
    .where(eq(orders.id, orderId));
}

const stored = async (id: string) => readWholeOrder(await queryable(), id);
const actionsOf = async (id: string) => (await stored(id))?.timeline.map(({ action }) => action);

describe("marking", () => {
  it("asks the customer for three minutes, with the dish that the kitchen proposes", async () => {
    const { order, soup } = await accepted();
    const before = Date.now();
    const { status, body } = await act(order.id, { ...mark(soup, gyoza), version: 2 }, "staff");
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        success: true,
        data: {
          version: 3,
          order_status: "Preparing",
          if_sold_out: "ask",
          refunded_amount: 0,
          final_amount: order.final_amount,
          unavailable: [
            {
              order_item_id: soup,
              name: "Miso soup",
              quantity: 2,
              amount: SOUP_TOTAL,
              proposal: { menu_item_id: gyoza, name: "Gyoza", amount: 700, allergens: [] },
              choice: null,
              decided_at: null,
            },
          ],
        },
      },
    });
    const left = Date.parse(body.data.answer_by) - before;
    expect(left).toBeGreaterThanOrEqual(ANSWER_MINUTES * 60_000);
    expect(left).toBeLessThan((ANSWER_MINUTES + 1) * 60_000);
    expect(await actionsOf(order.id)).toEqual(["place", "accept", "mark_unavailable"]);
  });

  it("reaches the customer, the board and the order's page by the usual event", async () => {
    const { order } = await asked();
    for (const channel of [
      userChannel.name(lena.userId),
      tenantOrdersChannel.name(kitchen.id),
      orderChannel.name(order.id),
    ]) {
      const { events } = await readEvents(await queryable(), channel, 0, 10_000);
      const last = events
        .map(({ data }) => JSON.parse(data))
        .findLast(({ order_id }) => order_id === order.id);
      expect(last).toMatchObject({
        order_status: "Preparing",
        previous_status: "Preparing",
        version: 3,
        changes: { unavailable: [{ name: "Miso soup" }], answer_by: expect.any(String) },
        entry: { action: "mark_unavailable" },
      });
    }
  });

  it.each([
    ["stranger", 404],
    ["foreignStaff", 404],
    ["customer", 403],
    ["admin", 403],
  ] as const)("is refused to the %s", async (by, status) => {
    const { order, soup } = await accepted();
    const refused = await act(order.id, mark(soup), by);
    expect(refused).toMatchObject({ status, ...(status === 404 && { body: NOT_FOUND }) });
    expect((await stored(order.id))?.unavailable).toEqual([]);
  });

  it("is refused before the order is accepted and once it has left", async () => {
    const placed = await makeOrder(lena, kitchen);
    const [line] = placed.items;
    expect(await act(placed.id, mark(line?.id ?? ""), "staff")).toMatchObject({ status: 409 });
    const { order, soup } = await accepted();
    await changeOrder(ana, order.id, { name: "hand_over" });
    expect(await act(order.id, mark(soup), "staff")).toMatchObject({ status: 409 });
  });

  it("is refused for a version that is no longer the current one, and carried out once by its key", async () => {
    const { order, soup, pizza } = await accepted();
    const key = randomUUID();
    expect(await act(order.id, { ...mark(soup), version: 1 }, "staff")).toMatchObject({ status: 409 });
    expect(await act(order.id, mark(soup), "staff", key)).toMatchObject({ status: 200 });
    expect(await act(order.id, mark(soup), "staff", key)).toMatchObject({ status: 200 });
    expect(await act(order.id, mark(pizza), "staff", key)).toMatchObject({ status: 422 });
    expect(await stored(order.id)).toMatchObject({ version: 3, unavailable: [{ order_item_id: soup }] });
  });

  it("takes only lines of the order and dishes that the store can sell without a further choice", async () => {
    const { order, soup, pizza } = await accepted();
    const foreign = await addDish(other, "Gyoza of another store", 300);
    const { soup: foreignLine } = await accepted();
    const impossible = [foreign, kitchen.soldOut, kitchen.pizza, kitchen.soup, randomUUID()];
    for (const proposal of impossible)
      expect(await act(order.id, mark(soup, proposal), "staff")).toMatchObject({ status: 400 });
    expect(await act(order.id, mark(foreignLine), "staff")).toMatchObject({ status: 400 });
    expect(await act(order.id, mark("soup"), "staff")).toMatchObject({ status: 400 });
    expect(await act(order.id, { name: "mark_unavailable", items: [] }, "staff")).toMatchObject({
      status: 400,
    });
    expect((await stored(order.id))?.unavailable).toEqual([]);
    expect(await act(order.id, mark(pizza, kitchen.soup), "staff")).toMatchObject({ status: 200 });
    expect(await act(order.id, mark(pizza), "staff")).toMatchObject({ status: 409 });
  });
});

describe("taking a mark back", () => {
  const unmark = (id: string): OrderAction => ({ name: "mark_available", order_item_ids: [id] });

  it("ends the question for everybody, without a change of the sums", async () => {
    const { order, soup } = await asked();
    expect(await act(order.id, { ...unmark(soup), version: 3 }, "staff")).toMatchObject({
      status: 200,
      body: {
        data: {
          version: 4,
          unavailable: [],
          answer_by: null,
          final_amount: order.final_amount,
          refunded_amount: 0,
        },
      },
    });
    expect(await actionsOf(order.id)).toEqual(["place", "accept", "mark_unavailable", "mark_available"]);
    expect(await act(order.id, answer(soup, "remove"), "customer")).toMatchObject({ status: 400 });
    expect(await changeOrder(ana, order.id, { name: "hand_over" })).toMatchObject({ ok: true });
  });

  it.each([
    ["stranger", 404],
    ["foreignStaff", 404],
    ["customer", 403],
    ["admin", 403],
  ] as const)("is refused to the %s", async (by, status) => {
    const { order, soup } = await asked();
    expect(await act(order.id, unmark(soup), by)).toMatchObject({ status });
    expect((await stored(order.id))?.unavailable).toHaveLength(1);
  });

  it("is refused after the answer, and when the time to answer is over", async () => {
    const answered = await asked();
    await act(answered.order.id, answer(answered.soup, "replace"), "customer");
    expect(await act(answered.order.id, unmark(answered.soup), "staff")).toMatchObject({ status: 409 });
    const late = await asked();
    await letTimePass(late.order.id);
    expect(await act(late.order.id, unmark(late.soup), "staff")).toMatchObject({ status: 409 });
    expect(await stored(late.order.id)).toMatchObject({ unavailable: [{ choice: "remove" }] });
  });
});

describe("the wish given when ordering", () => {
  it("replaces at once, and the customer pays the lower price", async () => {
    const { order, soup } = await accepted({ if_sold_out: "replace" });
    expect(await act(order.id, mark(soup, gyoza), "staff")).toMatchObject({
      body: {
        data: {
          answer_by: null,
          unavailable: [{ choice: "replace" }],
          refunded_amount: 80,
          items_total: SOUP_TOTAL + PIZZA_TOTAL - 80,
          final_amount: order.final_amount - 80,
          total_qty: 3,
          payment_status: "partially_refunded",
        },
      },
    });
  });

  it("removes, and takes off what is owed in cash", async () => {
    const { order, soup } = await accepted({ if_sold_out: "remove", payment_method: "cash" });
    expect(await act(order.id, mark(soup, gyoza), "staff")).toMatchObject({
      body: {
        data: {
          total_qty: 1,
          final_amount: order.final_amount - SOUP_TOTAL,
          payment_status: "due_on_delivery",
        },
      },
    });
    expect((await stored(order.id))?.items).toHaveLength(2);
  });

  it("cancels the whole order with the money back", async () => {
    const { order, soup } = await accepted({ if_sold_out: "cancel" });
    expect(await act(order.id, mark(soup, gyoza), "staff")).toMatchObject({
      body: {
        data: {
          order_status: "Cancelled",
          cancel_reason: "OUT_OF_ITEMS",
          cancelled_by: "partner",
          payment_status: "refunded",
        },
      },
    });
  });
});

describe("answering", () => {
  it("changes the totals once, for everybody who sees the order", async () => {
    const { order, soup } = await asked();
    expect(await act(order.id, answer(soup, "replace"), "customer")).toMatchObject({
      status: 200,
      body: { data: { refunded_amount: 80, payment_status: "partially_refunded", answer_by: null } },
    });
    expect(await act(order.id, answer(soup, "remove"), "customer")).toMatchObject({ status: 409 });
    const decided = { final_amount: order.final_amount - 80, unavailable: [{ choice: "replace" }] };
    expect(await getOrder(lena, order.id)).toMatchObject(decided);
    expect((await getBoard(ana, kitchen.id))?.orders.find(({ id }) => id === order.id)).toMatchObject(
      decided,
    );
    expect(await changeOrder(ana, order.id, { name: "hand_over" })).toMatchObject({ ok: true });
    expect(await changeOrder(ana, order.id, { name: "deliver" })).toMatchObject({
      data: { order: { ...decided, payment_status: "partially_refunded" } },
    });
  });

  it("can cancel the whole order", async () => {
    const { order, soup } = await asked();
    expect(await act(order.id, answer(soup, "cancel"), "customer")).toMatchObject({
      body: {
        data: {
          order_status: "Cancelled",
          payment_status: "refunded",
          cancelled_by: "customer",
          cancel_reason: "OUT_OF_ITEMS",
        },
      },
    });
  });

  it.each([
    ["stranger", 404],
    ["foreignStaff", 404],
    ["staff", 403],
    ["admin", 403],
  ] as const)("is refused to the %s", async (by, status) => {
    const { order, soup } = await asked();
    expect(await act(order.id, answer(soup, "cancel"), by)).toMatchObject({ status });
    expect((await stored(order.id))?.order_status).toBe("Preparing");
  });

  it("is refused for a line that is not asked about, and for a dish that was not proposed", async () => {
    const { order, soup, pizza } = await asked(null);
    expect(await act(order.id, answer(pizza, "remove"), "customer")).toMatchObject({ status: 400 });
    expect(await act(order.id, answer(soup, "replace"), "customer")).toMatchObject({ status: 400 });
    expect(await act(order.id, { ...answer(soup, "remove"), version: 2 }, "customer")).toMatchObject({
      status: 409,
    });
  });

  it("twice at the same moment is carried out once", async () => {
    const { order, soup } = await asked();
    const answers = await Promise.all([
      act(order.id, answer(soup, "replace"), "customer"),
      act(order.id, answer(soup, "remove"), "customer"),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await actionsOf(order.id)).toEqual(["place", "accept", "mark_unavailable", "answer_unavailable"]);
  });

  it("holds the order in the store until then", async () => {
    const { order, soup } = await asked();
    expect(await act(order.id, { name: "hand_over" }, "staff")).toMatchObject({ status: 409 });
    await act(order.id, answer(soup, "remove"), "customer");
    expect(await act(order.id, { name: "hand_over" }, "staff")).toMatchObject({ status: 200 });
  });
});

describe("a question that nobody answers", () => {
  const removed = { unavailable: [{ choice: "remove" }], refunded_amount: SOUP_TOTAL, answer_by: null };

  it("is decided once by the sweep", async () => {
    const { order } = await asked();
    await letTimePass(order.id);
    const [one, two] = await Promise.all([settleUnansweredOrders(), settleUnansweredOrders()]);
    expect(one + two).toBe(1);
    expect(await settleUnansweredOrders()).toBe(0);
    expect(await stored(order.id)).toMatchObject(removed);
    expect(await actionsOf(order.id)).toEqual(["place", "accept", "mark_unavailable", "settle_unavailable"]);
  });

  it("is decided when the order is read, even if the sweep did not run", async () => {
    const seen = async (read: (id: string) => Promise<unknown>) => {
      const { order } = await asked();
      await letTimePass(order.id);
      return read(order.id);
    };
    const find = (list: { orders: { id: string }[] } | null, id: string) =>
      list?.orders.find((one) => one.id === id);
    expect(await seen((id) => getOrder(lena, id))).toMatchObject(removed);
    expect(await seen(async (id) => find(await getBoard(ana, kitchen.id), id))).toMatchObject(removed);
    expect(await seen(async (id) => find(await listMyOrders(lena), id))).toMatchObject(removed);
    expect(
      await seen(async (id) => find(await searchOrders(ana, kitchen.id, { status: "Preparing" }), id)),
    ).toMatchObject(removed);
    expect(
      await seen(async (id) => {
        const request = new Request(`http://localhost:3000/api/orders/${id}`, {
          headers: { Authorization: `Bearer ${tokens.customer ?? "none"}` },
        });
        return (await (await getOneOrder(request, { params: Promise.resolve({ id }) })).json()).data;
      }),
    ).toMatchObject(removed);
  });

  it("cannot be answered any more", async () => {
    const { order, soup } = await asked();
    await letTimePass(order.id);
    expect(await act(order.id, answer(soup, "replace"), "customer")).toMatchObject({ status: 409 });
    expect(await stored(order.id)).toMatchObject(removed);
  });

  it("is decided before another step of the kitchen, which then finds a changed order", async () => {
    const { order } = await asked();
    await letTimePass(order.id);
    expect(await act(order.id, { name: "hand_over" }, "staff")).toMatchObject({ status: 409 });
    expect(await stored(order.id)).toMatchObject({ ...removed, order_status: "Preparing" });
    expect(await act(order.id, { name: "hand_over" }, "staff")).toMatchObject({ status: 200 });
  });

  it("ends once when the answer and the deadline come at the same moment", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { order, soup } = await asked();
      const db = await queryable();
      const soon = new Date(Date.now() + round);
      const whole = await readWholeOrder(db, order.id);
      const unavailable = (whole?.unavailable ?? []).map((line) => ({
        ...line,
        answer_by: soon.toISOString(),
      }));
      await db.update(orders).set({ answer_by: soon, unavailable }).where(eq(orders.id, order.id));
      await Promise.all([
        act(order.id, answer(soup, "remove"), "customer"),
        settleUnansweredOrders(),
        act(order.id, answer(soup, "remove"), "customer"),
      ]);
      await settleUnansweredOrders();
      expect(await stored(order.id)).toMatchObject({ ...removed, version: 4 });
    }
  });

  it("does not hold an order that a process without sold-out dishes moved on, nor occupy the sweep", async () => {
    const { order } = await asked();
    await letTimePass(order.id);
    const db = await queryable();
    const dispatched = { order_status: "Out for Delivery", dispatched_at: new Date() };
    await db.update(orders).set(dispatched).where(eq(orders.id, order.id));
    expect(await carryOutDueStep(order.id)).toBe(false);
    expect(await settleUnansweredOrders()).toBe(0);
    expect(await changeOrder(ana, order.id, { name: "deliver" })).toMatchObject({ ok: true });
  });

  it("ends with the order when the store cancels it", async () => {
    const { order } = await asked();
    await changeOrder(ana, order.id, { name: "cancel", reason: "TOO_BUSY", note: "" });
    expect(await stored(order.id)).toMatchObject({
      order_status: "Cancelled",
      answer_by: null,
      unavailable: [{ choice: "cancel" }],
      payment_status: "refunded",
    });
  });
});

describe("acknowledging what was decided", () => {
  const acknowledge = (...order_item_ids: string[]) => ({ name: "acknowledge_lines", order_item_ids });

  async function removed(): Promise<Accepted> {
    const made = await accepted({ if_sold_out: "remove" });
    expect(await act(made.order.id, mark(made.soup), "staff")).toMatchObject({ status: 200 });
    return made;
  }
  const onBoard = async (id: string) =>
    (await getBoard(ana, kitchen.id))?.orders.find((order) => order.id === id)?.unavailable;

  it("ends the mark for every board, by the usual event, and after a new read", async () => {
    const { order, soup } = await removed();
    expect(await onBoard(order.id)).toMatchObject([{ choice: "remove", acknowledged_at: null }]);
    const acknowledged = [{ order_item_id: soup, choice: "remove", acknowledged_at: expect.any(String) }];
    expect(await act(order.id, { ...acknowledge(soup), version: 3 }, "staff")).toMatchObject({
      status: 200,
      body: { data: { version: 4, order_status: "Preparing", unavailable: acknowledged } },
    });
    expect(await onBoard(order.id)).toMatchObject(acknowledged);
    const { events } = await readEvents(await queryable(), tenantOrdersChannel.name(kitchen.id), 0, 10_000);
    const last = events.map(({ data }) => JSON.parse(data)).findLast(({ order_id }) => order_id === order.id);
    expect(last).toMatchObject({
      version: 4,
      previous_status: "Preparing",
      changes: { unavailable: acknowledged, refunded_amount: SOUP_TOTAL },
      entry: { action: "acknowledge_lines", actor_name: "Ana" },
    });
  });

  it("leaves a line marked that changed after the person looked", async () => {
    const { order, soup, pizza } = await accepted({ if_sold_out: "replace" });
    expect(await act(order.id, mark(soup, gyoza), "staff")).toMatchObject({ status: 200 });
    expect(await act(order.id, mark(pizza, gyoza), "staff")).toMatchObject({ status: 200 });
    expect(await act(order.id, acknowledge(soup), "staff")).toMatchObject({ status: 200 });
    expect(await onBoard(order.id)).toMatchObject([
      { order_item_id: soup, acknowledged_at: expect.any(String) },
      { order_item_id: pizza, acknowledged_at: null },
    ]);
  });

  it("is done once, also when two people press and when a press is repeated", async () => {
    const { order, soup } = await removed();
    const key = randomUUID();
    expect(await act(order.id, acknowledge(soup), "staff", key)).toMatchObject({ status: 200 });
    expect(await act(order.id, acknowledge(soup), "staff", key)).toMatchObject({ status: 200 });
    expect(await act(order.id, acknowledge(soup), "staff")).toMatchObject({ status: 409 });
    expect((await stored(order.id))?.version).toBe(4);
  });

  it.each([
    ["stranger", 404],
    ["foreignStaff", 404],
    ["customer", 403],
    ["admin", 403],
  ] as const)("is refused to the %s", async (by, status) => {
    const { order, soup } = await removed();
    expect(await act(order.id, acknowledge(soup), by)).toMatchObject({ status });
    expect((await stored(order.id))?.unavailable).toMatchObject([{ acknowledged_at: null }]);
  });

  it("takes only decided lines of this order, a bounded number of them, while it is prepared", async () => {
    const { order, soup, pizza } = await removed();
    const { soup: foreign } = await removed();
    for (const ids of [[], [pizza], [soup, pizza], [soup, foreign], ["soup"], Array(101).fill(soup)])
      expect(await act(order.id, acknowledge(...ids), "staff")).toMatchObject({ status: 400 });
    const open = await asked();
    expect(await act(open.order.id, acknowledge(open.soup), "staff")).toMatchObject({ status: 400 });
    await changeOrder(ana, order.id, { name: "hand_over" });
    expect(await act(order.id, acknowledge(soup), "staff")).toMatchObject({ status: 409 });
    expect((await stored(order.id))?.unavailable).toMatchObject([{ acknowledged_at: null }]);
  });

  it("is possible for a line that an older process has decided", async () => {
    const { order, soup } = await removed();
    const unavailable = ((await stored(order.id))?.unavailable ?? []).map(
      ({ acknowledged_at, ...line }) => line,
    );
    const db = await queryable();
    await db.update(orders).set({ unavailable }).where(eq(orders.id, order.id));
    expect(await onBoard(order.id)).toMatchObject([{ acknowledged_at: null }]);
    expect(await act(order.id, acknowledge(soup), "staff")).toMatchObject({ status: 200 });
  });

  it("says nothing to the customer, and prints nothing", async () => {
    const { order, soup } = await removed();
    await runReactions(20_000);
    const told = async () => {
      const db = await queryable();
      const notices = await db.select().from(notifications).where(eq(notifications.user_id, lena.userId));
      const jobs = await db.select().from(printJobs).where(eq(printJobs.order_id, order.id));
      return [notices.length, jobs.length];
    };
    const before = await told();
    expect(await act(order.id, acknowledge(soup), "staff")).toMatchObject({ status: 200 });
    await runReactions(20_000);
    expect(await told()).toEqual(before);
  });
});
