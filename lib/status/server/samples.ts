import "server-only";
import { and, asc, gte, lt } from "drizzle-orm";
import { type Queryable, queryable } from "@/lib/db/client";
import { statusSamples } from "@/lib/db/schema/status";
import type { JobDefinition } from "@/lib/jobs/define-job";
import { readSchedules } from "@/lib/jobs/schedules";
import { isLate } from "@/lib/platform/model/late-schedule";
import { hub } from "@/lib/realtime/hub/process-hub";
import { periodically } from "@/lib/server/periodically";
import { type DeliveryCounts, sinceThen, sumOf } from "@/lib/status/model/latency";
import type { Sample } from "@/lib/status/model/level";
import { readHealth } from "@/lib/status/server/health";

export const MINUTE_MS = 60_000;
/** Of an outage of the database: its samples are written afterwards. */
const UNWRITTEN_AT_MOST = 180;

interface Counted {
  deliveryTimes: DeliveryCounts;
  repaired: number;
  lost: number;
}

declare global {
  // Next gives route handlers, pages and instrumentation separate module states; globalThis is shared.
  var platewireSampled: { before: Counted | undefined; unwritten: (Sample & { minute: Date })[] } | undefined;
}

/** Counts only schedules that should have begun: a run under way that takes long is not late. */
async function countLateJobs(jobs: readonly JobDefinition[]): Promise<number> {
  const now = Date.now();
  const schedules = await readSchedules(jobs);
  return schedules.filter(({ dueAt, everyMinutes }) =>
    isLate({ dueAt: dueAt.getTime(), everyMinutes, isRunning: false }, now),
  ).length;
}

/** Writes what this instance measured since the last call, as the sample of the present minute. */
export async function takeSample(jobs: readonly JobDefinition[], now: Date = new Date()): Promise<void> {
  globalThis.platewireSampled ??= { before: undefined, unwritten: [] };
  const state = globalThis.platewireSampled;
  const { deliveryTimes, repaired, lost, bus } = hub().stats();
  const { checks } = await readHealth();
  const { before } = state;
  state.before = { deliveryTimes, repaired, lost };
  state.unwritten.push({
    minute: new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS),
    deliveryTimes: before === undefined ? [...deliveryTimes] : sinceThen(deliveryTimes, before.deliveryTimes),
    repaired: repaired - (before?.repaired ?? 0),
    lost: lost - (before?.lost ?? 0),
    isBusOk: bus.state === "ok",
    databaseMs: checks.database.ok ? checks.database.ms : null,
    lateJobs: checks.database.ok ? await countLateJobs(jobs) : 0,
  });
  state.unwritten.splice(0, state.unwritten.length - UNWRITTEN_AT_MOST);
  const written = [...state.unwritten];
  await writeSamples(await queryable(), hub().owners.presence.instanceId, written);
  state.unwritten = state.unwritten.filter((sample) => !written.includes(sample));
}

/** A second sample of the same minute and instance is left out. */
export async function writeSamples(
  db: Queryable,
  instanceId: string,
  samples: readonly (Sample & { minute: Date })[],
): Promise<void> {
  if (samples.length === 0) return;
  await db
    .insert(statusSamples)
    .values(
      samples.map(({ minute, deliveryTimes, repaired, lost, isBusOk, databaseMs, lateJobs }) => ({
        ...{ minute, instance_id: instanceId, repaired, lost },
        // Most minutes of a small installation have no events.
        delivery_times: sumOf(deliveryTimes) === 0 ? [] : [...deliveryTimes],
        is_bus_ok: isBusOk,
        database_ms: databaseMs,
        late_jobs: lateJobs,
      })),
    )
    .onConflictDoNothing();
}

/** The samples of the minutes from `from` until before `until`, by minute, the earliest first. */
export async function readSamples(db: Queryable, from: Date, until: Date): Promise<Sample[][]> {
  const rows = await db
    .select()
    .from(statusSamples)
    .where(and(gte(statusSamples.minute, from), lt(statusSamples.minute, until)))
    .orderBy(asc(statusSamples.minute));
  const minutes = new Map<number, Sample[]>();
  for (const row of rows) {
    const key = row.minute.getTime();
    const sample: Sample = {
      deliveryTimes: row.delivery_times,
      repaired: row.repaired,
      lost: row.lost,
      isBusOk: row.is_bus_ok,
      databaseMs: row.database_ms,
      lateJobs: row.late_jobs,
    };
    minutes.set(key, [...(minutes.get(key) ?? []), sample]);
  }
  return [...minutes.values()];
}

/** Each instance measures itself. On Vercel the scheduled call does, at the instance that answers it. */
export function startStatusSamples(jobs: readonly JobDefinition[]): void {
  periodically("The sample of the status", MINUTE_MS, () => takeSample(jobs));
}
