import "server-only";
import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
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
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";
import { publishPosition } from "./publish-position";
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

async function readShift(db: Queryable, key: ShiftKey): Promise<OpenShift | null> {
  const which =
    "riderId" in key
      ? eq(riderShifts.rider_id, key.riderId)
      : eq(riderShifts.tracking_token_hash, key.tokenHash);
  const [row] = await db
    .select({
      id: riderShifts.id,
      riderId: riders.id,
      tenantId: riders.tenant_id,
      position: riderShifts.position,
      tripId: trips.id,
      stops: stopsOf(riders.id),
    })
    .from(riderShifts)
    .innerJoin(riders, eq(riders.id, riderShifts.rider_id))
    .leftJoin(trips, and(eq(trips.rider_id, riders.id), isNull(trips.finished_at)))
    .where(and(which, isOpenShift, isNull(riders.removed_at)));
  if (row === undefined) return null;
  return {
    id: row.id,
    rider: { id: row.riderId, tenant_id: row.tenantId },
    last: z.parse(keptSchema, row.position),
    tripId: row.tripId,
    stops: toStops(row.stops),
  };
}

const writtenSchema = z.object({ rows: z.array(z.object({ id: idSchema })).check(z.maxLength(1)) });

const secondOf = ({ at }: Point) => Math.floor(Date.parse(at) / 1_000);

/** Numbered by their second, because a tracking application does not number its points; a trip needs no more than one each. */
function insertTrack(tripId: string, points: readonly Point[]): SQL {
  const track = points.map((point) => ({ id: newId(), ...point, seq: secondOf(point) }));
  return sql`
    insert into ${tripPoints} (id, trip_id, seq, lat, lng, accuracy, at)
    select p.id, ${tripId}::uuid, p.seq, p.lat, p.lng, p.accuracy, p.at
    from changed, jsonb_to_recordset(${JSON.stringify(track)}::jsonb)
      as p(id uuid, seq integer, lat real, lng real, accuracy real, at timestamptz)
    on conflict do nothing`;
}

/** Writes in one statement. False when the shift has ended, or a newer position has come, since it was read. */
async function keep(db: Queryable, shift: OpenShift, kept: KeptPosition, points: readonly Point[]) {
  const change = sql`
    update ${riderShifts} set position = ${JSON.stringify(kept)}::jsonb
    where ${riderShifts.id} = ${shift.id} and ended_at is null
      and (position is null or (position->>'seq')::int < ${kept.seq}
        or ((position->>'seq')::int = ${kept.seq} and position->>'at' < ${kept.at}))
    returning id`;
  const track = shift.tripId === null ? undefined : insertTrack(shift.tripId, points);
  const answer = await db.execute(
    track === undefined
      ? sql`with changed as (${change}) select id from changed`
      : sql`with changed as (${change}), track as (${track}) select id from changed`,
  );
  return z.parse(writtenSchema, answer).rows.length > 0;
}

interface Report {
  readonly points: readonly ReportedPoint[];
  readonly battery: number | undefined;
}

/** Null when no such shift is open: nothing is stored then. */
export async function takePositions(
  key: ShiftKey,
  { points, battery }: Report,
): Promise<PositionsAnswer | null> {
  const db = await queryable();
  const shift = await readShift(db, key);
  if (shift === null) return null;
  const { accepted, kept, nextInMs } = filterPoints(shift.last, points, { now: Date.now(), battery });
  if (kept === null || !(await keep(db, shift, kept, accepted))) return { accepted: 0, next_in_ms: nextInMs };
  const { clock_offset_ms, ...position } = kept;
  publishPosition(shift.rider, shift.stops, position);
  return { accepted: accepted.length, next_in_ms: nextInMs };
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
