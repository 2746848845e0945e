import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { Queryable } from "@/lib/db/client";
import { reactionPositions, reactions } from "@/lib/db/schema/reactions";
import type { Transaction } from "@/lib/db/transaction";
import type { Position } from "@/lib/realtime/protocol/position";
import type { Gap, Reaction } from "./define-reaction";

const bigint = z.coerce.number().int().nonnegative();

export interface Claimed extends Position {
  readonly channel: string;
  readonly failures: number;
}

const claimedRows = z.object({
  rows: z.array(z.object({ channel: z.string(), epoch: z.string(), offset: bigint, failures: z.int() })),
});

/** Locks the positions until the transaction ends. Leaves out locked ones and those that wait for a retry. */
export async function claimPositions(
  tx: Transaction,
  reaction: string,
  channels: readonly string[],
): Promise<Claimed[]> {
  const names = sql.param(channels.toSorted());
  const known = claimedRows.parse(
    await tx.execute(sql`
      select channel, epoch, "offset", failures from reaction_positions
      where reaction = ${reaction} and channel = any(${names}::text[])
        and (retry_at is null or retry_at <= now())
      order by channel collate "C" for update skip locked`),
  ).rows;
  if (known.length === channels.length) return known;
  const added = claimedRows.parse(
    await tx.execute(sql`
      insert into reaction_positions (reaction, channel, epoch, "offset")
      select ${reaction}, channel, '', 0 from unnest(${names}::text[]) as channel order by channel collate "C"
      on conflict do nothing
      returning channel, epoch, "offset", failures`),
  ).rows;
  return [...known, ...added];
}

export interface Move extends Position {
  readonly channel: string;
  readonly gap?: Gap["reason"];
}

export async function movePositions(
  tx: Transaction,
  reaction: string,
  moves: readonly Move[],
): Promise<void> {
  const column = (pick: (move: Move) => string | number | null) => sql.param(moves.map(pick));
  await tx.execute(sql`
    update reaction_positions as position set
      epoch = move.epoch, "offset" = move."offset",
      failures = 0, error = null, failed_at = null, retry_at = null,
      resets = position.resets + case when move.gap is null then 0 else 1 end,
      reset_at = case when move.gap is null then position.reset_at else now() end,
      reset_reason = coalesce(move.gap, position.reset_reason)
    from unnest(
      ${column((move) => move.channel)}::text[], ${column((move) => move.epoch)}::text[],
      ${column((move) => move.offset)}::bigint[], ${column((move) => move.gap ?? null)}::text[]
    ) as move(channel, epoch, "offset", gap)
    where position.reaction = ${reaction} and position.channel = move.channel`);
}

const ERROR_LENGTH = 500;

/** Uses the database's message, because Drizzle's repeats the query with its values. */
function textOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return (cause instanceof Error ? cause.message : String(cause)).slice(0, ERROR_LENGTH);
}

/** Does nothing when another runner has handled the event meanwhile. */
export async function recordFailure(
  db: Queryable,
  reaction: string,
  { channel, epoch, offset, failures }: Claimed,
  error: unknown,
  retrySeconds: number,
): Promise<void> {
  const failure = {
    failures: failures + 1,
    error: textOf(error),
    failed_at: sql`now()`,
    retry_at: sql`now() + make_interval(secs => ${retrySeconds})`,
  };
  await db
    .insert(reactionPositions)
    .values({ reaction, channel, epoch, offset, ...failure })
    .onConflictDoUpdate({
      target: [reactionPositions.reaction, reactionPositions.channel],
      set: failure,
      setWhere: and(eq(reactionPositions.epoch, epoch), eq(reactionPositions.offset, offset)),
    });
}

/** Takes a position on every existing channel. Channels that appear later are read from their first event. */
export async function register(db: Queryable, { name, channels, from }: Reaction): Promise<void> {
  const place: SQL = from === "start" ? sql`tail` : sql`head`;
  await db.execute(sql`
    with added as (
      insert into ${reactions} (name) values (${name}) on conflict do nothing returning name
    )
    insert into reaction_positions (reaction, channel, epoch, "offset")
    select added.name, channels.name, channels.epoch, ${place} from channels, added
    where channels.name like ${channels}
    on conflict do nothing`);
}
