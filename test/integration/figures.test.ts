import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { GET } from "@/app/api/tenants/[slug]/figures/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import type { Viewer } from "@/lib/auth/server/viewer";
import { dayOf } from "@/lib/board/model/columns";
import { channels } from "@/lib/channels";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { figureDays } from "@/lib/db/schema/figures";
import { orders } from "@/lib/db/schema/orders";
import { memberships } from "@/lib/db/schema/stores";
import { figuresChannel } from "@/lib/figures/model/channels";
import { addDays, boundsOf } from "@/lib/figures/model/day";
import { dayFiguresSchema } from "@/lib/figures/model/schema";
import { announceScores } from "@/lib/figures/server/announce-scores";
import { mailReport } from "@/lib/figures/server/mail-report";
import { readFiguresPage } from "@/lib/figures/server/queries";
import { followFigures } from "@/lib/figures/server/react-to-orders";
import { drainJobs } from "@/lib/jobs/drain-jobs";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { changeOrder } from "@/lib/orders/server/commands";
import { replay } from "@/lib/reactions/replay";
import type { BusMessage } from "@/lib/realtime/bus/bus";
import { memoryBus } from "@/lib/realtime/bus/memory";
import { provideBus } from "@/lib/realtime/bus/process-bus";
import { readEvents } from "@/lib/realtime/log/log";
import { TimedThrottle } from "@/lib/realtime/publish/timed-throttle";
import { WEEKDAYS } from "@/lib/stores/model/hours/schema";
import { getTenant } from "@/lib/stores/server/queries";
import { withDatabase } from "@/test/support/database";
import { NEVER_OPEN } from "@/test/support/intake";
import { skipWaits } from "@/test/support/jobs";
import { type MailServer, partsOf, startMailServer } from "@/test/support/mail-server";
import { makeOrder, makePerson, makeRestaurant, type TestRestaurant } from "@/test/support/world";

vi.hoisted(() => {
  process.env.OPEN_ORDERS_PER_PERSON = "0";
  process.env.LIMIT_NOTIFY = "0";
});

const ZONE = "Europe/Berlin";
const NO_HOURS = Array.from({ length: 24 }, () => 0);

let mail: MailServer;
beforeAll(async () => {
  mail = await startMailServer();
  const { env } = await import("@/lib/env");
  Object.assign(env(), { EMAIL_SERVER: mail.url, EMAIL_FROM: "orders@platewire.app" });
});
afterAll(() => mail.stop());
withDatabase();

let store: TestRestaurant;
let ana: Viewer;
let lena: Viewer;
beforeEach(async () => {
  store = await makeRestaurant();
  ana = await makePerson("Ana", { staffOf: [store.id] });
  lena = await makePerson("Lena");
});

async function get(person: Viewer, slug: string, query = "") {
  const { token } = await createToken(person.userId, { name: "test", scopes: ["orders:read"] });
  return GET(
    new Request(`http://localhost:3000/api/tenants/${slug}/figures${query}`, {
      headers: { Authorization: `Bearer ${token}` },
    }),
    { params: Promise.resolve({ slug }) },
  );
}

async function read(query = "", person = ana) {
  const response = await get(person, store.slug, query);
  expect(response.status).toBe(200);
  return dayFiguresSchema.parse((await response.json()).data);
}

async function act(by: Viewer, id: string, action: Parameters<typeof changeOrder>[2]) {
  const changed = await changeOrder(by, id, action);
  if (!changed.ok) throw new Error(changed.message);
}

async function change(id: string, fields: Partial<typeof orders.$inferInsert>) {
  await (await queryable()).update(orders).set(fields).where(eq(orders.id, id));
}

const today = () => dayOf(Date.now(), ZONE);

async function tenantOf(restaurant: TestRestaurant) {
  const tenant = await getTenant(restaurant.slug);
  if (tenant === null) throw new Error("The restaurant is missing");
  return tenant;
}

describe("GET /api/tenants/:slug/figures", () => {
  test("answers an empty day with zeros", async () => {
    expect(await read()).toMatchObject({
      date: today(),
      orders: 0,
      revenue: 0,
      median_accept_seconds: null,
      p90_accept_seconds: null,
      late: 0,
      cancelled: 0,
      own_fault: 0,
      by_hour: NO_HOURS,
      top_items: [],
      currency: "EUR",
      time_zone: ZONE,
    });
  });

  test("answers for the evening that goes on past midnight, unless a day is named", async () => {
    // A place where it is between midnight and one o'clock.
    const hour = new Date().getUTCHours();
    const time_zone = hour <= 12 ? `Etc/GMT+${hour}` : `Etc/GMT-${24 - hour}`;
    const weekly = WEEKDAYS.map((day) => ({ day, from: "18:00", to: "02:00" }));
    store = await makeRestaurant({ time_zone, hours: { ...NEVER_OPEN, weekly } });
    const staff = await makePerson("Mia", { staffOf: [store.id] });
    const date = dayOf(Date.now(), time_zone);
    const evening = addDays(date, -1);
    expect(await read("", staff)).toMatchObject({ date: evening, time_zone });
    expect(await read(`?date=${date}`, staff)).toMatchObject({ date });
  });

  test("counts orders, money to the cent, time to accept and dishes", async () => {
    const first = await makeOrder(lena, store);
    const second = await makeOrder(lena, store, {
      items: [
        { menu_item_id: store.pizza, quantity: 3, option_ids: [store.classicDough], note: "" },
        { menu_item_id: store.soup, quantity: 1, option_ids: [], note: "" },
      ],
    });
    for (const { id } of [first, second]) await act(ana, id, { name: "accept", prep_minutes: 20 });
    const placed = new Date(Date.now() - 100_000);
    await change(first.id, { created_at: placed, accepted_at: new Date(placed.getTime() + 30_000) });
    await change(second.id, { created_at: placed, accepted_at: new Date(placed.getTime() + 90_000) });
    const figures = await read(`?date=${dayOf(placed.getTime(), ZONE)}`);
    expect(figures).toMatchObject({
      orders: 2,
      revenue: first.final_amount + second.final_amount,
      median_accept_seconds: 60,
      late: 0,
      cancelled: 0,
    });
    expect(figures.p90_accept_seconds).toBeCloseTo(84);
    expect(figures.by_hour.reduce((sum, count) => sum + count, 0)).toBe(2);
    expect(figures.top_items).toEqual([
      // Two portions and one of the soup, three of the pizza, whose dough costs 1.00 more.
      { rank: 1, menu_item_id: store.pizza, name: "Margherita", quantity: 3, revenue: 2_970 },
      { rank: 2, menu_item_id: store.soup, name: "Miso soup", quantity: 3, revenue: 1_170 },
    ]);
  });

  test("counts a cancelled order as cancelled, without its money and its dishes", async () => {
    const kept = await makeOrder(lena, store);
    const declined = await makeOrder(lena, store);
    const withdrawn = await makeOrder(lena, store);
    await act(ana, declined.id, { name: "decline", reason: "TOO_BUSY", note: "" });
    await act(lena, withdrawn.id, { name: "cancel", note: "" });
    expect(await read()).toMatchObject({
      orders: 3,
      revenue: kept.final_amount,
      cancelled: 2,
      own_fault: 1,
      top_items: [{ quantity: 2 }],
    });
  });

  test("leaves out money that was paid back", async () => {
    const order = await makeOrder(lena, store, { payment_method: "demo_card" });
    await act(ana, order.id, { name: "accept", prep_minutes: 20 });
    await act(ana, order.id, { name: "cancel", reason: "OUT_OF_ITEMS", note: "" });
    const [row] = await (await queryable()).select().from(orders).where(eq(orders.id, order.id));
    expect(row?.payment_status).toBe("refunded");
    expect(await read()).toMatchObject({ orders: 1, revenue: 0, cancelled: 1, own_fault: 1 });
  });

  test("counts what was made of sold-out lines, so that the dishes add up to the money", async () => {
    const pizza = { menu_item_id: store.pizza, quantity: 1, option_ids: [store.classicDough], note: "" };
    const soup = { menu_item_id: store.soup, quantity: 2, option_ids: [], note: "" };
    const orderWithout = async (dish: string, choice: "replace" | "remove" | null) => {
      const order = await makeOrder(lena, store, { items: [pizza, soup] });
      await act(ana, order.id, { name: "accept", prep_minutes: 20 });
      const order_item_id = order.items.find(({ menu_item_id }) => menu_item_id === dish)?.id ?? "";
      const proposal = choice === "replace" ? store.soup : null;
      await act(ana, order.id, { name: "mark_unavailable", items: [{ order_item_id, proposal }] });
      if (choice !== null)
        await act(lena, order.id, { name: "answer_unavailable", choices: [{ order_item_id, choice }] });
    };
    await orderWithout(store.soup, "remove");
    await orderWithout(store.pizza, "replace");
    await orderWithout(store.soup, null);
    const figures = await read();
    expect(figures.top_items).toEqual([
      // Two soups of the second order, and one instead of its pizza; those of the third are only asked about.
      { rank: 1, menu_item_id: store.soup, name: "Miso soup", quantity: 5, revenue: 1_950 },
      { rank: 2, menu_item_id: store.pizza, name: "Margherita", quantity: 2, revenue: 1_980 },
    ]);
    const rows = await (await queryable()).select().from(orders).where(eq(orders.tenant_id, store.id));
    const sum = rows.reduce((total, { items_total }) => total + items_total, 0);
    expect(figures.top_items.reduce((total, { revenue }) => total + revenue, 0)).toBe(sum);
  });

  test("counts an order that nobody accepted in time as cancelled by the store", async () => {
    const { id } = await makeOrder(lena, store);
    await change(id, { accept_by: new Date(Date.now() - 1_000) });
    expect(await read()).toMatchObject({ orders: 1, revenue: 0, cancelled: 1, own_fault: 1 });
  });

  test("counts an open order whose promise has passed as late", async () => {
    const { id } = await makeOrder(lena, store);
    await act(ana, id, { name: "accept", prep_minutes: 20 });
    expect((await read()).late).toBe(0);
    await change(id, { promised_at: new Date(Date.now() - 60_000) });
    expect((await read()).late).toBe(1);
  });

  test("has a day of 25 hours in the store's time zone, with both of the repeated hours", async () => {
    const { from, to } = boundsOf("2026-10-25", ZONE);
    const at = [from, Date.parse("2026-10-25T00:30:00Z"), Date.parse("2026-10-25T01:30:00Z"), to - 1, to];
    for (const instant of at) {
      const { id } = await makeOrder(lena, store);
      await change(id, {
        created_at: new Date(instant),
        accept_by: new Date(instant + 480_000),
        order_status: "Delivered",
        updated_at: new Date(instant),
      });
    }
    const figures = await read("?date=2026-10-25");
    expect(figures.orders).toBe(4);
    expect([figures.by_hour[0], figures.by_hour[2], figures.by_hour[23]]).toEqual([1, 2, 1]);
    expect((await read("?date=2026-10-26")).orders).toBe(1);
  });

  test("counts the orders of its own store only", async () => {
    const other = await makeRestaurant();
    await makeOrder(lena, other);
    expect((await read()).orders).toBe(0);
  });

  test("does not tell customers and staff of other stores that the restaurant has figures", async () => {
    const other = await makeRestaurant();
    const carla = await makePerson("Carla", { staffOf: [other.id] });
    for (const person of [lena, carla]) {
      const response = await get(person, store.slug);
      expect(response.status).toBe(404);
      expect(await response.json()).toEqual({ success: false, errors: ["Restaurant not found"] });
    }
    const unknown = await get(ana, "no-such-restaurant");
    expect(unknown.status).toBe(404);
  });

  test("is open to admins, and closed without a token or the scope", async () => {
    const ada = await makePerson("Ada", { isAdmin: true });
    expect((await get(ada, store.slug)).status).toBe(200);
    const context = { params: Promise.resolve({ slug: store.slug }) };
    const address = `http://localhost:3000/api/tenants/${store.slug}/figures`;
    expect((await GET(new Request(address), context)).status).toBe(401);
    const { token } = await createToken(ana.userId, { name: "test", scopes: ["orders:write"] });
    const headers = { Authorization: `Bearer ${token}` };
    expect((await GET(new Request(address, { headers }), context)).status).toBe(403);
  });

  test.each(["?date=", "?date=yesterday", "?date=2026-02-30", "?date=1026-01-01", `?date=${"2".repeat(40)}`])(
    "refuses %s",
    async (query) => {
      const response = await get(ana, store.slug, query);
      expect(response.status).toBe(400);
    },
  );
});

describe("the 30 days of the page", () => {
  const yesterday = () => addDays(today(), -1);
  const readPage = async () => readFiguresPage(ana, await tenantOf(store), today());
  const keptDays = async () => {
    const db = await queryable();
    const rows = await db.select().from(figureDays).where(eq(figureDays.tenant_id, store.id));
    return rows.map(({ date }) => date).toSorted();
  };
  async function makePastOrder(day: string, fields: Partial<typeof orders.$inferInsert> = {}) {
    const order = await makeOrder(lena, store);
    const at = new Date(boundsOf(day, ZONE).from + 12 * 3_600_000);
    await change(order.id, {
      created_at: at,
      accept_by: new Date(at.getTime() + 480_000),
      accepted_at: new Date(at.getTime() + 60_000),
      promised_at: new Date(at.getTime() + 3_000_000),
      delivered_at: new Date(at.getTime() + 2_400_000),
      updated_at: new Date(at.getTime() + 2_400_000),
      order_status: "Delivered",
      payment_status: "captured",
      version: 5,
      ...fields,
    });
    return order;
  }

  test("end with today, and hold the orders of each day", async () => {
    const order = await makePastOrder(yesterday());
    const live = await makeOrder(lena, store);
    const page = await readPage();
    expect(page?.days).toHaveLength(30);
    expect(page?.days.slice(-2)).toMatchObject([
      { date: yesterday(), orders: 1, revenue: order.final_amount, median_accept_seconds: 60 },
      { date: today(), orders: 1, revenue: live.final_amount },
    ]);
    expect(page?.days.slice(0, 28).every(({ orders: count }) => count === 0)).toBe(true);
  });

  test("are the same when they were counted before", async () => {
    await makePastOrder(addDays(today(), -2));
    await makePastOrder(addDays(today(), -3), { order_status: "Cancelled", cancelled_by: "partner" });
    const before = await readPage();
    expect(await keptDays()).toContain(addDays(today(), -2));
    expect((await readPage())?.days).toEqual(before?.days);
  });

  test("are counted anew while an order of the day is open", async () => {
    const day = addDays(today(), -2);
    const { id } = await makePastOrder(day, { order_status: "Out for Delivery", delivered_at: null });
    expect((await readPage())?.days.at(-3)).toMatchObject({ date: day, orders: 1, late: 1 });
    expect(await keptDays()).not.toContain(day);
    await change(id, { order_status: "Cancelled", cancelled_by: "admin", cancel_reason: "DELIVERY_FAILED" });
    expect((await readPage())?.days.at(-3)).toMatchObject({ date: day, cancelled: 1, late: 0, own_fault: 0 });
    expect(await keptDays()).toContain(day);
  });

  test("are counted again when an order that was over changes after all", async () => {
    const day = addDays(today(), -2);
    const { id } = await makePastOrder(day);
    await readPage();
    expect(await keptDays()).toContain(day);
    // A step that is taken back: the order was delivered before it.
    await change(id, { delivered_at: new Date(), updated_at: new Date() });
    await act(ana, id, { name: "undo" });
    const channel = tenantOrdersChannel.name(store.id);
    const { head } = await readEvents(await queryable(), channel, 0);
    await replay(followFigures, channel, 0, head);
    expect(await keptDays()).not.toContain(day);
    expect(await keptDays()).toContain(addDays(today(), -3));
    expect((await readPage())?.days.at(-3)).toMatchObject({ date: day, orders: 1 });
  });

  test("before the first day that can be chosen are counted, and no early day is kept", async () => {
    const tenant = await tenantOf(store);
    for (let n = 0; n < 2; n += 1) {
      const page = await readFiguresPage(ana, tenant, "2000-01-01");
      expect(page?.days.at(0)).toMatchObject({ date: "1999-12-03", orders: 0 });
      expect(page?.days).toHaveLength(30);
    }
    expect(await keptDays()).toEqual([]);
  });

  test("are not shown to others than the staff", async () => {
    expect(await readFiguresPage(lena, await tenantOf(store), today())).toBeNull();
  });
});

describe("the leaderboard's channel", () => {
  const published: BusMessage[] = [];
  beforeEach(() => {
    published.length = 0;
    provideBus({ ...memoryBus(1), publish: async (messages) => void published.push(...messages) });
  });
  afterAll(() => provideBus(undefined));

  const ofStore = () =>
    published
      .filter(({ channel }) => channel === figuresChannel.name(store.id))
      .map(({ type, data, isThrottled }) => ({ type, isThrottled, data: JSON.parse(data) }));
  const pizza = () => ({
    items: [{ menu_item_id: store.pizza, quantity: 1, option_ids: [store.classicDough], note: "" }],
  });

  test("has the scores after an order, throttled, and the ranks that changed", async () => {
    await makeOrder(lena, store);
    await announceScores(store.id);
    for (let n = 0; n < 3; n += 1) await makeOrder(lena, store, pizza());
    await announceScores(store.id);
    // The second announcement is held back for a second after the first.
    await vi.waitFor(() => expect(ofStore().map(({ type }) => type)).toHaveLength(3), { timeout: 5_000 });
    const [first, ...later] = ofStore();
    expect(first).toMatchObject({
      type: "score-update",
      isThrottled: true,
      data: { tenant_id: store.id, date: today(), orders: 1, top_items: [{ rank: 1, quantity: 2 }] },
    });
    expect(later).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          type: "rank-change",
          data: expect.objectContaining({
            changes: [
              { menu_item_id: store.pizza, rank: 1, previous_rank: null },
              { menu_item_id: store.soup, rank: 2, previous_rank: 1 },
            ],
          }),
        }),
        expect.objectContaining({
          type: "score-update",
          data: expect.objectContaining({ orders: 4 }),
        }),
      ]),
    );
  });

  test("has nothing new when the scores are as before", async () => {
    await makeOrder(lena, store);
    await announceScores(store.id);
    await announceScores(store.id);
    expect(ofStore()).toHaveLength(1);
  });

  test("follows the events of orders, and ignores steps that change no dish", async () => {
    const { id } = await makeOrder(lena, store);
    const channel = tenantOrdersChannel.name(store.id);
    const db = await queryable();
    const placed = await readEvents(db, channel, 0);
    await replay(followFigures, channel, 0, placed.head);
    await vi.waitFor(() => expect(ofStore()).toHaveLength(1));
    const admits = vi.spyOn(TimedThrottle.prototype, "admits");
    const counted = () => admits.mock.calls.filter(([key]) => key === store.id).length;
    await act(ana, id, { name: "accept", prep_minutes: 20 });
    const accepted = await readEvents(db, channel, placed.head);
    await replay(followFigures, channel, placed.head, accepted.head);
    // The scores are the same, so their event would not tell whether they were counted.
    expect(counted()).toBe(0);
    await act(ana, id, { name: "cancel", reason: "CLOSED", note: "" });
    const cancelled = await readEvents(db, channel, accepted.head);
    await replay(followFigures, channel, accepted.head, cancelled.head);
    expect(counted()).toBe(1);
    admits.mockRestore();
    await vi.waitFor(() => expect(ofStore().at(-1)?.data).toMatchObject({ orders: 1, top_items: [] }), {
      timeout: 5_000,
    });
    expect(ofStore()).toHaveLength(2);
  });

  test("may be read by the store's staff and admins, and by nobody else", async () => {
    const carla = await makePerson("Carla", { staffOf: [(await makeRestaurant()).id] });
    const ada = await makePerson("Ada", { isAdmin: true });
    const name = figuresChannel.name(store.id);
    const isForbidden = async (viewer: Viewer) => (await channels.judge(viewer, [name])).forbidden.length > 0;
    expect([await isForbidden(ana), await isForbidden(ada)]).toEqual([false, false]);
    expect([await isForbidden(lena), await isForbidden(carla)]).toEqual([true, true]);
    expect(channels.defaultsOf(ana)).not.toContain(name);
  });
});

describe("the report by e-mail", () => {
  const request = (by: Viewer, key: string = randomUUID(), date = today()) =>
    commands.request_figures_report.execute(by, { tenant_id: store.id, date }, key);
  const send = () => drainJobs([mailReport], 20_000);
  const sentTo = ({ email }: Viewer) => mail.received.filter(({ to }) => to === email);

  test("goes to the person who asked for it, with the figures as text and as HTML", async () => {
    const order = await makeOrder(lena, store);
    expect(await request(ana)).toEqual({ ok: true, data: { recipient: ana.email } });
    await send();
    const [received, ...more] = sentTo(ana);
    expect(more).toEqual([]);
    const parts = partsOf(received?.raw ?? "");
    expect(JSON.stringify(parts)).toContain(`€${(order.final_amount / 100).toFixed(2)}`);
    expect(JSON.stringify(parts)).toContain("Miso soup");
  });

  test("is sent once, however often a press is repeated", async () => {
    const key = randomUUID();
    for (let n = 0; n < 3; n += 1) expect(await request(ana, key)).toMatchObject({ ok: true });
    await send();
    expect(await request(ana, key)).toMatchObject({ ok: true });
    await send();
    expect(sentTo(ana)).toHaveLength(1);
  });

  test("is sent for each day that is asked for, also when the key is the same", async () => {
    const key = randomUUID();
    for (const date of [today(), addDays(today(), -1)])
      expect(await request(ana, key, date)).toMatchObject({ ok: true });
    await send();
    expect(sentTo(ana)).toHaveLength(2);
  });

  test("is refused to others than the staff", async () => {
    const carla = await makePerson("Carla", { staffOf: [(await makeRestaurant()).id] });
    for (const person of [lena, carla]) {
      expect(await request(person)).toMatchObject({ ok: false, code: "forbidden" });
      await send();
      expect(sentTo(person)).toEqual([]);
    }
  });

  test("is not sent to a person who has left the staff meanwhile", async () => {
    await request(ana);
    await (await queryable())
      .delete(memberships)
      .where(and(eq(memberships.user_id, ana.userId), eq(memberships.tenant_id, store.id)));
    await send();
    expect(sentTo(ana)).toEqual([]);
  });

  test("is tried again when the mail server was not ready", async () => {
    mail.answers.set("MAIL", "451 4.3.0 try again later");
    await request(ana);
    await send();
    expect(sentTo(ana)).toEqual([]);
    mail.answers.delete("MAIL");
    expect(await skipWaits(mailReport)).toHaveLength(1);
    await send();
    expect(sentTo(ana)).toHaveLength(1);
  });

  test.each(["tomorrow", "2026-02-30", 1, undefined])("is not made for the day %j", async (date) => {
    const input = { tenant_id: store.id, date };
    const result = await commands.request_figures_report.execute(ana, input, randomUUID());
    expect(result).toMatchObject({ ok: false, code: "invalid" });
  });
});
