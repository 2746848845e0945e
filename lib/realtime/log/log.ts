import "server-only";
import { type SQLWrapper, sql } from "drizzle-orm";
import * as z from "zod";
import { type Queryable, queryable } from "@/lib/db/client";
import { encodeCursor } from "@/lib/realtime/protocol/cursor";
import { type LogHead, UNWRITTEN } from "@/lib/realtime/protocol/position";

/** Only this file, read-many.ts and trim.ts access `channel_events`; lib/reactions also reads `channels`. */

/** One driver returns text, the other a number. */
const bigint = z.coerce.number().int().nonnegative();
const rowsOf = <Row extends z.ZodType>(row: Row) => z.object({ rows: z.array(row) });

export interface LogEntry {
  channel: string;
  type: string;
  /** JSON of the event's own fields. */
  data: string;
}

export interface Appended {
  channel: string;
  epoch: string;
  offset: number;
}

const appendedRows = rowsOf(z.object({ channel: z.string(), epoch: z.string(), offset: bigint }));

/** Run in the append's statement and see each other's rows by name. No row of `changed`: nothing is appended. */
export type Steps = { readonly changed: SQLWrapper } & Readonly<Record<string, SQLWrapper>>;

/**
 * Appends in one statement. Returns one item per entry, in order, or none when `changed` of `steps` returned no row.
 *
 * Updating the channel's row (`head + n`) locks it until the commit. Commits on one channel therefore happen in the
 * order of their offsets, and a reader that sees offset n can read all before it. The rows are locked in the order of
 * their names, so that transactions on the same channels cannot deadlock.
 */
export async function appendToLog(
  tx: Queryable,
  entries: readonly LogEntry[],
  steps?: Steps,
): Promise<Appended[]> {
  if (entries.length === 0) return [];
  const column = (pick: (entry: LogEntry) => string) => sql.param(entries.map(pick));
  // First, so that the changed row is locked before any channel.
  const before = Object.entries(steps ?? {}).map(
    ([name, step]) => sql`${sql.identifier(name)} as (${step.getSQL()}), `,
  );
  const onlyIfChanged = steps === undefined ? sql`` : sql`where exists (select from changed)`;
  const result = await tx.execute(sql`
    with ${sql.join(before)}entry as (
      select * from unnest(
        ${column((entry) => entry.channel)}::text[],
        ${column((entry) => entry.type)}::text[],
        ${column((entry) => entry.data)}::text[]
      ) with ordinality as entry(channel, type, data, ordinal) ${onlyIfChanged}
    ), taken as (
      insert into channels (name, epoch, head, appended_at)
      select channel, substr(md5(channel || random()::text || clock_timestamp()::text), 1, 8), count(*),
        date_trunc('second', clock_timestamp())
      from entry group by channel order by channel collate "C"
      on conflict (name) do update
      -- Evaluated when the row is locked, which may be much later than when the statement began.
      set head = channels.head + excluded.head,
        appended_at = greatest(channels.appended_at, date_trunc('second', clock_timestamp()))
      returning name, epoch, head
    ), numbered as (
      select ordinal, channel, epoch, type, data,
        head + 1 - row_number() over (partition by channel order by ordinal desc) as "offset"
      from entry join taken on name = channel
    ), written as (
      insert into channel_events (channel, "offset", type, data)
      select channel, "offset", type, data from numbered
    )
    select channel, epoch, "offset" from numbered order by ordinal`);
  return appendedRows.parse(result).rows;
}

const headRows = rowsOf(z.object({ name: z.string(), epoch: z.string(), head: bigint, tail: bigint }));

/** A channel without a row is at the beginning. */
export async function readHeads(db: Queryable, names: readonly string[]): Promise<Map<string, LogHead>> {
  const heads = new Map<string, LogHead>(names.map((name) => [name, UNWRITTEN]));
  if (names.length === 0) return heads;
  const result = await db.execute(
    sql`select name, epoch, head, tail from channels where name = any(${sql.param([...names])}::text[])`,
  );
  for (const { name, ...head } of headRows.parse(result).rows) heads.set(name, head);
  return heads;
}

export interface LogChanges {
  /** Seconds since 1970 by the database's clock, at the start of the statement. */
  readonly now: number;
  readonly heads: ReadonlyMap<string, LogHead>;
}

const changedRows = rowsOf(
  z.object({
    now: z.coerce.number(),
    name: z.string().nullable(),
    epoch: z.string().nullable(),
    head: bigint.nullable(),
    tail: bigint.nullable(),
  }),
);

/**
 * Reads the heads of all channels that were appended to at or after `since` (seconds since 1970 by the database's
 * clock), by an index; null reads only the clock. An append becomes visible at its commit: pass a `since` that reaches
 * further back than the time from append to commit.
 */
export async function readChanges(db: Queryable, since: number | null): Promise<LogChanges> {
  const result = await db.execute(sql`
    select extract(epoch from clock.now)::float8 as now, name, epoch, head, tail
    from (select statement_timestamp() as now) as clock
    left join channels on appended_at >= to_timestamp(${since}::float8)`);
  const { rows } = changedRows.parse(result);
  const heads = new Map<string, LogHead>();
  for (const { name, epoch, head, tail } of rows)
    if (name !== null && epoch !== null && head !== null && tail !== null)
      heads.set(name, { epoch, head, tail });
  return { now: rows[0]?.now ?? 0, heads };
}

export interface LogEvent {
  offset: number;
  type: string;
  data: string;
  /** When it was committed, or a little earlier (ms since 1970). Not every read of the log asks for it. */
  at?: number | undefined;
}

export interface LogPage extends LogHead {
  events: LogEvent[];
}

export const PAGE_SIZE = 300;

const pageRows = rowsOf(
  z.object({
    epoch: z.string(),
    head: bigint,
    tail: bigint,
    offset: bigint.nullable(),
    type: z.string().nullable(),
    data: z.string().nullable(),
    at: z.coerce.number().nullable(),
  }),
);

/** Reads the events after `after`, oldest first, at most `limit`, and the head, in one snapshot. */
export async function readEvents(
  db: Queryable,
  channel: string,
  after: number,
  limit: number = PAGE_SIZE,
): Promise<LogPage> {
  const result = await db.execute(sql`
    select c.epoch, c.head, c.tail, e."offset", e.type, e.data, extract(epoch from e.at)::float8 * 1000 as at
    from channels c
    left join lateral (
      select "offset", type, data, at from channel_events
      where channel = c.name and "offset" > ${after} order by "offset" limit ${limit}
    ) e on true
    where c.name = ${channel} order by e."offset"`);
  const { rows } = pageRows.parse(result);
  const { epoch, head, tail } = rows[0] ?? UNWRITTEN;
  const events = rows.flatMap(({ offset, type, data, at }) =>
    offset === null || type === null || data === null ? [] : [{ offset, type, data, at: at ?? undefined }],
  );
  return { epoch, head, tail, events };
}

export interface PageRequest {
  readonly channel: string;
  /** Null to read only the head. */
  readonly after: number | null;
}

/** Read together with the heads; the rest is read page by page. */
const FIRST_EVENTS = 30;

const firstRows = rowsOf(
  z.object({
    ordinal: bigint,
    epoch: z.string(),
    head: bigint,
    tail: bigint,
    offset: bigint.nullable(),
    type: z.string().nullable(),
    data: z.string().nullable(),
  }),
);

/** Reads heads and, where `after` is given, the first events after it (at most 30), in the order of the requests. */
export async function readPages(db: Queryable, wanted: readonly PageRequest[]): Promise<LogPage[]> {
  const pages: LogPage[] = wanted.map(() => ({ ...UNWRITTEN, events: [] }));
  if (wanted.length === 0) return pages;
  const result = await db.execute(sql`
    select ordinal, c.epoch, c.head, c.tail, e."offset", e.type, e.data
    from unnest(
      ${sql.param(wanted.map(({ channel }) => channel))}::text[],
      ${sql.param(wanted.map(({ after }) => after))}::bigint[]
    ) with ordinality as wanted(name, after, ordinal)
    join channels c on c.name = wanted.name
    left join lateral (
      select "offset", type, data from channel_events
      where channel = c.name and "offset" > wanted.after order by "offset" limit ${FIRST_EVENTS}
    ) e on c.head > wanted.after
    order by ordinal, e."offset"`);
  for (const { ordinal, epoch, head, tail, offset, type, data } of firstRows.parse(result).rows) {
    const page = pages[ordinal - 1];
    if (page === undefined) continue;
    Object.assign(page, { epoch, head, tail });
    if (offset !== null && type !== null && data !== null) page.events.push({ offset, type, data });
  }
  return pages;
}

export async function readPosition(channels: readonly string[]): Promise<string> {
  const heads = await readHeads(await queryable(), channels);
  return encodeCursor([...heads].map(([name, { epoch, head }]) => [name, { epoch, offset: head }] as const));
}
