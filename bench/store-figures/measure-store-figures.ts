import { sql } from "drizzle-orm";
import { queryable } from "@/lib/db/client";
import { figureDays } from "@/lib/db/schema/figures";
import { boundsOf } from "@/lib/figures/model/day";
import { readFigures, readFiguresPage } from "@/lib/figures/server/queries";
import { readStore } from "@/lib/figures/server/store";
import { makePerson, makeRestaurant } from "@/test/support/world";
import { type Where, withNewDatabase } from "../orders/measured-database";
import { quantile } from "../support/median";
import type { StoreFigures } from "./figures";
import { insertOrders } from "./insert-orders";
import { readPlainly } from "./plain-report";

const READS = 40;
async function timesOf(read: () => Promise<unknown>): Promise<{ p50: number; p95: number }> {
  // The first reads fill the caches and let the code be compiled.
  for (let warm = 0; warm < 5; warm += 1) await read();
  const times: number[] = [];
  for (let n = 0; n < READS; n += 1) {
    const began = performance.now();
    await read();
    times.push(performance.now() - began);
  }
  const sorted = times.toSorted((a, b) => a - b);
  return { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
}

async function measureStore(orders: number, days: number): Promise<StoreFigures["overYear"]> {
  const db = await queryable();
  const { id } = await makeRestaurant();
  const { id: other } = await makeRestaurant();
  await insertOrders(id, other, orders, days);
  await db.execute(sql`analyze`);
  const ana = await makePerson("Ana", { staffOf: [id] });
  const store = await readStore(db, id);
  if (store === null) throw new Error("The store is missing");
  // A whole day, whatever the clock shows, and one on which nothing of the days before can change any more.
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const day = await timesOf(() => readFigures(ana, store, yesterday));
  const plain = await timesOf(() => readPlainly(id, boundsOf(yesterday, store.time_zone)));
  await db.delete(figureDays);
  const began = performance.now();
  await readFiguresPage(ana, store, yesterday);
  const firstPageMs = performance.now() - began;
  const page = await timesOf(() => readFiguresPage(ana, store, yesterday));
  const counted = await readFigures(ana, store, yesterday);
  return { ordersOfDay: counted?.orders ?? 0, day, plain, page, firstPageMs };
}

/** Measures the figures of a store with `orders` orders: over a year, and all of them within the 30 days of the page. */
export function measureStoreFigures(where: Where, orders: number): Promise<StoreFigures> {
  return withNewDatabase(where, (database) =>
    database.asProduct(4, async () => ({
      orders,
      overYear: await measureStore(orders, 365),
      overMonth: await measureStore(orders, 30),
    })),
  );
}
