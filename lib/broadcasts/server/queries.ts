import "server-only";
import { and, asc, desc, eq, gt, isNotNull, isNull, lt, type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import type { Viewer } from "@/lib/auth/server/viewer";
import type { Audience, Broadcast, ListedBroadcast, PlatformState } from "@/lib/broadcasts/model/schema";
import { OPEN_AT_MOST } from "@/lib/broadcasts/model/schema";
import type { Windows } from "@/lib/broadcasts/model/standstill";
import { type Queryable, queryable } from "@/lib/db/client";
import { broadcastConfirmations, broadcasts, platformSwitches } from "@/lib/db/schema/broadcasts";
import { stoppedSwitchSchema } from "@/lib/platform/model/switches";
import { toBroadcast } from "./rows";

/** When maintenance ended or will end. `least` ignores nulls. */
const end = sql`least(${broadcasts.ends_at}, ${broadcasts.withdrawn_at})`;
/** A constant, so that a prepared plan uses the partial index. */
const isMaintenance = sql`${broadcasts.kind} = 'maintenance' and ${broadcasts.starts_at} < ${end}`;
const epochMs = (instant: SQL | typeof broadcasts.starts_at) =>
  sql`floor(extract(epoch from ${instant}) * 1000)`;

/** Maintenance that ends after `since`, as a column of another query, for `toWindows`: it costs no round trip. */
export const windowsSince = (since: SQL): SQL<unknown> => sql`(
  select coalesce(json_agg(json_build_array(${epochMs(broadcasts.starts_at)}, ${epochMs(end)})), '[]'::json)
  from ${broadcasts}
  where ${isMaintenance} and ${broadcasts.ends_at} > ${since} and ${end} > ${since}
)`;

const windowsSchema = z.array(z.tuple([z.number(), z.number()])).check(z.maxLength(10_000));

export const toWindows = (column: unknown): Windows => z.parse(windowsSchema, column);

export async function readWindows(db: Queryable, since: Date): Promise<Windows> {
  const found = await db.execute(
    sql`select ${windowsSince(sql`${since.toISOString()}::timestamptz`)} as windows`,
  );
  const { rows } = z.parse(
    z.object({ rows: z.array(z.object({ windows: windowsSchema })).check(z.length(1)) }),
    found,
  );
  return rows[0]?.windows ?? [];
}

/** For how long time stood still from `since` until `now`, as an interval: `stoodStill` of the model, in the database. */
export const stoodStillSince = (since: SQL, now: Date): SQL => {
  const at = sql`${now.toISOString()}::timestamptz`;
  return sql`(
    select coalesce(sum(upper(still) - lower(still)), interval '0') from unnest((
      select range_agg(tstzrange(greatest(${broadcasts.starts_at}, ${since}), least(${end}, ${at})))
      from ${broadcasts}
      where ${isMaintenance} and ${broadcasts.ends_at} > ${since} and ${end} > ${since}
        and ${broadcasts.starts_at} < ${at} and ${since} < ${at}
    )) as still
  )`;
};

/** Who may read what is meant for whom. Visitors (null) are customers to be. */
export function audiencesOf(viewer: Viewer | null): Audience[] {
  if (viewer === null) return ["everybody", "customers"];
  const { isAdmin, tenantIds, riderFleet } = viewer;
  return [
    "everybody",
    "customers",
    ...(isAdmin || tenantIds.length > 0 ? (["partners"] as const) : []),
    ...(isAdmin || riderFleet !== null ? (["riders"] as const) : []),
  ];
}

const DAY = 24 * 60 * 60_000;

const stoppedSchema = z
  .array(z.pick(stoppedSwitchSchema, { name: true, reason: true }))
  .check(z.maxLength(10));

/**
 * Returns what is in force or announced for this person (null: a visitor) now, the maintenance of the last day, and the parts of
 * the platform that are stopped: one statement, because every live page needs it.
 */
export async function readInForce(viewer: Viewer | null): Promise<PlatformState> {
  const db = await queryable();
  const now = new Date();
  const state = db
    .select({
      stopped: sql<unknown>`coalesce(json_agg(
        json_build_object('name', ${platformSwitches.name}, 'reason', ${platformSwitches.reason}) order by ${platformSwitches.name}
      ), '[]'::json)`.as("stopped"),
    })
    .from(platformSwitches)
    .as("state");
  const rows = await db
    .select({
      stopped: state.stopped,
      broadcast: broadcasts,
      confirmed_at: broadcastConfirmations.confirmed_at,
    })
    .from(state)
    .leftJoin(
      broadcasts,
      and(
        isNotNull(broadcasts.published_at),
        gt(broadcasts.ends_at, new Date(now.getTime() - DAY)),
        sql`${broadcasts.audience} = any(${sql.param(audiencesOf(viewer))}::text[])`,
      ),
    )
    .leftJoin(
      broadcastConfirmations,
      and(
        eq(broadcastConfirmations.broadcast_id, broadcasts.id),
        viewer === null ? sql`false` : eq(broadcastConfirmations.user_id, viewer.userId),
      ),
    )
    .orderBy(asc(broadcasts.ends_at))
    .limit(10 * OPEN_AT_MOST);
  const isOpen = ({ ends_at, withdrawn_at }: Broadcast) =>
    withdrawn_at === null && Date.parse(ends_at) > now.getTime();
  return {
    stopped: stoppedSchema.parse(rows[0]?.stopped ?? []),
    broadcasts: rows
      .flatMap(({ broadcast }) => (broadcast === null ? [] : [toBroadcast(broadcast)]))
      .filter((broadcast) => broadcast.kind === "maintenance" || isOpen(broadcast)),
    confirmed: rows.flatMap(({ broadcast, confirmed_at }) =>
      broadcast === null || confirmed_at === null ? [] : [broadcast.id],
    ),
  };
}

export const LISTED = 100;

/** Returns the newest broadcasts; null for anyone but an admin. */
export async function listBroadcasts(viewer: {
  readonly isAdmin: boolean;
}): Promise<ListedBroadcast[] | null> {
  if (!viewer.isAdmin) return null;
  const db = await queryable();
  const rows = await db
    .select({
      broadcast: broadcasts,
      confirmations: sql<number>`(
        select count(*)::int from ${broadcastConfirmations}
        where ${broadcastConfirmations.broadcast_id} = ${broadcasts.id}
      )`,
    })
    .from(broadcasts)
    .orderBy(desc(broadcasts.created_at), desc(broadcasts.id))
    .limit(LISTED);
  return rows.map(({ broadcast, confirmations }) => ({
    ...toBroadcast(broadcast),
    confirmations,
    created_by_name: broadcast.created_by_name,
    created_at: broadcast.created_at.toISOString(),
    published_at: broadcast.published_at?.toISOString() ?? null,
  }));
}

/** Those that are due to be published, the earliest first. */
export const isDue = (until: Date) =>
  and(isNull(broadcasts.published_at), isNull(broadcasts.withdrawn_at), lt(broadcasts.starts_at, until));

export const isOpen = (now: Date) => and(isNull(broadcasts.withdrawn_at), gt(broadcasts.ends_at, now));
