import "server-only";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { PLATFORM_FLEET } from "@/lib/auth/model/fleet";
import type { Viewer } from "@/lib/auth/server/viewer";
import { type Queryable, queryable } from "@/lib/db/client";
import { users } from "@/lib/db/schema/people";
import { riders } from "@/lib/db/schema/riders";
import { weekAt, weekBounds } from "@/lib/riders/model/week";
import { firstName } from "@/lib/text/first-name";

const SHOWN = 20;

export interface LeaderboardRow {
  /** First name. */
  readonly name: string;
  readonly trips: number;
  readonly isYou: boolean;
}

export interface Leaderboard {
  readonly isOn: boolean;
  /** Those of the viewer's fleet who chose to be on it. */
  readonly rows: readonly LeaderboardRow[];
}

async function readIsOn(db: Queryable, riderId: string): Promise<boolean> {
  const [own] = await db
    .select({ isOn: riders.is_on_leaderboard })
    .from(riders)
    .where(eq(riders.id, riderId));
  return own?.isOn === true;
}

/** The trips that riders have finished this week, the most first. `now` in ms. Null for people who do not ride. */
export async function listLeaderboard(viewer: Viewer, now: number): Promise<Leaderboard | null> {
  const { riderFleet, userId } = viewer;
  if (riderFleet === null) return null;
  const db = await queryable();
  const { from, to } = weekBounds(weekAt(now));
  const finished = sql<number>`(
    select count(*)::int from trips t
    where t.rider_id = ${riders.id} and t.finished_at is not null
      and t.accepted_at >= ${new Date(from).toISOString()}::timestamptz
      and t.accepted_at < ${new Date(to).toISOString()}::timestamptz
  )`;
  const rows = await db
    .select({ id: riders.id, name: users.name, trips: finished })
    .from(riders)
    .innerJoin(users, eq(users.id, riders.id))
    .where(
      and(
        eq(riders.is_on_leaderboard, true),
        isNull(riders.removed_at),
        riderFleet === PLATFORM_FLEET ? isNull(riders.tenant_id) : eq(riders.tenant_id, riderFleet),
      ),
    )
    .orderBy(desc(finished), users.name, riders.id)
    .limit(SHOWN);
  return {
    isOn: await readIsOn(db, userId),
    rows: rows.map(({ id, name, trips }) => ({
      name: firstName(name ?? "?"),
      trips,
      isYou: id === userId,
    })),
  };
}
