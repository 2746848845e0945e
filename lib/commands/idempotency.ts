import "server-only";
import { createHash } from "node:crypto";
import { and, asc, eq, lt, lte, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { Queryable } from "@/lib/db/client";
import { idempotencyKeys } from "@/lib/db/schema/commands";
import { idSchema } from "@/lib/text/id";

const answerSchema = z.object({ order_id: idSchema });
type Answer = z.infer<typeof answerSchema>;

export interface Claim {
  userId: string;
  key: string;
  request: unknown;
}

export type KeyState =
  | { kind: "fresh" }
  | { kind: "replay"; answer: Answer }
  /** Another request used the key. */
  | { kind: "reused" };

function hashOf(request: unknown): string {
  return createHash("sha256").update(JSON.stringify(request)).digest("base64url");
}

export const keyColumns = {
  key_hash: idempotencyKeys.request_hash,
  key_response: idempotencyKeys.response,
};

/** Joins the key to a command's own row, so that one statement reads both. Bind it with `claimValues`. */
export const isClaimedKey = and(
  eq(idempotencyKeys.user_id, sql.placeholder("claim_user")),
  eq(idempotencyKeys.key, sql.placeholder("claim_key")),
);

/** Without a claim no key matches. */
export function claimValues(claim: Claim | undefined) {
  return { claim_user: claim?.userId ?? null, claim_key: claim?.key ?? null };
}

interface KeyRow {
  key_hash: string | null;
  key_response: unknown;
}

/** Another request may take a fresh key afterwards: `storeAnswer` then fails, and its statement with it. */
export function keyStateOf(claim: Claim | undefined, row: KeyRow | undefined): KeyState {
  if (claim === undefined || row === undefined || row.key_hash === null) return { kind: "fresh" };
  if (row.key_hash !== hashOf(claim.request)) return { kind: "reused" };
  return { kind: "replay", answer: answerSchema.parse(row.key_response) };
}

export async function readKey(db: Queryable, claim: Claim | undefined): Promise<KeyState> {
  if (claim === undefined) return { kind: "fresh" };
  const [row] = await db
    .select(keyColumns)
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.user_id, claim.userId), eq(idempotencyKeys.key, claim.key)));
  return keyStateOf(claim, row);
}

/**
 * Builds the step that stores the key when `changed` returned a row; a refused command leaves its key free. Of two
 * concurrent requests, the second waits here until the first has committed, and then fails.
 */
export function storeAnswer({ userId, key, request }: Claim, answer: Answer): SQL {
  return sql`
    insert into ${idempotencyKeys} (user_id, key, request_hash, response)
    select ${userId}::uuid, ${key}, ${hashOf(request)}, ${JSON.stringify(answer)}::jsonb from changed`;
}

/**
 * Takes a key in the caller's transaction, for a command whose answer to a repeated request is the present state. Waits for a
 * concurrent request with the same key.
 */
export async function takeKey(
  db: Queryable,
  claim: Claim | undefined,
): Promise<"fresh" | "repeated" | "reused"> {
  if (claim === undefined) return "fresh";
  const { userId, key, request } = claim;
  const [taken] = await db
    .insert(idempotencyKeys)
    .values({ user_id: userId, key, request_hash: hashOf(request) })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key });
  if (taken !== undefined) return "fresh";
  const [row] = await db
    .select(keyColumns)
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.user_id, userId), eq(idempotencyKeys.key, key)));
  return row?.key_hash === hashOf(request) ? "repeated" : "reused";
}

const isKeyOf = ({ userId, key }: Claim) =>
  and(eq(idempotencyKeys.user_id, userId), eq(idempotencyKeys.key, key));

/** Gives a key back that `takeKey` took, because the command was refused: the same request may be tried again. */
export async function giveBackKey(db: Queryable, claim: Claim | undefined): Promise<void> {
  if (claim !== undefined) await db.delete(idempotencyKeys).where(isKeyOf(claim));
}

const refusalSchema = z.object({ refused: z.string().max(100) });

/** Keeps a refusal that has changed something, for example a counter: the repeated request must not change it again. */
export async function keepRefusal(db: Queryable, claim: Claim | undefined, refused: string): Promise<void> {
  if (claim !== undefined)
    await db.update(idempotencyKeys).set({ response: { refused } }).where(isKeyOf(claim));
}

/** Returns what `keepRefusal` kept for a repeated request; null: it was carried out. */
export async function readRefusal(db: Queryable, claim: Claim | undefined): Promise<string | null> {
  if (claim === undefined) return null;
  const [row] = await db.select(keyColumns).from(idempotencyKeys).where(isKeyOf(claim));
  const kept = refusalSchema.safeParse(row?.key_response);
  return kept.success ? kept.data.refused : null;
}

const KEY_DAYS = 7;

/** Removes about `atMost` keys older than seven days. Returns the number removed. */
export async function removeOldKeys(db: Queryable, atMost: number): Promise<number> {
  const old = db
    .select({ at: idempotencyKeys.created_at })
    .from(idempotencyKeys)
    .where(lt(idempotencyKeys.created_at, sql`now() - make_interval(days => ${KEY_DAYS})`))
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
