import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import * as z from "zod/mini";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { type Queryable, queryable } from "@/lib/db/client";
import { riderShifts, riders, tripPoints, trips } from "@/lib/db/schema/riders";
import { filterPoints, type ReportedPoint } from "@/lib/riders/model/filter-points";
import { type KeptPosition, keptPositionSchema, type Point } from "@/lib/riders/model/position";
import { type PositionsAnswer, reportPositionsSchema } from "@/lib/riders/model/requests";
import type { SeenStop } from "@/lib/riders/model/visibility";
import { inBatches } from "@/lib/server/in-batches";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";
import { publishPositions } from "./publish-position";
import { isOpenShift } from "./shift-rows";
import { stopsOf, toStops } from "./trip-context";

/** The shift whose positions are reported: of a rider, or of a tracking token. */
export type ShiftKey = { readonly riderId: string } | { readonly tokenHash: string };

interface OpenShift {
  readonly id: string;
  readonly rider: { readonly id: string; readonly tenant_id: string | null };
  readonly last: KeptPosition | null;
  readonly tripId: string | null;
  readonly stops: readonly SeenStop[];
}

const keptSchema = z.nullable(keptPositionSchema);

const keyOf = (key: ShiftKey) => ("riderId" in key ? key.riderId : key.tokenHash);

/** The open shifts of these riders and tokens, each by its key. */
async function readShifts(db: Queryable, keys: readonly ShiftKey[]): Promise<Map<string, OpenShift>> {
  const riderIds = keys.flatMap((key) => ("riderId" in key ? key.riderId : []));
  const hashes = keys.flatMap((key) => ("tokenHash" in key ? key.tokenHash : []));
  const rows = await db
    .select({
      id: riderShifts.id,
      tokenHash: riderShifts.tracking_token_hash,
      riderId: riders.id,
      tenantId: riders.tenant_id,
      position: riderShifts.position,
      tripId: trips.id,
      stops: stopsOf(riders.id),
    })
    .from(riderShifts)
    .innerJoin(riders, eq(riders.id, riderShifts.rider_id))
    .leftJoin(trips, and(eq(trips.rider_id, riders.id), isNull(trips.finished_at)))
    .where(
      and(
        sql`(${riderShifts.rider_id} = any(${sql.param(riderIds)}::uuid[])
          or ${riderShifts.tracking_token_hash} = any(${sql.param(hashes)}::text[]))`,
        isOpenShift,
        isNull(riders.removed_at),
      ),
    );
  return new Map(
    rows.flatMap((row) => {
      const shift: OpenShift = {
        id: row.id,
        rider: { id: row.riderId, tenant_id: row.tenantId },
        last: z.parse(keptSchema, row.position),
        tripId: row.tripId,
        stops: toStops(row.stops),
      };
      return [row.riderId, row.tokenHash].map((key): [string, OpenShift] => [key, shift]);
    }),
  );
}

/** Reports of so many shifts share their statements. */
const SHIFTS_AT_ONCE = 200;

const writtenSchema = z.object({
  rows: z.array(z.object({ id: idSchema })).check(z.maxLength(SHIFTS_AT_ONCE)),
});

const secondOf = ({ at }: Point) => Math.floor(Date.parse(at) / 1_000);

interface Kept {
  readonly shift: OpenShift;
  readonly position: KeptPosition;
  readonly points: readonly Point[];
}

/**
 * Writes in one statement, one position for each shift. Returns the ids of the shifts that are changed: not those that have ended, or
 * got a newer position, since they were read. Points are numbered by their second, because a tracking application does not number
 * them; a trip needs no more than one each.
 */
async function keep(db: Queryable, reports: readonly Kept[]): Promise<Set<string>> {
  const given = reports.map(({ shift, position, points }) => ({
    id: shift.id,
    trip_id: shift.tripId,
    kept: position,
    points:
      shift.tripId === null ? [] : points.map((point) => ({ id: newId(), ...point, seq: secondOf(point) })),
  }));
  // Locked by id: batches of two processes may hold the same shifts.
  const answer = await db.execute(sql`
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
        as g(id uuid, trip_id uuid, kept jsonb, points jsonb)
    ), locked as materialized (
      select id from ${riderShifts} where id = any(array(select id from given)) order by id for no key update
    ), changed as (
      update ${riderShifts} shift set position = given.kept
      from given join locked using (id)
      where shift.id = given.id and shift.ended_at is null
        and (shift.position is null or (shift.position->>'seq')::int < (given.kept->>'seq')::int
          or ((shift.position->>'seq')::int = (given.kept->>'seq')::int and shift.position->>'at' < given.kept->>'at'))
      returning shift.id
    ), track as (
      insert into ${tripPoints} (id, trip_id, seq, lat, lng, accuracy, at)
      select p.id, given.trip_id, p.seq, p.lat, p.lng, p.accuracy, p.at
      from changed join given using (id), jsonb_to_recordset(given.points)
        as p(id uuid, seq integer, lat real, lng real, accuracy real, at timestamptz)
      where given.trip_id is not null
      on conflict do nothing
    )
    select id from changed`);
  return new Set(z.parse(writtenSchema, answer).rows.map(({ id }) => id));
}

interface Report {
  readonly points: readonly ReportedPoint[];
  readonly battery: number | undefined;
}
interface KeyedReport extends Report {
  readonly key: ShiftKey;
}
/** `null` when no such shift is open: nothing is stored then. */
interface Taken {
  readonly answer: PositionsAnswer | null;
}

async function takeAll(reports: readonly KeyedReport[]): Promise<Taken[]> {
  const db = await queryable();
  const shifts = await readShifts(
    db,
    reports.map(({ key }) => key),
  );
  const now = Date.now();
  const filtered = reports.map(({ key, points, battery }) => {
    const shift = shifts.get(keyOf(key));
    return shift === undefined ? null : { shift, ...filterPoints(shift.last, points, { now, battery }) };
  });
  const kept = new Map<string, Kept>();
  // A rider who reports with the token and as a person at once: the next report tells the rest.
  for (const one of filtered)
    if (one !== null && one.kept !== null && !kept.has(one.shift.id))
      kept.set(one.shift.id, { shift: one.shift, position: one.kept, points: one.accepted });
  const changed = kept.size === 0 ? new Set<string>() : await keep(db, [...kept.values()]);
  publishPositions(
    [...kept.values()].flatMap(({ shift, position }) => {
      const { clock_offset_ms, ...seen } = position;
      return changed.has(shift.id) ? [{ rider: shift.rider, stops: shift.stops, position: seen }] : [];
    }),
  );
  return filtered.map((one): Taken => {
    if (one === null) return { answer: null };
    const isStored = changed.has(one.shift.id) && kept.get(one.shift.id)?.position === one.kept;
    return { answer: { accepted: isStored ? one.accepted.length : 0, next_in_ms: one.nextInMs } };
  });
}

/** A position may be as much later (ms), where that saves the statements of its own: riders report every few seconds. */
const GATHER_MS = 100;

const takeSoon = inBatches(takeAll, {
  keyOf: ({ key }: KeyedReport) => keyOf(key),
  gatherMs: GATHER_MS,
  atMost: SHIFTS_AT_ONCE,
});

/** Null when no such shift is open: nothing is stored then. */
export async function takePositions(key: ShiftKey, report: Report): Promise<PositionsAnswer | null> {
  const { answer } = await takeSoon({ key, ...report });
  return answer;
}

/** Repeated points are dropped as older ones, so the command needs no key. */
export const reportPositionsCommand = defineCommand({
  name: "report_positions",
  scope: "orders:write",
  limit: "location",
  input: reportPositionsSchema,
  authorise: ({ viewer }) =>
    viewer.riderFleet === null ? failure<never>("forbidden", errorText("riders.only")) : null,
  run: async ({ viewer, input: { points, battery } }): Promise<Result<PositionsAnswer, never>> => {
    const answer = await takePositions({ riderId: viewer.userId }, { points, battery });
    return answer === null ? failure<never>("conflict", errorText("riders.off_shift")) : success(answer);
  },
});
