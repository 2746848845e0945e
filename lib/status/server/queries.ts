import "server-only";
import { desc, gt, inArray, isNull, or } from "drizzle-orm";
import { type Queryable, queryable } from "@/lib/db/client";
import { incidents, incidentUpdates, statusDays, statusSamples, statusState } from "@/lib/db/schema/status";
import { logger } from "@/lib/server/logger";
import { barsOf, type DayBar } from "@/lib/status/model/days";
import type { Incident } from "@/lib/status/model/incident";
import { latencyOf } from "@/lib/status/model/latency";
import type { Status } from "@/lib/status/model/level";
import type { PublicStatus } from "@/lib/status/model/schema";

const DAY_MS = 24 * 60 * 60 * 1_000;
const RESOLVED_DAYS = 14;
const INCIDENTS_AT_MOST = 40;
const UPDATES_AT_MOST = 200;
/** Many people ask during an outage, when the database has least to spare. */
const FRESH_MS = 5_000;
const TIMEOUT_MS = 3_000;
/** Each instance writes a sample a minute. Without any for so long, nothing is known, and a status of before would be a lie. */
const MISSING_MS = 5 * 60_000;

export interface StatusPageData extends PublicStatus {
  readonly since: string | null;
  /** Of today. */
  readonly repaired: number;
  readonly lost: number;
  readonly days: readonly DayBar[];
  readonly read_at: string;
  /** False: the database did not answer, and all but the status is older. */
  readonly isCurrent: boolean;
  /** False: no instance has measured anything for minutes. */
  readonly isMeasured: boolean;
}

declare global {
  // Next gives route handlers, pages and instrumentation separate module states; globalThis is shared.
  var platewireStatusPage: { at: number; data: StatusPageData } | undefined;
  var platewireStatusReading: Promise<StatusPageData> | undefined;
}

/** Those that are open, then those resolved lately, the latest first. */
export async function listIncidents(db: Queryable, now: number): Promise<Incident[]> {
  const rows = await db
    .select()
    .from(incidents)
    .where(
      or(isNull(incidents.resolved_at), gt(incidents.started_at, new Date(now - RESOLVED_DAYS * DAY_MS))),
    )
    .orderBy(desc(incidents.started_at), desc(incidents.id))
    .limit(INCIDENTS_AT_MOST);
  if (rows.length === 0) return [];
  const updates = await db
    .select()
    .from(incidentUpdates)
    .where(
      inArray(
        incidentUpdates.incident_id,
        rows.map(({ id }) => id),
      ),
    )
    .orderBy(desc(incidentUpdates.at), desc(incidentUpdates.id));
  const all = rows.map(({ id, title, impact, started_at, resolved_at }) => ({
    ...{ id, title, impact },
    started_at: started_at.toISOString(),
    resolved_at: resolved_at?.toISOString() ?? null,
    updates: updates
      .filter(({ incident_id }) => incident_id === id)
      .slice(0, UPDATES_AT_MOST)
      .map(({ id: updateId, state, text, at }) => ({ id: updateId, state, text, at: at.toISOString() })),
  }));
  const open = all.filter(({ resolved_at }) => resolved_at === null);
  return [...open, ...all.filter(({ resolved_at }) => resolved_at !== null)];
}

const EMPTY = {
  latency_ms: { p50: null, p95: null, p99: null },
  ...{ incidents: [], since: null, repaired: 0, lost: 0, isMeasured: true },
};

async function readFromDatabase(now: number): Promise<StatusPageData> {
  const db = await queryable();
  const [state] = await db.select().from(statusState);
  const days = await db.select().from(statusDays).orderBy(desc(statusDays.day)).limit(100);
  const today = days.find(({ day }) => day === new Date(now).toISOString().slice(0, 10));
  const [latest] = await db
    .select({ minute: statusSamples.minute })
    .from(statusSamples)
    .orderBy(desc(statusSamples.minute))
    .limit(1);
  // An installation without any sample has just begun.
  const isMeasured = latest === undefined || now - latest.minute.getTime() < MISSING_MS;
  const judged = state?.status ?? "healthy";
  return {
    status: isMeasured || judged === "down" ? judged : "degraded",
    since: isMeasured ? (state?.since.toISOString() ?? null) : null,
    isMeasured,
    latency_ms: latencyOf(today?.delivery_times ?? []),
    repaired: today?.repaired ?? 0,
    lost: today?.lost ?? 0,
    incidents: await listIncidents(db, now),
    days: barsOf(
      days.map(({ day, healthy_minutes, degraded_minutes, down_minutes }) => ({
        ...{ day, healthy: healthy_minutes, degraded: degraded_minutes, down: down_minutes },
      })),
      now,
    ),
    read_at: new Date(now).toISOString(),
    isCurrent: true,
  };
}

function withoutDatabase(now: number): StatusPageData {
  const known = globalThis.platewireStatusPage?.data;
  const status: Status = "down";
  const old = known ?? { ...EMPTY, days: barsOf([], now), read_at: new Date(now).toISOString() };
  return { ...old, status, since: null, isCurrent: false };
}

function timeOut(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error("The database takes too long")), TIMEOUT_MS).unref();
  });
}

/**
 * What everyone may see of the status, up to five seconds old. Without the database it is `down`, with what this process last
 * read. Never rejects.
 */
export async function readStatusPage(): Promise<StatusPageData> {
  const now = Date.now();
  const known = globalThis.platewireStatusPage;
  if (known !== undefined && now - known.at < FRESH_MS) return known.data;
  globalThis.platewireStatusReading ??= Promise.race([readFromDatabase(now), timeOut()])
    .catch((error: unknown) => {
      logger.warn({ error }, "The status cannot be read from the database");
      return withoutDatabase(now);
    })
    .then((data) => {
      globalThis.platewireStatusPage = { at: now, data };
      return data;
    })
    .finally(() => {
      globalThis.platewireStatusReading = undefined;
    });
  return globalThis.platewireStatusReading;
}

/** The next reader sees what was changed at this process. */
export function forgetStatusPage(): void {
  if (globalThis.platewireStatusPage !== undefined) globalThis.platewireStatusPage.at = 0;
}

export function publicStatusOf({ status, latency_ms, incidents }: PublicStatus): PublicStatus {
  return { status, latency_ms, incidents };
}
