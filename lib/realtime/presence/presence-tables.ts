import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Queryable } from "@/lib/db/client";

/** No other file reads or writes `stream_instances` and `connected_users`. */

/** An instance that was not seen for so long is gone, whatever its rows say. By the database's clock alone. */
const GONE_AFTER = sql`interval '10 seconds'`;

const count = z.coerce.number().int().nonnegative();
const rowsOf = <Row extends z.ZodType>(row: Row) => z.object({ rows: z.array(row) });
const writtenRows = rowsOf(z.object({ was_known: z.boolean(), others: count }));

export interface WrittenPresence {
  /** False: there was no row of this instance, so the rows of its users are gone, too. */
  readonly wasKnown: boolean;
  /** Instances besides this one that have streams open. */
  readonly others: number;
}

/**
 * Renews this instance's row, writes changed counts (0: has left) and deletes instances that were not seen any more, in
 * one statement. Skips locked rows, so that two instances that take each other for dead do not deadlock.
 */
export async function writePresence(
  db: Queryable,
  instanceId: string,
  connections: number,
  users: ReadonlyMap<string, number>,
): Promise<WrittenPresence> {
  const result = await db.execute(sql`
    with me as (
      insert into stream_instances (id, connections) values (${instanceId}, ${connections})
      on conflict (id) do update set seen_at = now(), connections = excluded.connections
      -- What the statement saw at its beginning may be gone by the time it writes: only a new row has no xmax.
      returning xmax = 0 as is_new
    ), changed as (
      select user_id::uuid as user_id, connections from unnest(
        ${sql.param([...users.keys()])}::text[], ${sql.param([...users.values()])}::int[]
      ) as changed(user_id, connections)
    ), left_now as (
      delete from connected_users using changed
      where connected_users.instance_id = ${instanceId} and connected_users.user_id = changed.user_id
        and changed.connections = 0
    ), written as (
      insert into connected_users (user_id, instance_id, connections)
      select user_id, ${instanceId}::uuid, connections from changed where connections > 0
      on conflict (user_id, instance_id) do update set connections = excluded.connections
    ), taken_away as (
      delete from stream_instances where id in (
        select id from stream_instances where id <> ${instanceId} and seen_at <= now() - ${GONE_AFTER}
        for update skip locked
      )
    )
    select
      (select not is_new from me) as was_known,
      (select count(*) from stream_instances
        where id <> ${instanceId} and seen_at > now() - ${GONE_AFTER}) as others`);
  const [row] = writtenRows.parse(result).rows;
  if (row === undefined) throw new Error("The presence statement answered nothing");
  return { wasKnown: row.was_known, others: row.others };
}

export async function removePresence(db: Queryable, instanceId: string): Promise<void> {
  await db.execute(sql`delete from stream_instances where id = ${instanceId}`);
}

const instanceRows = rowsOf(
  z.object({ id: z.string(), started_at: z.coerce.date(), seen_at: z.coerce.date(), connections: count }),
);

export interface StreamInstance {
  id: string;
  startedAt: Date;
  seenAt: Date;
  connections: number;
}

/** The oldest first. */
export async function readOtherInstances(db: Queryable, instanceId: string): Promise<StreamInstance[]> {
  const result = await db.execute(sql`
    select id, started_at, seen_at, connections from stream_instances
    where id <> ${instanceId} and seen_at > now() - ${GONE_AFTER} order by started_at, id`);
  return instanceRows.parse(result).rows.map(({ id, started_at, seen_at, connections }) => ({
    id,
    startedAt: started_at,
    seenAt: seen_at,
    connections,
  }));
}

const countRows = rowsOf(z.object({ user_id: z.string(), connections: count }));

/** Users without streams at other instances are missing in the result. */
export async function countElsewhere(
  db: Queryable,
  instanceId: string,
  userIds: readonly string[],
): Promise<Map<string, number>> {
  const result = await db.execute(sql`
    select user_id, sum(connected_users.connections) as connections
    from connected_users join stream_instances on stream_instances.id = instance_id
    where user_id = any(${sql.param([...userIds])}::uuid[])
      and instance_id <> ${instanceId} and seen_at > now() - ${GONE_AFTER}
    group by user_id`);
  return new Map(countRows.parse(result).rows.map(({ user_id, connections }) => [user_id, connections]));
}

const userRows = rowsOf(z.object({ user_id: z.string() }));

export async function readUsersElsewhere(db: Queryable, instanceId: string): Promise<string[]> {
  const result = await db.execute(sql`
    select distinct user_id from connected_users join stream_instances on stream_instances.id = instance_id
    where instance_id <> ${instanceId} and seen_at > now() - ${GONE_AFTER}`);
  return userRows.parse(result).rows.map(({ user_id }) => user_id);
}

export async function connectedElsewhereAmong(
  db: Queryable,
  instanceId: string,
  userIds: readonly string[],
): Promise<string[]> {
  if (userIds.length === 0) return [];
  const result = await db.execute(sql`
    select distinct user_id from connected_users join stream_instances on stream_instances.id = instance_id
    where user_id = any(${sql.param([...userIds])}::uuid[]) and instance_id <> ${instanceId}
      and seen_at > now() - ${GONE_AFTER}`);
  return userRows.parse(result).rows.map(({ user_id }) => user_id);
}
