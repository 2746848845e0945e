import "server-only";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import type { Scope } from "@/lib/auth/model/scopes";
import { type Queryable, queryable } from "@/lib/db/client";
import { apiTokens, users } from "@/lib/db/schema/people";
import { transaction } from "@/lib/db/transaction";
import { dropCredentials } from "@/lib/realtime/hub/control";
import { hashSecret, randomSecret } from "./secret-text";

/** Personal tokens for programs. The token itself is shown once, when it is made; only its hash is kept. */

export interface ApiToken {
  id: string;
  name: string;
  scopes: string[];
  created_at: string;
  last_used_at: string | null;
}

/** The prefix lets secret scanners, and people, see what it is. */
const PREFIX = "pw_";

export function isTokenText(text: string): boolean {
  return /^pw_[A-Za-z0-9_-]{43}$/.test(text);
}

interface Wish {
  name: string;
  scopes: readonly Scope[];
}

interface CreatedToken {
  id: string;
  token: string;
}

export async function createToken(userId: string, wish: Wish): Promise<CreatedToken> {
  return insertToken(await queryable(), userId, wish);
}

/** Null when the person has so many that count already; of two at once, the second sees the first. */
export function createTokenUpTo(atMost: number, userId: string, wish: Wish): Promise<CreatedToken | null> {
  return transaction(async (tx) => {
    await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("update");
    const open = await tx
      .select({ id: apiTokens.id })
      .from(apiTokens)
      .where(and(eq(apiTokens.user_id, userId), isNull(apiTokens.revoked_at)));
    return open.length < atMost ? insertToken(tx, userId, wish) : null;
  });
}

async function insertToken(db: Queryable, userId: string, { name, scopes }: Wish): Promise<CreatedToken> {
  const id = newId();
  const token = `${PREFIX}${randomSecret()}`;
  await db
    .insert(apiTokens)
    .values({ id, user_id: userId, name, token_hash: hashSecret(token), scopes: [...new Set(scopes)] });
  return { id, token };
}

export async function listTokens(userId: string): Promise<ApiToken[]> {
  const db = await queryable();
  const rows = await db
    .select()
    .from(apiTokens)
    .where(and(eq(apiTokens.user_id, userId), isNull(apiTokens.revoked_at)))
    .orderBy(desc(apiTokens.created_at), desc(apiTokens.id));
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    created_at: row.created_at.toISOString(),
    last_used_at: row.last_used_at?.toISOString() ?? null,
  }));
}

/** Says whether there was such a token of this person to revoke. Its open streams end everywhere. */
export function revokeToken(userId: string, tokenId: string): Promise<boolean> {
  return transaction(async (tx) => {
    const revoked = await tx
      .update(apiTokens)
      .set({ revoked_at: sql`now()` })
      .where(and(eq(apiTokens.id, tokenId), eq(apiTokens.user_id, userId), isNull(apiTokens.revoked_at)))
      .returning({ id: apiTokens.id });
    dropCredentials(
      tx,
      revoked.map((token) => token.id),
    );
    return revoked.length > 0;
  });
}
