import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Queryable } from "@/lib/db/client";

/** The other end of the log: what is too old goes, and each channel's `tail` says so in the same statement. */

const trimmedRows = z.object({
  rows: z.array(
    z.object({ name: z.string(), events: z.coerce.number().int().nonnegative(), is_empty: z.boolean() }),
  ),
});

export interface Trimmed {
  /** Events that went. */
  events: number;
  /** Channels of which nothing is left. */
  emptied: string[];
}

/**
 * Removes about the `atMost` oldest of the events that were written before `before`, in one short statement. Nothing
 * removed means that nothing old is left, or that its channels were just being written to.
 *
 * - `tail` and the events go together, so offsets tail + 1 … head can be read at every moment.
 * - Channels that somebody appends to are passed over, not waited for: a trimmer neither stands in a queue of
 *   writers with rows that others wait for, nor can it be part of a circle. Two trimmers share the work.
 * - `at` is when the writing transaction began, so on one channel it is not quite in the order of the offsets. Nothing
 *   younger than `before` goes: an older event behind a younger one waits for it.
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
 * Forgets channels of which nothing is left and that nobody will ever write to again: a reader's position in one of
 * them then means `reset`. (Written to again, a channel would begin another life, and a reader that knew it as
 * unwritten could not tell.)
 */
export async function forgetChannels(db: Queryable, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  await db.execute(sql`
    delete from channels where name in (
      select name from channels where name = any(${sql.param([...names])}::text[]) and tail = head
      order by name collate "C" for update skip locked
    )`);
}
