import { sql } from "drizzle-orm";
import * as z from "zod";
import { queryable } from "@/lib/db/client";

const counted = z.object({
  rows: z.tuple([z.object({ changes: z.coerce.number(), faults: z.coerce.number() })]),
});

/** Returns the number of changes. Throws when a version lacks its history or an event, or a channel has a hole. */
export async function assertNothingLost(): Promise<number> {
  const db = await queryable();
  const answer = counted.parse(
    await db.execute(sql`
      with history as (
        select order_id, count(*) as lines, max(version) as last from order_history group by order_id
      ), told as (
        select data::jsonb ->> 'order_id' as order_id, count(*) as events from channel_events
        where type in ('new_order', 'order_status_update') group by 1
      ), written as (
        select channel, count(*) as events, min("offset") as lowest, max("offset") as highest
        from channel_events group by channel
      )
      select
        (select sum(version) from orders) as changes,
        (select count(*) from orders o
          left join history h on h.order_id = o.id left join told t on t.order_id = o.id::text
          where h.lines is distinct from o.version or h.last is distinct from o.version
            or t.events is distinct from o.version * 3)
        + (select count(*) from channels c left join written w on w.channel = c.name
          where w.events is distinct from c.head or w.lowest <> 1 or w.highest <> c.head) as faults`),
  );
  const [{ changes, faults }] = answer.rows;
  if (faults > 0) throw new Error(`${faults} orders or channels of ${changes} changes have lost something`);
  return changes;
}
