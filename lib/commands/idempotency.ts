import "server-only";
import { createHash } from "node:crypto";
import { and, asc, eq, lt, lte, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { Queryable } from "@/lib/db/client";
import { idempotencyKeys } from "@/lib/db/schema/commands";

/** What a key stands for: the order its command made or changed. */
const answerSchema = z.object({ order_id: z.uuid() });
type Answer = z.infer<typeof answerSchema>;

/** A key that the caller chose for one request of one person. */
export interface Claim {
  userId: string;
  key: string;
  request: unknown;
}

export type Standing =
  /** Nobody used this key: carry the command out, with `keepAnswer` as part of it. */
  | { kind: "fresh" }
  /** The same request came before and was carried out. */
  | { kind: "replay"; answer: Answer }
  /** The key belongs to another request. */
  | { kind: "reused" };

function hashOf(request: unknown): string {
  return createHash("sha256").update(JSON.stringify(request)).digest("base64url");
}

/** How a key stands now. Somebody may take it in the next moment: then `keepAnswer` fails, and so does all beside it. */
export async function readKey(db: Queryable, { userId, key, request }: Claim): Promise<Standing> {
  const [earlier] = await db
    .select()
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.user_id, userId), eq(idempotencyKeys.key, key)));
  if (earlier === undefined) return { kind: "fresh" };
  if (earlier.request_hash !== hashOf(request)) return { kind: "reused" };
  return { kind: "replay", answer: answerSchema.parse(earlier.response) };
}

/**
 * The step of a command's own statement that takes the key, once `changed` has happened: a command that is refused
 * leaves its key free. Of two requests at once, the second waits here until the first has committed, and fails.
 */
export function keepAnswer({ userId, key, request }: Claim, answer: Answer): SQL {
  return sql`
    insert into ${idempotencyKeys} (user_id, key, request_hash, response)
    select ${userId}::uuid, ${key}, ${hashOf(request)}, ${JSON.stringify(answer)}::jsonb from changed`;
}

/** A cart keeps its key until its order has come through: for so long a second press makes no second order. */
const KEPT_DAYS = 7;

/** Forgets keys that nobody will send again, at most so many; answers how many there were. */
export async function removeOldKeys(db: Queryable, atMost: number): Promise<number> {
  const old = db
    .select({ at: idempotencyKeys.created_at })
    .from(idempotencyKeys)
    .where(lt(idempotencyKeys.created_at, sql`now() - make_interval(days => ${KEPT_DAYS})`))
    .orderBy(asc(idempotencyKeys.created_at))
    .limit(atMost);
  const removed = await db
    .delete(idempotencyKeys)
    .where(
      lte(
        idempotencyKeys.created_at,
        sql`(select max(created_at) from (${old.getSQL()}) as old(created_at))`,
      ),
    )
    .returning({ key: idempotencyKeys.key });
  return removed.length;
}
