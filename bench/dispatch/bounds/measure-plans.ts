import { plan, planFor } from "@/lib/dispatch/model/plan/plan";
import { prepare } from "@/lib/dispatch/model/plan/problem";
import { seededRandom } from "@/lib/dispatch/model/plan/random";
import { readyTimesOf } from "@/lib/dispatch/model/readiness/ready-times";
import { DEFAULT_SETTINGS, MINUTE } from "@/lib/dispatch/model/settings";
import type { OpenOrder, Rider, Snapshot } from "@/lib/dispatch/model/snapshot";
import { embeddedTravel } from "@/lib/dispatch/model/travel/embedded";
import { median } from "../../support/median";
import type { PlanFigures } from "../figures";
import { buildTown } from "../town/town";
import { optimalCost } from "./optimum";

interface Size {
  orders: number;
  riders: number;
  /** Whether every second rider still delivers another order. */
  deliver: boolean;
  budgetMs: number;
}

/** A moment of the evening: `count` orders of the last half hour, and riders of whom every second one may still deliver. */
export function momentOf({ orders: count, riders: fleet, deliver }: Size, seed: number): Snapshot {
  const random = seededRandom(seed);
  const town = buildTown({ seed, stores: Math.ceil(count / 2), peak: count * 2, riders: fleet });
  const now = 19 * 60 * MINUTE;
  const orders = town.orders.slice(-count).map((order): OpenOrder => {
    const placedAt = now - random() * 30 * MINUTE;
    const readyAt = Math.max(now - 5 * MINUTE, placedAt + (order.readyAt - order.placedAt));
    return {
      ...{ id: order.id, store: order.store, door: order.door, placedAt, promisedAt: placedAt + 40 * MINUTE },
      readyAt: readyTimesOf((share) => readyAt + (readyAt > now ? (share - 0.5) * 10 * MINUTE : 0)),
      ...{ freshMs: 25 * MINUTE, load: 1, riderId: null, mayMove: true, pinnedTo: null, declinedBy: [] },
    };
  });
  const riders = town.riders.map(({ id, vehicle, capacity, place }, n): Rider => {
    const door = orders[n % orders.length]?.door;
    const stopsLeft = !deliver || n % 2 === 0 || door === undefined ? [] : [door];
    const shiftEndsAt = now + 180 * MINUTE;
    return {
      id,
      vehicle,
      capacity,
      place,
      shiftEndsAt,
      stopsLeft,
      isAnswering: false,
      earnings: 0.5 + random(),
    };
  });
  return { now, orders, riders, travel: embeddedTravel(), settings: DEFAULT_SETTINGS };
}

const cpuMs = () => process.threadCpuUsage().user / 1_000;

/** Plans moments of one size, each from its preparation to the end of the budget, counted in CPU of this thread. */
export async function measurePlans(
  size: Size,
  seeds: readonly number[],
  solverSeconds: number | null,
): Promise<PlanFigures> {
  const runs = [];
  for (const seed of [0, ...seeds]) {
    const snapshot = momentOf(size, seed);
    const beforeFirst = cpuMs();
    const first = planFor(snapshot, { elapsed: () => 1, limit: 0 }, seed);
    const firstMs = cpuMs() - beforeFirst;
    const from = cpuMs();
    let steps = 0;
    const problem = prepare(snapshot);
    const elapsed = () => {
      steps += 1;
      return cpuMs() - from;
    };
    const { cost } = plan(problem, { elapsed, limit: size.budgetMs }, seed);
    const planMs = cpuMs() - from;
    // The first one warms the code up.
    if (seed === 0) continue;
    const optimum = solverSeconds === null ? null : await optimalCost(problem, solverSeconds);
    const gapOf = (value: number) => (optimum === null ? [] : [value / optimum - 1]);
    runs.push({ planMs, firstMs, steps, gap: gapOf(cost), firstGap: gapOf(first.cost) });
  }
  const gaps = runs.flatMap(({ gap }) => gap);
  return {
    ...size,
    planMs: median(runs.map(({ planMs }) => planMs)),
    firstMs: median(runs.map(({ firstMs }) => firstMs)),
    steps: median(runs.map(({ steps }) => steps)),
    gap: gaps.length === 0 ? null : { median: median(gaps), worst: Math.max(...gaps) },
    firstGap: gaps.length === 0 ? null : median(runs.flatMap(({ firstGap }) => firstGap)),
  };
}
