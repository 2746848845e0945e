import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { POST as postOrder } from "@/app/api/orders/route";
import { POST as postQuote } from "@/app/api/quotes/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queueOf } from "@/lib/board/model/queue";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { menuItems } from "@/lib/db/schema/menu";
import { orders } from "@/lib/db/schema/orders";
import { getMenu } from "@/lib/menu/server/queries";
import { changeOrder } from "@/lib/orders/server/commands";
import { getBoard, getOrder, readQueue } from "@/lib/orders/server/queries";
import { getTenant, presentStatus } from "@/lib/stores/server/queries";
import { withDatabase } from "@/test/support/database";
import { makeOrder, makePerson, makeRestaurant, orderFor, type TestRestaurant } from "@/test/support/world";

withDatabase();

const ORIGIN = "http://localhost:3000";
const SLOT = 15 * 60_000;

/** Minutes to prepare with which the earliest promise is not at the end of a quarter of an hour, where a test might cross it. */
const prepNow = () => ((Date.now() + 20 * 60_000) % SLOT > SLOT - 2 * 60_000 ? 23 : 20);

let prep = 20;
let kitchen: TestRestaurant;
let ana: Viewer;
let lena: Viewer;
beforeEach(async () => {
  prep = prepNow();
  kitchen = await makeRestaurant({ slot_points: 10, default_prep_minutes: prep });
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  lena = await makePerson("Lena");
});

interface Limits {
  slot_orders: number | null;
  slot_points: number | null;
}
const setCapacity = (who: Viewer, limits: Limits) =>
  commands.set_store_capacity.execute(who, { tenant_id: kitchen.id, ...limits, auto_busy: false }, undefined);
const setPoints = (who: Viewer, points: number) =>
  commands.update_menu_item.execute(
    who,
    { tenant_id: kitchen.id, item_id: kitchen.soup, changes: { points } },
    undefined,
  );
const soups = (quantity: number) => ({
  items: [{ menu_item_id: kitchen.soup, quantity, option_ids: [], note: "" }],
});
const order = (quantity: number) => makeOrder(lena, kitchen, soups(quantity));
const slotOf = ({ created_at, default_prep_minutes }: Awaited<ReturnType<typeof order>>) =>
  Math.floor((Date.parse(created_at) + default_prep_minutes * 60_000) / SLOT);

async function post(
  route: (request: Request) => Promise<Response>,
  path: string,
  body: object,
  token?: string,
): Promise<{ status: number; body: { data: Record<string, unknown> } }> {
  const response = await route(
    new Request(`${ORIGIN}${path}`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        ...(token !== undefined && { Authorization: `Bearer ${token}`, "Idempotency-Key": randomUUID() }),
      },
      body: JSON.stringify(body),
    }),
  );
  return { status: response.status, body: await response.json() };
}

async function status() {
  const tenant = await getTenant(kitchen.slug);
  if (tenant === null) throw new Error("The restaurant is gone");
  return presentStatus(await queryable(), tenant, Date.now());
}

describe("a store that counts points", () => {
  test("promises the next quarter of an hour when the points of one are taken", async () => {
    const [first, second, third] = [await order(6), await order(4), await order(1)];
    expect([first, second, third].map(({ points }) => points)).toEqual([6, 4, 1]);
    expect(slotOf(second)).toBe(slotOf(first));
    expect(slotOf(third)).toBe(slotOf(first) + 1);
    expect(await status()).toMatchObject({ mode: "busy", reason: "The next times are fully booked" });
  });

  test("says at the checkout what the order gets, which depends on how large it is", async () => {
    await order(6);
    const quote = async (quantity: number) =>
      (await post(postQuote, "/api/quotes", { tenant_id: kitchen.id, ...soups(quantity) })).body.data;
    expect(await quote(4)).toMatchObject({ soonest_minutes: prep + 15, status: { mode: "open" } });
    const large = await quote(5);
    expect(large).toMatchObject({ status: { mode: "busy" }, can_order: true });
    const { token } = await createToken(lena.userId, { name: "test", scopes: ["orders:write"] });
    const placed = await post(postOrder, "/api/orders", orderFor(kitchen, soups(5)), token);
    expect(placed.status).toBe(201);
    const { id } = placed.body.data;
    const made = await getOrder(lena, String(id));
    expect(made).toMatchObject({ points: 5 });
    const minutes = Number(made?.default_prep_minutes) + 15;
    // A minute may begin between the two.
    expect(Math.abs(minutes - Number(large.soonest_minutes))).toBeLessThanOrEqual(1);
  });

  test("takes an order that is larger than a quarter of an hour, in one of its own", async () => {
    const first = await order(1);
    const large = await order(40);
    expect(slotOf(large)).toBe(slotOf(first) + 1);
    expect(slotOf(await order(9))).toBe(slotOf(first));
    expect(slotOf(await order(1))).toBe(slotOf(first) + 2);
  });

  test("keeps the points of an order when the dish gets others", async () => {
    const before = await order(3);
    expect(await setPoints(ana, 3)).toMatchObject({ ok: true, data: { points: 3, version: 2 } });
    expect(await getOrder(lena, before.id)).toMatchObject({ points: 3 });
    expect(await order(3)).toMatchObject({ points: 9 });
    const db = await queryable();
    const points = (queue: Awaited<ReturnType<typeof readQueue>>) =>
      queue.map((one) => one.points).toSorted();
    const queue = points(await readQueue(db, kitchen.id));
    expect(queue).toEqual([3, 9]);
    const board = await getBoard(ana, kitchen.id);
    expect(points(queueOf(board?.orders ?? []))).toEqual(queue);
  });

  test("counts each dish once for orders from before there were points", async () => {
    const { id } = await order(4);
    const db = await queryable();
    await db.update(orders).set({ points: null }).where(eq(orders.id, id));
    expect(await readQueue(db, kitchen.id)).toMatchObject([{ points: 4 }]);
    expect(await getOrder(lena, id)).toMatchObject({ points: 4 });
  });

  test("has the points again when an order is cancelled, and the old quarter of an hour when an acceptance is undone", async () => {
    const first = await order(10);
    const second = await order(10);
    expect(slotOf(second)).toBe(slotOf(first) + 1);
    // By 90 minutes, the order leaves its quarter of an hour to others, until that is undone.
    expect(await changeOrder(ana, first.id, { name: "accept", prep_minutes: 90 })).toMatchObject({
      ok: true,
    });
    expect(await status()).toMatchObject({ mode: "open", extra_minutes: 0 });
    expect(await changeOrder(ana, first.id, { name: "undo" })).toMatchObject({ ok: true });
    expect((await status()).extra_minutes).toBeGreaterThan(0);
    await changeOrder(lena, first.id, { name: "cancel", note: "" });
    expect(await status()).toMatchObject({ mode: "open", extra_minutes: 0 });
    expect(slotOf(await order(10))).toBe(slotOf(first));
  });

  test("counts orders again when it is set so", async () => {
    await order(10);
    expect(await setCapacity(ana, { slot_orders: 2, slot_points: null })).toMatchObject({
      ok: true,
      data: { slot_orders: 2, slot_points: null, intake: { version: 2 }, status: { mode: "open" } },
    });
    await order(40);
    expect(await status()).toMatchObject({ mode: "busy" });
  });
});

describe("the limit of a store", () => {
  test("is of orders or of points, within bounds, and set by its staff", async () => {
    const refused: [Viewer, Limits, string][] = [
      [lena, { slot_orders: null, slot_points: 20 }, "forbidden"],
      [
        await makePerson("Carla", { staffOf: [(await makeRestaurant()).id] }),
        { slot_orders: null, slot_points: 20 },
        "forbidden",
      ],
      [ana, { slot_orders: 5, slot_points: 20 }, "invalid"],
      [ana, { slot_orders: null, slot_points: 0 }, "invalid"],
      [ana, { slot_orders: null, slot_points: 501 }, "invalid"],
      [ana, { slot_orders: null, slot_points: 2.5 }, "invalid"],
      [ana, { slot_orders: 101, slot_points: null }, "invalid"],
    ];
    for (const [who, limits, code] of refused)
      expect(await setCapacity(who, limits)).toMatchObject({ ok: false, code });
    expect(await getTenant(kitchen.slug)).toMatchObject({ slot_orders: null, slot_points: 10 });
    for (const slot_points of [1, 500])
      expect(await setCapacity(ana, { slot_orders: null, slot_points })).toMatchObject({
        ok: true,
        data: { slot_points },
      });
    expect(await getTenant(kitchen.slug)).toMatchObject({ slot_orders: null, slot_points: 500 });
  });
});

describe("the points of a dish", () => {
  const soup = async () => {
    const menu = await getMenu(kitchen.slug);
    return menu?.categories.flatMap(({ items }) => items).find(({ id }) => id === kitchen.soup);
  };

  test("are one unless something else is set, from 0 to 20, by the restaurant's staff", async () => {
    expect(await soup()).toMatchObject({ points: 1, version: 1 });
    for (const points of [21, -1, 1.5])
      expect(await setPoints(ana, points)).toMatchObject({ ok: false, code: "invalid" });
    expect(await setPoints(lena, 5)).toMatchObject({ ok: false, code: "forbidden" });
    expect(await soup()).toMatchObject({ points: 1, version: 1 });
    expect(await setPoints(ana, 0)).toMatchObject({ ok: true, data: { points: 0, version: 2 } });
    expect(await soup()).toMatchObject({ points: 0, version: 2 });
    expect(await setPoints(ana, 20)).toMatchObject({ ok: true, data: { points: 20, version: 3 } });
  });

  test("go with a new dish, and stay when another field of it is changed", async () => {
    const menu = await getMenu(kitchen.slug);
    const made = { id: randomUUID(), category_id: menu?.categories[0]?.id ?? "" };
    const fields = {
      description: "",
      price: 4_500,
      allergens: [],
      may_contain: [],
      free_of: [],
      groups: [],
    };
    const create = (id: string, item: object) =>
      commands.edit_menu.execute(
        ana,
        {
          tenant_id: kitchen.id,
          edit: { name: "create_item", ...made, id, item: { ...fields, name: `Platter ${id}`, ...item } },
        },
        undefined,
      );
    expect(await create(made.id, { points: 12 })).toMatchObject({ ok: true });
    const plain = randomUUID();
    expect(await create(plain, {})).toMatchObject({ ok: true });
    await commands.update_menu_item.execute(
      ana,
      { tenant_id: kitchen.id, item_id: made.id, changes: { price: 4_900 } },
      undefined,
    );
    const db = await queryable();
    const points = async (id: string) =>
      (await db.select({ points: menuItems.points }).from(menuItems).where(eq(menuItems.id, id)))[0]?.points;
    expect([await points(made.id), await points(plain)]).toEqual([12, 1]);
  });
});
