import "server-only";
import { eq } from "drizzle-orm";
import { isStaffOf } from "@/lib/auth/model/staff";
import type { Viewer } from "@/lib/auth/server/viewer";
import { type Queryable, queryable } from "@/lib/db/client";
import { orders } from "@/lib/db/schema/orders";
import { toWire } from "@/lib/db/wire";
import { boundsOf, lastDays } from "@/lib/figures/model/day";
import { byHour, totalsOf } from "@/lib/figures/model/day-figures";
import { rankDishes } from "@/lib/figures/model/ranks";
import { CHART_DAYS, type ChartDay, chartDaySchema, type DayFigures } from "@/lib/figures/model/schema";
import { expireOverdueOrders } from "@/lib/orders/server/commands";
import { readDishSales, readOrderGroups } from "./counted-orders";
import { readPastDays } from "./past-days";
import type { Store } from "./store";

type Staff = Pick<Viewer, "isAdmin" | "tenantIds">;

/** Not authorised: for reports and reactions. */
export async function countFigures(db: Queryable, store: Store, date: string): Promise<DayFigures> {
  const bounds = boundsOf(date, store.time_zone);
  const now = Date.now();
  let groups = await readOrderGroups(db, store, bounds);
  // Deadlines hold even when the job is late.
  const isOverdue = groups
    .flatMap(({ open }) => open)
    .some(({ order_status, accept_by }) => order_status === "Order Received" && Date.parse(accept_by) <= now);
  if (isOverdue) {
    await expireOverdueOrders(eq(orders.tenant_id, store.id));
    groups = await readOrderGroups(db, store, bounds);
  }
  return {
    date,
    time_zone: store.time_zone,
    currency: store.currency,
    ...totalsOf(groups, now),
    by_hour: byHour(groups, store.time_zone),
    top_items: rankDishes(await readDishSales(db, store.id, bounds)),
    as_of: new Date(now).toISOString(),
  };
}

/** Returns null when the viewer is not the store's staff. */
export async function readFigures(viewer: Staff, store: Store, date: string): Promise<DayFigures | null> {
  if (!isStaffOf(viewer, store.id)) return null;
  return countFigures(await queryable(), store, date);
}

export interface FiguresPage {
  figures: DayFigures;
  /** The 30 days that end with that of the figures, the oldest first. */
  days: ChartDay[];
}

/** Returns null when the viewer is not the store's staff. */
export async function readFiguresPage(
  viewer: Staff,
  store: Store,
  date: string,
): Promise<FiguresPage | null> {
  const figures = await readFigures(viewer, store, date);
  if (figures === null) return null;
  const past = lastDays(figures.date, CHART_DAYS).slice(0, -1);
  const days = await readPastDays(await queryable(), store, past, Date.now());
  return { figures, days: [...days, toWire(chartDaySchema, figures)] };
}
