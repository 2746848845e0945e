import "server-only";
import { setImmediate } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { standstillEnd } from "@/lib/broadcasts/model/standstill";
import { toWindows, windowsSince } from "@/lib/broadcasts/server/queries";
import { type Queryable, queryable } from "@/lib/db/client";
import { beginToDecide, type Deciding, type Decision } from "@/lib/dispatch/model/decide/decide";
import { stopReason } from "@/lib/platform/server/switches";
import { logger } from "@/lib/server/logger";
import type { Area } from "./area";
import { readFacts } from "./area-facts";
import { commitIntent } from "./commit-intent";
import { type Intent, intentsOf } from "./intents";
import type { AreaState } from "./read-area";
import { setEtas } from "./set-etas";
import { tellOfNobody } from "./tell-of-nobody";
import { withdrawLapsed } from "./withdraw-lapsed";

/** Computing time of a plan (ms). A small one needs less: after some steps for each order, nothing changes. */
const BUDGET = { most: 150, eachOrder: 5, upTo: 60, longest: 1_000 };
/** The event loop is free for requests after so long (ms). */
const SLICE_MS = 15;
/** Steps for each order of a small plan that are made in any case: on a busy machine, its time passes without them. */
const STEPS_EACH_ORDER = 50;

function budgetFor(orders: number): number {
  if (orders <= BUDGET.upTo) return Math.min(BUDGET.most, orders * BUDGET.eachOrder);
  return Math.min(BUDGET.longest, (BUDGET.most * orders) / BUDGET.upTo);
}

/** Searches in slices: the web process has requests to answer. */
async function search(deciding: Deciding, orders: number): Promise<Decision[]> {
  const limit = budgetFor(orders);
  let due = STEPS_EACH_ORDER * Math.min(orders, BUDGET.upTo);
  for (let spent = 0; spent < limit; ) {
    const began = performance.now();
    const slice = Math.min(SLICE_MS, limit - spent);
    deciding.run({
      elapsed: () => {
        due -= 1;
        return due >= 0 ? 0 : performance.now() - began;
      },
      limit: slice,
    });
    spent += performance.now() - began;
    await setImmediate();
  }
  return deciding.decisions();
}

export interface Outcome {
  /** Decisions that were written. */
  readonly written: number;
  /** Some of the plan came too late: another change was faster. */
  readonly isStale: boolean;
  /** When the next route should leave that is planned now (ms since 1970); null: none waits. */
  readonly nextAt: number | null;
}

function nextOf(decisions: readonly Decision[], now: number): number | null {
  const waiting = decisions.flatMap((decision) =>
    decision.type === "hold" && decision.route.leaveAt > now ? [decision.route.leaveAt] : [],
  );
  return waiting.length === 0 ? null : Math.min(...waiting);
}

async function commitAll(intents: readonly Intent[], state: AreaState) {
  const names = new Map(state.riders.map(({ id, name }) => [id, name]));
  let [written, isStale] = [0, false];
  for (const intent of intents)
    try {
      if (await commitIntent(intent, state, names)) written += 1;
      else if (intent.offers.length > 0) isStale = true;
    } catch (error) {
      // A deadlock, for example. The next plan decides anew.
      isStale = true;
      logger.warn({ error, area: state.area }, "A decision of dispatch could not be written");
    }
  return { written, isStale };
}

/** Dispatchers can still assign riders themselves, and offers that riders have already end in their usual time. */
async function isHalted(db: Queryable, now: Date): Promise<boolean> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const [halts] = await db
    .select({ reason: stopReason("dispatch"), maintenance: windowsSince(at) })
    .from(sql`(select 1) as one`);
  if (halts === undefined) return false;
  return halts.reason !== null || standstillEnd(now.getTime(), toWindows(halts.maintenance)) !== null;
}

/** Plans an area and carries the plan out. Several processes may do so at once: nothing is done twice. */
export async function planArea(area: Area, now = new Date()): Promise<Outcome> {
  const db = await queryable();
  const withdrawn = await withdrawLapsed(area, now);
  const facts = await readFacts(db, area, now);
  const { state, planned } = facts;
  if (state.orders.length === 0 || (await isHalted(db, now)))
    return { written: withdrawn, isStale: false, nextAt: null };
  const { snapshot } = planned;
  // The same moment gives the same plan everywhere.
  const deciding = beginToDecide(snapshot, Math.floor(now.getTime() / 1_000));
  const decisions = await search(deciding, snapshot.orders.length);
  const { written, isStale } = await commitAll(intentsOf(state, planned, decisions), state);
  await tellOfNobody(state);
  await setEtas(facts, decisions);
  return { written: written + withdrawn, isStale, nextAt: nextOf(decisions, now.getTime()) };
}
