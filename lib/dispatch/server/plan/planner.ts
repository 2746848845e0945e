import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { PLATFORM_FLEET } from "@/lib/auth/model/fleet";
import { queryable } from "@/lib/db/client";
import { expireOffers } from "@/lib/dispatch/server/offers";
import { settleSilentRiders } from "@/lib/dispatch/server/silent-riders";
import { defineJob } from "@/lib/jobs/define-job";
import { keepAlive } from "@/lib/realtime/publish/keep-alive";
import { logger } from "@/lib/server/logger";
import { periodically } from "@/lib/server/periodically";
import type { Area } from "./area";
import { planArea } from "./plan-area";

/** Every area is planned at least so often, whatever events get lost. */
const EVERY_MS = 20_000;
/** Events that come together are one reason to plan. */
const DEBOUNCE_MS = 200;
/** A plan that came too late is made again after this time (ms), with chance, so that two planners do not meet again. */
const AGAIN_MS = { least: 200, spread: 400 };
const LEAST_WAIT_MS = 1_000;

interface Running {
  isWanted: boolean;
  work: Promise<void>;
}

declare global {
  // Next gives route handlers, pages and instrumentation separate module states; globalThis is shared.
  var platewirePlanners: Map<Area, Running> | undefined;
  var platewirePlanTimers: Map<Area, NodeJS.Timeout> | undefined;
}

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

/** Offers go out when a rider should leave, not at the next round. */
function planAt(area: Area, nextAt: number | null): void {
  globalThis.platewirePlanTimers ??= new Map();
  const timers = globalThis.platewirePlanTimers;
  clearTimeout(timers.get(area));
  timers.delete(area);
  if (nextAt === null) return;
  const wait = Math.max(LEAST_WAIT_MS, nextAt - Date.now());
  if (wait < EVERY_MS) timers.set(area, setTimeout(() => requestPlan(area), wait).unref());
}

async function planUntilDone(area: Area, running: Running): Promise<void> {
  while (running.isWanted) {
    running.isWanted = false;
    try {
      const { isStale, nextAt } = await planArea(area);
      planAt(area, nextAt);
      if (!isStale) continue;
      running.isWanted = true;
      await pause(AGAIN_MS.least + Math.random() * AGAIN_MS.spread);
    } catch (error) {
      logger.warn({ error, area }, "An area could not be planned; the next round tries again");
    }
  }
}

/** Plans an area soon. This process makes one plan of it at a time; what happens meanwhile is another reason to plan. */
export function requestPlan(area: Area): void {
  globalThis.platewirePlanners ??= new Map();
  const planners = globalThis.platewirePlanners;
  const known = planners.get(area);
  if (known !== undefined) {
    known.isWanted = true;
    return;
  }
  const running: Running = { isWanted: true, work: Promise.resolve() };
  planners.set(area, running);
  running.work = pause(DEBOUNCE_MS)
    .then(() => planUntilDone(area, running))
    .finally(() => planners.delete(area));
  keepAlive(running.work);
}

const areaRows = z.object({
  rows: z.array(z.object({ area: z.string().check(z.maxLength(40)) })).check(z.maxLength(10_000)),
});

/** Returns the areas that have an open order for riders, or an offer that nobody has answered. */
async function findAreas(): Promise<Area[]> {
  const db = await queryable();
  const found = await db.execute(sql`
    select distinct case when tenant.rider_fleet = 'own' then tenant.id::text else ${PLATFORM_FLEET} end as area
    from orders join tenants tenant on tenant.id = orders.tenant_id
    where orders.status in ('Preparing', 'Out for Delivery') and orders.delivery_by <> 'store'
    union
    select case when tenant.rider_fleet = 'own' then tenant.id::text else ${PLATFORM_FLEET} end
    from offers offer join offer_orders about on about.offer_id = offer.id
    join orders on orders.id = about.order_id join tenants tenant on tenant.id = orders.tenant_id
    where offer.status = 'open'
    limit 10000`);
  return z.parse(areaRows, found).rows.map(({ area }) => area);
}

/** Plans all areas, one after another. Returns the number of decisions written. */
export async function planAll(now?: Date): Promise<number> {
  let written = 0;
  // Their orders are planned anew in the same round.
  await settleSilentRiders(now);
  for (const area of await findAreas())
    try {
      written += (await planArea(area, now)).written;
    } catch (error) {
      logger.warn({ error, area }, "An area could not be planned; the next round tries again");
    }
  return written;
}

/** Where no process stays. Elsewhere, `startDispatch` does the same more often. */
export const planDispatch = defineJob({
  name: "dispatch:plan",
  input: z.object({}),
  schedule: { cron: "* * * * *", everyMinutes: 1 },
  retry: null,
  run: () => planAll(),
});

/** Offers end so often, so that the next rider is asked soon. */
const EXPIRE_MS = 2_000;

/**
 * On Vercel, too: an instance lives as long as a stream that it serves, so while any page is open, somebody ends offers in time. The
 * events of their end ask for the next plan.
 */
export function startOfferDeadlines(): void {
  periodically("The end of unanswered offers", EXPIRE_MS, () => expireOffers(new Date()));
}

export function startDispatch(): void {
  startOfferDeadlines();
  periodically("The watch over silent riders", EVERY_MS, () => settleSilentRiders());
  periodically("The planning of dispatch", EVERY_MS, async () => {
    for (const area of await findAreas()) requestPlan(area);
  });
}
