import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Queryable } from "@/lib/db/client";
import type { LogPage } from "./log";

const bigint = z.coerce.number().int().nonnegative();
const pageRows = z.object({
  rows: z.array(
    z.object({
      name: z.string(),
      epoch: z.string(),
      head: bigint,
      tail: bigint,
      offset: bigint.nullable(),
      type: z.string().nullable(),
      data: z.string().nullable(),
    }),
  ),
});

/** Reads, in one snapshot, the events of these types among the next `range` offsets. Omits channels without a row. */
export async function readManyChannels(
  db: Queryable,
  from: readonly { readonly channel: string; readonly offset: number }[],
  { types, range }: { types: readonly string[]; range: number },
): Promise<Map<string, LogPage>> {
  const { rows } = pageRows.parse(
    await db.execute(sql`
      select c.name, c.epoch, c.head, c.tail, e."offset", e.type, e.data
      from unnest(
        ${sql.param(from.map(({ channel }) => channel))}::text[],
        ${sql.param(from.map(({ offset }) => offset))}::bigint[]
      ) as reader(channel, after)
      join channels c on c.name = reader.channel
      left join channel_events e on e.channel = c.name
        and e."offset" > reader.after and e."offset" <= reader.after + ${range}
        and e.type = any(${sql.param([...types])}::text[])
      order by c.name, e."offset"`),
  );
  const pages = new Map<string, LogPage>();
  for (const { name, offset, type, data, ...head } of rows) {
    const page = pages.get(name) ?? { ...head, events: [] };
    if (offset !== null && type !== null && data !== null) page.events.push({ offset, type, data });
    pages.set(name, page);
  }
  return pages;
}
