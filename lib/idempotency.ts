import "server-only";
import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import * as z from "zod";
import { idempotencyKeys } from "@/lib/db/schema";
import type { Transaction } from "@/lib/db/transaction";

/** What a key stands for: the order its command made or changed. */
const answerSchema = z.object({ order_id: z.uuid() });
type Answer = z.infer<typeof answerSchema>;

export type Claim =
  /** Nobody used this key: carry the command out, then `keepAnswer`. */
  | { kind: "fresh" }
  /** The same request came before and was carried out. */
  | { kind: "replay"; answer: Answer }
  /** The key belongs to another request. */
  | { kind: "reused" };

function hashOf(request: unknown): string {
  return createHash("sha256").update(JSON.stringify(request)).digest("base64url");
}

/**
 * Claims a person's key for a request inside the command's own transaction: of two requests at once, the
 * second waits here until the first has committed (and is a replay) or rolled back (and is fresh).
 */
export async function claimKey(
  tx: Transaction,
  userId: string,
  key: string,
  request: unknown,
): Promise<Claim> {
  const requestHash = hashOf(request);
  const claimed = await tx
    .insert(idempotencyKeys)
    .values({ userId, key, requestHash })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key });
  if (claimed.length > 0) return { kind: "fresh" };
  const [earlier] = await tx
    .select()
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.userId, userId), eq(idempotencyKeys.key, key)));
  if (earlier === undefined || earlier.requestHash !== requestHash) return { kind: "reused" };
  return { kind: "replay", answer: answerSchema.parse(earlier.response) };
}

export async function keepAnswer(
  tx: Transaction,
  userId: string,
  key: string,
  answer: Answer,
): Promise<void> {
  await tx
    .update(idempotencyKeys)
    .set({ response: answer })
    .where(and(eq(idempotencyKeys.userId, userId), eq(idempotencyKeys.key, key)));
}

/** Gives a key back: the command it was claimed for was refused, and may be asked for again. */
export async function releaseKey(tx: Transaction, userId: string, key: string): Promise<void> {
  await tx
    .delete(idempotencyKeys)
    .where(and(eq(idempotencyKeys.userId, userId), eq(idempotencyKeys.key, key)));
}
