import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { getOrder } from "@/lib/orders/server/queries";
import { findOrders } from "@/lib/platform/server/orders/find-orders";
import { indexOlderOrders } from "@/lib/platform/server/orders/index-orders";
import { readOrderLog } from "@/lib/platform/server/orders/order-log";
import { runReactions } from "@/lib/reactions";
import { withDatabase } from "@/test/support/database";
import { makeOrder, makePerson, makeRestaurant, type TestRestaurant } from "@/test/support/world";

withDatabase();

const ADMIN = { isAdmin: true };
let kitchen: TestRestaurant;
let lena: Viewer;
const placed: { id: string; order_code: string }[] = [];

const find = async (search: string, cursor?: string) => {
  const found = await findOrders(ADMIN, { search, cursor });
  if (found === null) throw new Error("Admins find orders");
  return { ids: found.orders.map(({ id }) => id), next: found.next_cursor };
};

beforeAll(async () => {
  // Reactions that start with new events start here.
  await runReactions(20_000);
  kitchen = await makeRestaurant({ name: "Trattoria Łucia", phone: "+49 431 5501" });
  lena = await makePerson("Renée Müller");
  for (let n = 0; n < 30; n++) placed.push(await makeOrder(lena, kitchen));
  await runReactions(20_000);
});

const newestFirst = () => placed.map(({ id }) => id).toReversed();

describe("an admin finds orders", () => {
  test.each(["muller", "Müll", "trattoria lucia", "4943155", "miso sou", "Port Selby"])(
    "by %s",
    async (search) => {
      expect((await find(search)).ids).toEqual(newestFirst().slice(0, 25));
    },
  );

  test("by the code, the e-mail address, and words of several parts, all of which must match", async () => {
    const [first] = placed;
    expect((await find(first?.order_code ?? "")).ids).toEqual([first?.id]);
    expect((await find(lena.email)).ids).toHaveLength(25);
    expect((await find(`${first?.order_code} lucia`)).ids).toEqual([first?.id]);
    expect((await find(`${first?.order_code} pizza`)).ids).toEqual([]);
  });

  test("in pages, the newest first, each order once", async () => {
    const page = await find("lucia");
    expect(page.next).not.toBeNull();
    const rest = await find("lucia", page.next ?? undefined);
    expect([...page.ids, ...rest.ids]).toEqual(newestFirst());
    expect(rest.next).toBeNull();
  });

  test("all of them without words, and none with words that no order has", async () => {
    expect((await find("  ")).ids).toHaveLength(25);
    expect((await find("zzz")).ids).toEqual([]);
  });

  test.each(["'", "\\", "a:*b & !", "'':* | 'x'", "@@", "((", "%_"])("unharmed by %j", async (search) => {
    await expect(find(search)).resolves.toBeDefined();
  });
});

test("nobody but admins finds orders", async () => {
  expect(await findOrders({ isAdmin: false }, { search: "lucia" })).toBeNull();
});

test("orders from before the search are made findable by the upkeep, once", async () => {
  const db = await queryable();
  await db.execute(sql`delete from order_search`);
  expect((await find("lucia")).ids).toEqual([]);
  expect(await indexOlderOrders(db, 20)).toBe(20);
  expect((await find("lucia")).ids).toHaveLength(20);
  expect(await indexOlderOrders(db, 20)).toBe(10);
  expect(await indexOlderOrders(db, 20)).toBe(0);
  expect((await find("lucia")).ids).toEqual(newestFirst().slice(0, 25));
});

test("the log of an order has its events, reactions and notifications, for admins only", async () => {
  const viewer = { ...lena, isAdmin: true };
  const order = await getOrder(viewer, placed[0]?.id ?? "");
  if (order === null) throw new Error("Admins see every order");
  const log = await readOrderLog(ADMIN, order);
  expect(log?.events).toMatchObject([{ offset: 1, type: "order_status_update" }]);
  expect(log?.reactions).toContainEqual(
    expect.objectContaining({ reaction: "order_search", behind: 0, failures: 0, error: null }),
  );
  expect(log?.notifications).toMatchObject([{ person: "Renée Müller", read_at: null }]);
  expect(log).toMatchObject({ prints: [], audit: [] });
  expect(await readOrderLog({ isAdmin: false }, order)).toBeNull();
});
