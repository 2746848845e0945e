import "server-only";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { queryable } from "@/lib/db/client";
import { apiTokens } from "@/lib/db/schema";
import { transaction } from "@/lib/db/transaction";
import { announceRevoked } from "./announce-revoked";
import type { Scope } from "./scopes";
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

export async function createToken(
  userId: string,
  { name, scopes }: { name: string; scopes: readonly Scope[] },
): Promise<{ id: string; token: string }> {
  const db = await queryable();
  const id = newId();
  const token = `${PREFIX}${randomSecret()}`;
  await db
    .insert(apiTokens)
    .values({ id, userId, name, tokenHash: hashSecret(token), scopes: [...new Set(scopes)] });
  return { id, token };
}

export async function listTokens(userId: string): Promise<ApiToken[]> {
  const db = await queryable();
  const rows = await db
    .select()
    .from(apiTokens)
    .where(and(eq(apiTokens.userId, userId), isNull(apiTokens.revokedAt)))
    .orderBy(desc(apiTokens.createdAt), desc(apiTokens.id));
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    created_at: row.createdAt.toISOString(),
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
  }));
}

/** Says whether there was such a token of this person to revoke. Its open streams end everywhere. */
export function revokeToken(userId: string, tokenId: string): Promise<boolean> {
  return transaction(async (tx) => {
    const revoked = await tx
      .update(apiTokens)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(apiTokens.id, tokenId), eq(apiTokens.userId, userId), isNull(apiTokens.revokedAt)))
      .returning({ id: apiTokens.id });
    await announceRevoked(
      tx,
      revoked.map((token) => token.id),
    );
    return revoked.length > 0;
  });
}
