import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import MenuPage, { generateMetadata } from "@/app/(live)/(site)/[tenant]/(menu)/page";
import CheckoutPage from "@/app/(live)/(site)/[tenant]/checkout/page";
import { GET as getChecklist } from "@/app/api/tenants/[slug]/checklist/route";
import { GET as getMenu } from "@/app/api/tenants/[slug]/menu/route";
import { GET as getQuote } from "@/app/api/tenants/[slug]/quote/route";
import { GET as getStatus } from "@/app/api/tenants/[slug]/status/route";
import { GET as getZones } from "@/app/api/tenants/[slug]/zones/route";
import { POST as createStore, GET as listOpenStores } from "@/app/api/tenants/route";
import { userChannel } from "@/lib/auth/model/channels";
import { loadSessionViewer, type Viewer } from "@/lib/auth/server/load-viewer";
import { channels } from "@/lib/channels";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { notifications } from "@/lib/db/schema/notifications";
import { orderAlarms, orders } from "@/lib/db/schema/orders";
import { tenants } from "@/lib/db/schema/stores";
import { readFigures } from "@/lib/figures/server/queries";
import { SETUPS_AT_MOST } from "@/lib/joining/model/requests";
import { ALLERGENS } from "@/lib/menu/model/allergens";
import { menuChannel } from "@/lib/menu/model/channels";
import { getBoard, listMyOrders, readWaitingOrder } from "@/lib/orders/server/queries";
import { runReactions } from "@/lib/reactions";
import { readEvents } from "@/lib/realtime/log/log";
import { listStores } from "@/lib/stores/server/admin/list-stores";
import { readReliabilities } from "@/lib/stores/server/admin/reliability";
import { sessionCookie } from "@/test/support/credentials";
import { withDatabase } from "@/test/support/database";
import { IDENTITY } from "@/test/support/identity";
import { makePerson, makeRestaurant } from "@/test/support/world";

/** Pages ask for the request's cookies, which Next provides only while it handles one: a visitor has none. */
vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ get: () => undefined }),
}));
vi.hoisted(() => {
  Object.assign(process.env, { LIMIT_WRITE: "0", LIMIT_TOKEN: "0", LIMIT_PLACE_ORDER: "0" });
});

withDatabase();

// A new reaction starts at the end of the log.
beforeAll(() => runReactions(20_000));

let ana: Viewer;
let lena: Viewer;
beforeEach(async () => {
  ana = await makePerson("Ana");
  lena = await makePerson("Lena");
});

const now = async ({ credential }: Viewer): Promise<Viewer> => {
  const viewer = await loadSessionViewer(credential.id);
  if (viewer === null) throw new Error("The session has ended");
  return viewer;
};
const freeSlug = () => `noodles-${randomUUID().slice(0, 8)}`;

async function send(viewer: Viewer | null, body: object) {
  const headers = {
    "content-type": "application/json",
    ...(viewer !== null && { cookie: await sessionCookie(viewer.userId, viewer.credential.id) }),
  };
  const request = new Request("http://localhost:3000/api/tenants", {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  return createStore(request);
}

async function join(): Promise<{ id: string; slug: string }> {
  const slug = freeSlug();
  const made = await commands.create_store.execute(ana, { name: "Noodle House", slug }, undefined);
  if (!made.ok) throw new Error(made.message);
  return made.data;
}

async function checklistOf(slug: string, viewer: Viewer) {
  const request = new Request(`http://localhost:3000/api/tenants/${slug}/checklist`, {
    headers: { cookie: await sessionCookie(viewer.userId, viewer.credential.id) },
  });
  const response = await getChecklist(request, { params: Promise.resolve({ slug }) });
  return { status: response.status, body: await response.json() };
}

const missingOf = async (slug: string): Promise<string[]> => {
  const { body } = await checklistOf(slug, ana);
  return body.data.items
    .filter(({ state }: { state: string }) => state === "missing")
    .map(({ name }: { name: string }) => name);
};

async function addDish(tenant_id: string, free_of: readonly string[]): Promise<string> {
  const edit = async (change: object) => {
    const result = await commands.edit_menu.carryOut(await now(ana), { tenant_id, edit: change }, undefined);
    if (!result.ok) throw new Error(result.message);
  };
  const [category, dish] = [randomUUID(), randomUUID()];
  await edit({ name: "create_category", id: category, title: "Noodles" });
  const item = { name: "Udon", description: "", price: 900, allergens: [], may_contain: [], groups: [] };
  await edit({ name: "create_item", id: dish, category_id: category, item: { ...item, free_of } });
  return dish;
}

/** Everything but the test order. */
async function setUp({ id, slug }: { id: string; slug: string }): Promise<void> {
  const viewer = await now(ana);
  const account = { kind: "iban" as const, holder: "Ana", number: "DE89 3704 0044 0532 0130 00" };
  await commands.set_store_payout.execute(viewer, { tenant_id: id, account, confirm: slug }, undefined);
  await commands.set_store_identity.execute(viewer, { tenant_id: id, identity: IDENTITY }, undefined);
  await addDish(id, ALLERGENS);
  const db = await queryable();
  const zone = {
    ...{ id: randomUUID(), name: "Town", shape: { kind: "ring", radius: 3_000 } },
    ...{ fee: 200, minimum_order: 0, extra_minutes: 0 },
  };
  const day = { day: 1, from: "00:00", to: "00:00" };
  await db
    .update(tenants)
    .set({
      ...{ lat: 52.5, lng: 13.4, zones: [zone] },
      hours: {
        weekly: [1, 2, 3, 4, 5, 6, 7].map((n) => ({ ...day, day: n })),
        exceptions: [],
        last_order_minutes: 0,
      },
    })
    .where(eq(tenants.id, id));
}

async function hearTest(tenant_id: string): Promise<string> {
  const viewer = await now(ana);
  const placed = await commands.place_test_order.execute(viewer, { tenant_id }, randomUUID());
  if (!placed.ok) throw new Error(placed.message);
  const { order_id } = placed.data;
  const device_id = randomUUID();
  const device = { tenant_id, device_id, name: "Tablet", is_sound_on: true, is_visible: true };
  await commands.device_heartbeat.execute(viewer, device, undefined);
  await commands.report_ringing.execute(viewer, { tenant_id, device_id, order_ids: [order_id] }, undefined);
  await commands.change_order.execute(viewer, { order_id, action: { name: "accept" } }, randomUUID());
  return order_id;
}

describe("POST /api/tenants", () => {
  test("makes a store in set-up whose owner is the person", async () => {
    const slug = freeSlug();
    const response = await send(ana, { name: "Noodle House", slug });
    expect(response.status).toBe(201);
    const { data } = await response.json();
    expect(data).toMatchObject({ slug, name: "Noodle House" });
    expect((await now(ana)).tenantRoles).toEqual({ [data.id]: "owner" });
    const listed = await (await listOpenStores(new Request("http://localhost:3000/api/tenants"))).json();
    expect(listed.data.map((store: { slug: string }) => store.slug)).not.toContain(slug);
  });

  test("is for people who are signed in, and for addresses that are free", async () => {
    const slug = freeSlug();
    expect((await send(null, { name: "Noodle House", slug })).status).toBe(401);
    expect((await send(ana, { name: "Noodle House", slug: "admin" })).status).toBe(400);
    expect((await send(ana, { name: "", slug })).status).toBe(400);
    expect((await send(ana, { name: "Noodle House", slug })).status).toBe(201);
    expect((await send(lena, { name: "Noodle House", slug })).status).toBe(409);
    const both = freeSlug();
    const at = await Promise.all([ana, lena].map((who) => send(who, { name: "Noodles", slug: both })));
    expect(at.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test("is bounded for each person", async () => {
    const made = await Promise.all(
      Array.from({ length: SETUPS_AT_MOST + 1 }, () => send(ana, { name: "Noodles", slug: freeSlug() })),
    );
    expect(made.filter(({ status }) => status === 201)).toHaveLength(SETUPS_AT_MOST);
  });
});

describe("a store in set-up", () => {
  test("says what is missing to its team, and is not found for others", async () => {
    const { slug } = await join();
    expect(await missingOf(slug)).toEqual([
      "identity",
      "place",
      "hours",
      "zone",
      "menu",
      "allergens",
      "test_order",
      "payout",
    ]);
    expect((await checklistOf(slug, lena)).status).toBe(404);
    expect((await checklistOf("no-such-store", ana)).status).toBe(404);
  });

  test("takes no order of a customer", async () => {
    const made = await join();
    const { id } = made;
    await setUp(made);
    const board = await getBoard(await now(ana), id);
    expect(board?.orders).toEqual([]);
    const dish = await addDish(id, ALLERGENS);
    const placed = await commands.place_order.execute(
      lena,
      {
        ...{ tenant_id: id, payment_method: "cash", note: "" },
        items: [{ menu_item_id: dish, quantity: 1, option_ids: [], note: "" }],
        address: { line1: "Quay 3", city: "Port Selby", postal_code: "12345", note: "" },
      },
      randomUUID(),
    );
    expect(placed).toMatchObject({ ok: false, code: "not_found" });
  });

  test("cannot open while a dish lacks the statement of an allergen", async () => {
    const { id, slug } = await join();
    await setUp({ id, slug });
    await hearTest(id);
    await addDish(id, ALLERGENS.slice(1));
    expect(await missingOf(slug)).toEqual(["allergens"]);
    const refused = await commands.open_store.execute(await now(ana), { tenant_id: id }, undefined);
    expect(refused).toMatchObject({ ok: false, code: "conflict" });
  });

  test("has heard its test order only when it rang on a device and was accepted", async () => {
    const { id, slug } = await join();
    await setUp({ id, slug });
    expect(await missingOf(slug)).toEqual(["test_order"]);
    const order = await hearTest(id);
    expect(await missingOf(slug)).toEqual([]);
    const db = await queryable();
    await db.delete(orderAlarms).where(eq(orderAlarms.order_id, order));
    expect(await missingOf(slug)).toEqual(["test_order"]);
  });

  test("keeps its test order out of the figures, the person's own orders and the notifications", async () => {
    const made = await join();
    const { id } = made;
    await setUp(made);
    const order = await hearTest(id);
    const viewer = await now(ana);
    const board = await getBoard(viewer, id);
    expect(board?.orders.map((one) => [one.id, one.is_test, one.delivery_by])).toEqual([
      [order, true, "store"],
    ]);
    expect(board?.stats.orders_today).toBe(0);
    const date = new Intl.DateTimeFormat("sv-SE", { timeZone: IDENTITY.time_zone }).format(new Date());
    const store = {
      id,
      slug: "noodles",
      name: "Noodle House",
      time_zone: IDENTITY.time_zone,
      currency: "EUR",
      delivery_minutes: 30,
    };
    expect(await readFigures(viewer, store, date)).toMatchObject({ orders: 0, revenue: 0 });
    expect((await listMyOrders(viewer)).orders).toEqual([]);
    await runReactions(20_000);
    const db = await queryable();
    // Of the account for payouts alone.
    expect(await db.select().from(notifications).where(eq(notifications.user_id, ana.userId))).toMatchObject([
      { topic: `payout:${id}` },
    ]);
    expect(await db.select({ id: orders.id }).from(orders).where(eq(orders.tenant_id, id))).toHaveLength(1);
  });

  test("keeps its test order from riders, also when its hand-over is taken back", async () => {
    const made = await join();
    const { id } = made;
    await setUp(made);
    const db = await queryable();
    await db.update(tenants).set({ delivery_by: "either" }).where(eq(tenants.id, id));
    const order_id = await hearTest(id);
    const change = async (name: "hand_over" | "undo") =>
      commands.change_order.execute(await now(ana), { order_id, action: { name } }, randomUUID());
    expect(await change("hand_over")).toMatchObject({ ok: true });
    expect(await change("undo")).toMatchObject({ ok: true, data: { order: { delivery_by: "store" } } });
  });

  test("keeps its test order from what is said of the store, and from those who are reminded of orders", async () => {
    const { id, slug } = await join();
    await setUp({ id, slug });
    const viewer = await now(ana);
    const placed = await commands.place_test_order.execute(viewer, { tenant_id: id }, randomUUID());
    if (!placed.ok) throw new Error(placed.message);
    const { order_id } = placed.data;
    expect(await readWaitingOrder(order_id)).toBeNull();
    const action = { name: "decline", reason: "TOO_BUSY" } as const;
    const declined = await commands.change_order.execute(viewer, { order_id, action }, randomUUID());
    expect(declined).toMatchObject({ ok: true });
    const db = await queryable();
    await db.update(orders).set({ cancel_reason: "PARTNER_TIMEOUT" }).where(eq(orders.id, order_id));
    expect(await readReliabilities(db, [id])).toEqual(new Map());
    const [listed] = (await listStores({ isAdmin: true }, { search: slug }))?.stores ?? [];
    expect(listed).toMatchObject({ id, timeouts: 0, open_orders: 0 });
    // Nor does the page of the person's own orders hear of it.
    const { events } = await readEvents(db, userChannel.name(ana.userId), 0);
    expect(events.filter(({ type }) => type === "order_status_update")).toEqual([]);
  });

  test("is not there for strangers, whatever they ask for, and is for its people", async () => {
    const { id, slug } = await join();
    const stranger = await makePerson("Mallory", { staffOf: [(await makeRestaurant()).id] });
    const statuses = async (who: Viewer | null) => {
      const headers = new Headers();
      if (who !== null) headers.set("cookie", await sessionCookie(who.userId, who.credential.id));
      const about = { params: Promise.resolve({ slug }) };
      const request = (path: string) =>
        new Request(`http://localhost:3000/api/tenants/${slug}/${path}`, { headers });
      const answers = await Promise.all([
        getMenu(request("menu"), about),
        getStatus(request("status"), about),
        getZones(request("zones"), about),
        getQuote(request("quote?lat=52.5&lng=13.4"), about),
      ]);
      return answers.map(({ status }) => status);
    };
    expect(await statuses(null)).toEqual([404, 404, 404, 404]);
    expect(await statuses(stranger)).toEqual([404, 404, 404, 404]);
    expect(await statuses(ana)).toEqual([200, 200, 200, 200]);
    const may = async (who: Viewer) =>
      (await channels.judge(who, [menuChannel.name(id)])).forbidden.length === 0;
    expect(await Promise.all([may(await now(ana)), may(stranger)])).toEqual([true, false]);
  });

  test("has no page and no title for customers, also without the layout around them", async () => {
    const { id, slug } = await join();
    const page = { params: Promise.resolve({ tenant: slug }), searchParams: Promise.resolve({}) };
    expect(await generateMetadata(page)).toEqual({});
    await expect(MenuPage(page)).rejects.toThrow("NEXT_HTTP_ERROR_FALLBACK;404");
    await expect(CheckoutPage(page)).rejects.toThrow("NEXT_HTTP_ERROR_FALLBACK;404");
    await (await queryable()).update(tenants).set({ opened_at: new Date() }).where(eq(tenants.id, id));
    expect(await generateMetadata(page)).toMatchObject({ title: "Noodle House" });
  });

  test("opens to customers when nothing is missing, once, and by an owner", async () => {
    const { id, slug } = await join();
    await setUp({ id, slug });
    await hearTest(id);
    const maya = await makePerson("Maya", { staffOf: [id], role: "manager" });
    const open = async (who: Viewer) => commands.open_store.execute(who, { tenant_id: id }, undefined);
    expect(await open(maya)).toMatchObject({ code: "forbidden" });
    const opened = await open(await now(ana));
    expect(opened).toMatchObject({ ok: true, data: { opened_at: expect.any(String), can_open: false } });
    expect(await open(await now(ana))).toMatchObject({ ok: true });
    const listed = await (await listOpenStores(new Request("http://localhost:3000/api/tenants"))).json();
    expect(listed.data.map((store: { slug: string }) => store.slug)).toContain(slug);
    const moved = { ...IDENTITY, currency: "USD" as const };
    expect(
      await commands.set_store_identity.execute(
        await now(ana),
        { tenant_id: id, identity: moved },
        undefined,
      ),
    ).toMatchObject({ code: "conflict" });
  });
});
