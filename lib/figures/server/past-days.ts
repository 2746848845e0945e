import "server-only";
import { and, eq, gte, lte } from "drizzle-orm";
import type { Queryable } from "@/lib/db/client";
import { figureDays } from "@/lib/db/schema/figures";
import { toWire } from "@/lib/db/wire";
import { type Bounds, boundsOf } from "@/lib/figures/model/day";
import { type OrderGroup, totalsOf } from "@/lib/figures/model/day-figures";
import { type ChartDay, chartDaySchema } from "@/lib/figures/model/schema";
import { isFinal } from "@/lib/orders/model/lifecycle";
import { readOrderGroups } from "./counted-orders";
import type { Store } from "./store";

/** Longer than a step can be undone and than any statement of an order takes. */
const SETTLED_MS = 3_600_000;
const DAY_MS = 24 * 3_600_000;

/** Days before these are counted at each request, so that a request for any day does not fill the table. */
const KEPT_DAYS = 400;

/** True when nothing can change any more on a day: it is over, and so is each of its orders. */
function isSettled(groups: readonly OrderGroup[], { to }: Bounds, now: number): boolean {
  const before = now - SETTLED_MS;
  return (
    to <= before &&
    groups.every(({ order_status, changed_at }) => isFinal(order_status) && changed_at <= before)
  );
}

async function countDay(db: Queryable, store: Store, date: string, now: number): Promise<ChartDay> {
  const bounds = boundsOf(date, store.time_zone);
  const groups = await readOrderGroups(db, store, bounds);
  const totals = totalsOf(groups, now);
  const isKept = bounds.from > now - KEPT_DAYS * DAY_MS;
  if (isKept && isSettled(groups, bounds, now))
    await db
      .insert(figureDays)
      .values({ tenant_id: store.id, date, ...totals })
      .onConflictDoNothing();
  return { ...totals, date };
}

/**
 * Returns the totals of `dates`, which follow one another. A recent day on which nothing can change any more is
 * counted once and kept: docs/decisions/0143.
 */
export async function readPastDays(
  db: Queryable,
  store: Store,
  dates: readonly string[],
  now: number,
): Promise<ChartDay[]> {
  const [first] = dates;
  const last = dates.at(-1);
  if (first === undefined || last === undefined) return [];
  const rows = await db
    .select()
    .from(figureDays)
    .where(and(eq(figureDays.tenant_id, store.id), gte(figureDays.date, first), lte(figureDays.date, last)));
  const kept = new Map(rows.map((row) => [row.date, toWire(chartDaySchema, row)]));
  const days: ChartDay[] = [];
  // One after another: a large store's first month must not be in memory at once.
  for (const date of dates) days.push(kept.get(date) ?? (await countDay(db, store, date, now)));
  return days;
}
