import { sql } from "drizzle-orm";
import * as z from "zod";
import { queryable } from "@/lib/db/client";
import { jobs } from "@/lib/jobs";
import { prepareQueues } from "@/lib/jobs/queues";
import { changeOrder } from "@/lib/orders/server/commands";
import { runReactions, startReactions } from "@/lib/reactions";
import { listReactionProblems } from "@/lib/reactions/problems";
import { memoryBus } from "@/lib/realtime/bus/memory";
import { provideBus } from "@/lib/realtime/bus/process-bus";
import type { Figures, Limits } from "../orders/figures";
import { changeOrders, type PlacedOrder, placeOrders, type Step } from "../orders/life";
import { assertNothingLost } from "../orders/lost";
import { type Where, withNewDatabase } from "../orders/measured-database";
import { buildTown, type Town } from "../orders/town";
import { median } from "../support/median";
import type { ReactionFigures } from "./figures";

const BUDGET_MS = 600_000;
/** The order cancels out a drift of the machine. */
const WINDOWS = [false, true, true, false, false, true, true, false];

async function change({ id, partner }: PlacedOrder, step: Step): Promise<void> {
  const changed = await changeOrder(partner, id, step);
  if (!changed.ok) throw new Error(`${step.name}: ${changed.message}`);
}

/** Begins when the reactions have caught up. */
async function measureWindow(town: Town, limits: Limits, isBeside: boolean): Promise<Figures> {
  const { placed } = await placeOrders(town, limits);
  await runReactions(BUDGET_MS);
  const stop = isBeside ? startReactions() : async () => undefined;
  try {
    return await changeOrders(placed, limits, change);
  } finally {
    await stop();
  }
}

const medianOf = (windows: readonly Figures[], figure: "perSecond" | "cpuMicroseconds") =>
  median(windows.map((window) => window[figure]));

const counted = z.object({
  rows: z.tuple([z.object({ owed: z.coerce.number(), notifications: z.coerce.number() })]),
});

/** Throws when a notification is missing or exists twice. */
async function countNotifications(): Promise<number> {
  const db = await queryable();
  const answer = counted.parse(
    await db.execute(sql`
      select (select count(*) from notifications) as notifications,
        (select count(*) from order_history where from_status is null
          or (from_status <> to_status and to_status in ('Out for Delivery', 'Delivered', 'Cancelled'))) as owed`),
  );
  const [{ owed, notifications }] = answer.rows;
  if (owed !== notifications) throw new Error(`${owed} notifications were owed; there are ${notifications}`);
  return notifications;
}

/** A reaction that fails only stops its own channel, and would then look fast. */
async function assertNoProblem(): Promise<void> {
  const [problem] = await listReactionProblems();
  if (problem !== undefined) throw new Error(`A reaction has failed: ${JSON.stringify(problem)}`);
}

/** Measures how fast a reaction works off `seconds` of events, and order changes a second beside it and without it. */
export function measureReactions(where: Where, limits: Limits): Promise<ReactionFigures> {
  return withNewDatabase(where, async (database) => {
    provideBus(memoryBus(8));
    try {
      return await database.asProduct(limits.concurrency, async () => {
        // Reactions enqueue jobs, which nothing runs here.
        await prepareQueues(jobs);
        await runReactions(BUDGET_MS);
        const town = await buildTown();
        const { placed } = await placeOrders(town, limits);
        await changeOrders(placed, limits, change);
        const began = performance.now();
        const events = await runReactions(BUDGET_MS);
        const eventsPerSecond = events / ((performance.now() - began) / 1_000);
        const beside: Figures[] = [];
        const without: Figures[] = [];
        const window = { ...limits, seconds: limits.seconds / 2 };
        for (const isBeside of WINDOWS)
          (isBeside ? beside : without).push(await measureWindow(town, window, isBeside));
        await runReactions(BUDGET_MS);
        await assertNothingLost();
        await assertNoProblem();
        return {
          eventsPerSecond,
          events,
          changesBeside: medianOf(beside, "perSecond"),
          changesWithout: medianOf(without, "perSecond"),
          cpuRatio: medianOf(beside, "cpuMicroseconds") / medianOf(without, "cpuMicroseconds"),
          notifications: await countNotifications(),
        };
      });
    } finally {
      provideBus(undefined);
    }
  });
}
