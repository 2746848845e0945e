import { beforeAll, describe, expect, test, vi } from "vitest";
import { GET as openStreamRoute } from "@/app/api/events/stream/route";
import { GET as getOrderRoute } from "@/app/api/orders/[id]/route";
import { GET as listOrdersRoute } from "@/app/api/orders/route";
import { GET as getBoardRoute } from "@/app/api/tenants/[slug]/board/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import { loadSessionViewer, type Viewer } from "@/lib/auth/server/load-viewer";
import { database } from "@/lib/db/client";
import { menuChannel } from "@/lib/menu/model/channels";
import { orderChannel } from "@/lib/orders/model/channels";
import { getBoard, getOrder, listMyActiveOrders, listMyOrders } from "@/lib/orders/server/queries";
import { getTenant } from "@/lib/stores/server/queries";
import { withDatabase } from "@/test/support/database";
import { makeOrder, makePerson, makeRestaurant, orderFor, type TestRestaurant } from "@/test/support/world";

vi.hoisted(() => {
  process.env.OPEN_ORDERS_PER_PERSON = "0";
});

withDatabase();

let kitchen: TestRestaurant;
let lena: Viewer;
let ana: Viewer;

beforeAll(async () => {
  kitchen = await makeRestaurant();
  lena = await makePerson("Lena");
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  for (let n = 0; n < 3; n += 1) await makeOrder(lena, kitchen);
});

async function countSent(work: () => Promise<unknown>): Promise<number> {
  const { statistics } = await database();
  const before = statistics().sent;
  await work();
  return statistics().sent - before;
}

describe("the number of statements does not depend on the number of orders", () => {
  test.each<[string, number, () => Promise<unknown>]>([
    ["the viewer", 1, () => loadSessionViewer(lena.credential.id)],
    ["a restaurant", 1, () => getTenant(kitchen.slug)],
    ["active orders", 1, () => listMyActiveOrders(lena)],
    ["a page of orders", 1, () => listMyOrders(lena)],
    ["the board", 2, () => getBoard(ana, kitchen.id)],
  ])("reading %s takes %i", async (_, expected, read) => {
    expect(await countSent(read)).toBe(expected);
  });

  test("reading one order with its items and history takes 1", async () => {
    const order = await makeOrder(lena, kitchen);
    expect(await countSent(() => getOrder(lena, order.id))).toBe(1);
  });
});

describe("the statements of a request, including those for the caller's token", () => {
  async function callerOf(person: Viewer) {
    const { token } = await createToken(person.userId, { name: "test", scopes: ["orders:read"] });
    const request = (path: string) =>
      new Request(`http://localhost:3000${path}`, { headers: { Authorization: `Bearer ${token}` } });
    // The first use of a token writes its `last_used_at`.
    await listOrdersRoute(request("/api/orders"));
    return request;
  }

  test("are at most three for GET /api/orders", async () => {
    const customer = await callerOf(lena);
    const staff = await callerOf(ana);
    expect(await countSent(() => listOrdersRoute(customer("/api/orders")))).toBeLessThanOrEqual(3);
    expect(await countSent(() => listOrdersRoute(staff("/api/orders")))).toBeLessThanOrEqual(3);
  });

  test("are at most three for GET /api/orders/:id", async () => {
    const customer = await callerOf(lena);
    const { id } = await makeOrder(lena, kitchen);
    const read = () => getOrderRoute(customer(`/api/orders/${id}`), { params: Promise.resolve({ id }) });
    expect(await countSent(read)).toBeLessThanOrEqual(3);
  });

  test("are at most five for GET /api/tenants/:slug/board", async () => {
    const staff = await callerOf(ana);
    const { slug } = kitchen;
    const read = () =>
      getBoardRoute(staff(`/api/tenants/${slug}/board`), { params: Promise.resolve({ slug }) });
    expect(await countSent(read)).toBeLessThanOrEqual(5);
  });
});

describe("the statements of opening a stream", () => {
  test.each([
    [
      "orders",
      async () =>
        Promise.all(
          Array.from({ length: 64 }, () => makeOrder(lena, kitchen).then(({ id }) => orderChannel.name(id))),
        ),
    ],
    [
      "menus",
      async () =>
        Promise.all(
          Array.from({ length: 64 }, () => makeRestaurant().then(({ id }) => menuChannel.name(id))),
        ),
    ],
    [
      "orders that do not exist",
      async () => Array.from({ length: 64 }, () => orderChannel.name(crypto.randomUUID())),
    ],
  ])("do not grow with the number of requested %s", async (_, makeNames) => {
    const names = await makeNames();
    const { token } = await createToken(lena.userId, { name: "test", scopes: ["events:read"] });
    const leaving = new AbortController();
    const open = async (channels: readonly string[]) => {
      const response = await openStreamRoute(
        new Request(`http://localhost:3000/api/events/stream?channels=${channels.join(",")}`, {
          headers: { Authorization: `Bearer ${token}` },
          signal: leaving.signal,
        }),
      );
      return response.status;
    };
    await open(names.slice(0, 1));
    const few = await countSent(() => open(names.slice(0, 1)));
    expect(await countSent(() => open(names))).toBeLessThanOrEqual(few + 1);
    leaving.abort();
  });
});

test("carts of 1 to 50 lines and boards of 1 to 50 orders add no prepared statement", async () => {
  const store = await makeRestaurant({ cash_maximum: 1_000_000 });
  const customer = await makePerson("Mia");
  const staff = await makePerson("Ben", { staffOf: [store.id] });
  const [line] = orderFor(store).items;
  async function orderLines(count: number) {
    const items = Array.from({ length: count }, () => line).flatMap((one) => one ?? []);
    const order = await makeOrder(customer, store, { items });
    expect(order.items).toHaveLength(count);
    const page = await listMyOrders(customer, { limit: count });
    const board = await getBoard(staff, store.id);
    expect(board?.orders).toContainEqual(page.orders[0]);
  }
  const { statistics } = await database();
  // The first order stores the address, the second finds it.
  for (let warm = 0; warm < 2; warm += 1) await orderLines(1);
  const { named } = statistics();
  const sizes = Array.from({ length: 49 }, (_, index) => index + 2);
  for (const count of sizes) await orderLines(count);
  // Work in the background may send a statement for the first time meanwhile.
  expect(statistics().named - named).toBeLessThan(sizes.length / 4);
});
