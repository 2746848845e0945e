import "server-only";
import { and, eq, gt, sql } from "drizzle-orm";
import { queryable } from "@/lib/db/client";
import { rateLimits } from "@/lib/db/schema/limits";

/** `expire` is the end of the window (ms since the epoch). */
export interface Count {
  points: number;
  expire: number;
}

interface Waiting {
  key: string;
  milliseconds: number;
  resolve: (count: Count) => void;
  reject: (error: unknown) => void;
}

let batch: Waiting[] = [];

/** Adds one for each try. Returns the counts before the addition, by key. */
async function addAll(tries: readonly Waiting[]): Promise<Map<string, Count>> {
  const now = Date.now();
  const added = new Map<string, Count>();
  for (const { key, milliseconds } of tries)
    added.set(key, { points: (added.get(key)?.points ?? 0) + 1, expire: now + milliseconds });
  // All instances lock the rows in the same order, so they cannot deadlock.
  const keys = [...added.keys()].sort();
  const counts = keys.map((key) => added.get(key)?.points);
  const ends = keys.map((key) => added.get(key)?.expire);
  const isOver = sql`${rateLimits.expire} <= ${now}::bigint`;
  const db = await queryable();
  const rows = await db
    .insert(rateLimits)
    .select(
      sql`select * from unnest(${sql.param(keys)}::text[], ${sql.param(counts)}::int[], ${sql.param(ends)}::bigint[])`,
    )
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: {
        points: sql`case when ${isOver} then excluded.points else ${rateLimits.points} + excluded.points end`,
        expire: sql`case when ${isOver} then excluded.expire else ${rateLimits.expire} end`,
      },
    })
    .returning();
  return new Map(
    rows.map(({ key, points, expire }) => [
      key,
      { points: points - (added.get(key)?.points ?? 0), expire: expire ?? now },
    ]),
  );
}

async function write(tries: readonly Waiting[]): Promise<void> {
  try {
    const before = await addAll(tries);
    for (const { key, resolve } of tries) {
      const count = before.get(key);
      if (count === undefined) throw new Error("A count was not written");
      count.points += 1;
      resolve({ ...count });
    }
  } catch (error) {
    for (const { reject } of tries) reject(error);
  }
}

/** Returns the points of the present window. Rejects when the database is unavailable. */
export async function readCount(key: string): Promise<number> {
  const db = await queryable();
  const [row] = await db
    .select({ points: rateLimits.points })
    .from(rateLimits)
    .where(and(eq(rateLimits.key, key), gt(rateLimits.expire, Date.now())));
  return row?.points ?? 0;
}

/** Calls in the same turn of the event loop share one statement. Rejects when the database is unavailable. */
export function countInDatabase(key: string, milliseconds: number): Promise<Count> {
  return new Promise((resolve, reject) => {
    if (batch.length === 0)
      setImmediate(() => {
        const tries = batch;
        batch = [];
        void write(tries);
      });
    batch.push({ key, milliseconds, resolve, reject });
  });
}
