import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Queryable } from "@/lib/db/client";
import type { Reaction } from "./define-reaction";

/** An append is stamped when it locks its channel and visible at its commit; statements are cancelled after 15 s. */
const OVERLAP_SECONDS = 20;
const AT_MOST = 500;
/** The stored mark moves in steps, so that an idle process hardly ever writes. */
const STEP_SECONDS = 10;
const COMPARE_SECONDS = 600;

export interface Due {
  readonly reaction: string;
  readonly channel: string;
}

const known = (reactions: readonly Reaction[]) => sql`
  unnest(
    ${sql.param(reactions.map(({ name }) => name))}::text[],
    ${sql.param(reactions.map(({ channels }) => channels))}::text[]
  ) as known(reaction, pattern)`;

const behind = sql`
  from channels c
  left join reaction_positions p on p.reaction = known.reaction and p.channel = c.name
  where p.retry_at is null and (p.channel is null or p.epoch <> c.epoch or p."offset" < c.head)
    and c.name like known.pattern`;

const dueRows = z.object({
  rows: z.array(
    z.object({
      reaction: z.string(),
      channel: z.string().nullable(),
      mark: z.string(),
      is_mark_due: z.boolean(),
    }),
  ),
});

export const dueQuery = (reactions: readonly Reaction[]) => sql`
  select known.reaction, due.channel, coalesce(due.appended_at, now())::text as mark,
    r.scanned_to < coalesce(due.appended_at, now()) - make_interval(secs => ${STEP_SECONDS}) as is_mark_due
  from ${known(reactions)}
  join reactions r on r.name = known.reaction
  left join lateral (
    (select c.name as channel, c.appended_at ${behind}
        and c.appended_at >= r.scanned_to - make_interval(secs => ${OVERLAP_SECONDS})
      order by c.appended_at limit ${AT_MOST})
    union all
    (select p.channel, null from reaction_positions p
      where p.reaction = known.reaction and p.retry_at <= now() limit ${AT_MOST})
  ) as due on true
  order by due.appended_at nulls last`;

/**
 * Returns up to 500 channels for each reaction, the longest waiting first. The next search starts at the oldest channel
 * that is still due, so that one which was found but not handled is found again, even when this process dies.
 */
export async function findDue(db: Queryable, reactions: readonly Reaction[]): Promise<Due[]> {
  const { rows } = dueRows.parse(await db.execute(dueQuery(reactions)));
  // The first row of each reaction is its oldest.
  const oldest = [...new Map(rows.toReversed().map((row) => [row.reaction, row])).values()];
  const moving = oldest.filter(({ is_mark_due }) => is_mark_due);
  if (moving.length > 0)
    await db.execute(sql`
      update reactions r set scanned_to = moving.mark
      from unnest(
        ${sql.param(moving.map(({ reaction }) => reaction))}::text[],
        ${sql.param(moving.map(({ mark }) => mark))}::timestamptz[]
      ) as moving(reaction, mark)
      where r.name = moving.reaction and r.scanned_to < moving.mark`);
  return rows.flatMap(({ reaction, channel }) => (channel === null ? [] : [{ reaction, channel }]));
}

const comparedRows = z.object({
  rows: z.array(z.object({ reaction: z.string(), channel: z.string().nullable() })),
});

/**
 * Compares all channels with the positions, at most once in ten minutes across all processes, as a backstop of
 * `findDue`. Removes positions on channels that no longer exist, unless their last event failed.
 */
export async function findMissed(db: Queryable, reactions: readonly Reaction[]): Promise<Due[]> {
  const { rows } = comparedRows.parse(
    await db.execute(sql`
      select known.reaction, due.channel
      from ${known(reactions)}
      join reactions r on r.name = known.reaction
        and r.compared_at < now() - make_interval(secs => ${COMPARE_SECONDS})
      left join lateral (select c.name as channel ${behind} limit ${AT_MOST}) as due on true`),
  );
  const compared = Map.groupBy(rows, ({ reaction }) => reaction);
  const done = [...compared].flatMap(([reaction, found]) => (found.length < AT_MOST ? [reaction] : []));
  if (done.length > 0)
    await db.execute(sql`
      with compared as (
        update reactions set compared_at = now() where name = any(${sql.param(done)}::text[]) returning name
      )
      delete from reaction_positions p using compared
      where p.reaction = compared.name and p.failures = 0
        and not exists (select from channels c where c.name = p.channel)`);
  return rows.flatMap(({ reaction, channel }) => (channel === null ? [] : [{ reaction, channel }]));
}
