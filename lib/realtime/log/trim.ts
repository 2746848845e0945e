import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Queryable } from "@/lib/db/client";

const trimmedRows = z.object({
  rows: z.array(
    z.object({ name: z.string(), events: z.coerce.number().int().nonnegative(), is_empty: z.boolean() }),
  ),
});

export interface Trimmed {
  events: number;
  emptied: string[];
}

/**
 * Removes about `atMost` of the oldest events written before `before`. When nothing was removed, no old event is left,
 * or its channel was being appended to. Locked channels are skipped, so a trim cannot take part in a deadlock. `tail`
 * and the events change together. `at` is not strictly in the order of the offsets: an older event after a younger one
 * stays until that one is old.
 */
export async function trimLog(db: Queryable, before: Date, atMost: number): Promise<Trimmed> {
  const result = await db.execute(sql`
    with oldest as (
      select channel, max("offset") as last from (
        select channel, "offset" from channel_events
        where at < ${before.toISOString()}::timestamptz order by at, "offset" limit ${atMost}
      ) as events group by channel
    ), held as (
      select name, tail from channels where name = any(array(select channel from oldest))
      order by name collate "C" for no key update skip locked
    ), cut as materialized (
      select name, coalesce(
        (select min("offset") - 1 from channel_events
          where channel = name and "offset" > tail and "offset" <= last
            and at >= ${before.toISOString()}::timestamptz),
        last
      ) as tail
      from held join oldest on channel = name where last > tail
    ), moved as (
      update channels set tail = cut.tail from cut
      where channels.name = cut.name and channels.tail < cut.tail
      returning channels.name, channels.tail, channels.tail = channels.head as is_empty
    ), gone as (
      delete from channel_events using moved
      where channel = name and "offset" <= tail
      returning channel
    )
    select name, events, is_empty from moved
    join (select channel, count(*) as events from gone group by channel) as counted on channel = name`);
  const { rows } = trimmedRows.parse(result);
  return {
    events: rows.reduce((sum, row) => sum + row.events, 0),
    emptied: rows.filter((row) => row.is_empty).map((row) => row.name),
  };
}

/**
 * Deletes empty channels. None of them may be written to again: it would start a new epoch, which a reader that knew it
 * as unwritten could not detect.
 */
export async function forgetChannels(db: Queryable, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  await db.execute(sql`
    delete from channels where name in (
      select name from channels where name = any(${sql.param([...names])}::text[]) and tail = head
      order by name collate "C" for update skip locked
    )`);
}
