import "server-only";
import { and, desc, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { accountChannel } from "@/lib/auth/model/account-channel";
import { tokenCreated, tokenRevoked } from "@/lib/auth/model/events";
import type { Scope } from "@/lib/auth/model/scopes";
import {
  type ApiToken,
  apiTokenSchema,
  DEFAULT_TOKEN_DAYS,
  TOKEN_NAME_LENGTH,
} from "@/lib/auth/model/tokens";
import { type Claim, takeKey } from "@/lib/commands/idempotency";
import { type Queryable, queryable } from "@/lib/db/client";
import { apiTokens, users } from "@/lib/db/schema/people";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { toWire } from "@/lib/db/wire";
import { isDemo } from "@/lib/env";
import { dropCredentials } from "@/lib/realtime/hub/control";
import { publish } from "@/lib/realtime/publish/publish";
import { logSecurity } from "@/lib/server/security-log";
import { validInThisMode } from "./demo-credentials";
import { hashSecret, randomSecret } from "./secret-text";

/** The prefix makes tokens recognisable to people and secret scanners. */
const PREFIX = "pw_";

export function isTokenText(text: string): boolean {
  return /^pw_[A-Za-z0-9_-]{43}$/.test(text);
}

const toApiToken = (row: object): ApiToken => toWire(apiTokenSchema, row);

interface TokenRequest {
  name: string;
  scopes: readonly Scope[];
  /** Default: a year. */
  days?: number;
}

const DAY_MS = 24 * 60 * 60 * 1_000;

type CreatedToken = ApiToken & { token: string };

/** Publishes to a person that one of their tokens was created or revoked, with the caller's transaction. */
function publishNews(
  tx: Transaction,
  userId: string,
  event: typeof tokenCreated | typeof tokenRevoked,
  { id, name }: { id: string; name: string },
): void {
  const data = {
    id,
    // The command line allows longer names, and revoking such a token must not fail.
    name: name.slice(0, TOKEN_NAME_LENGTH).toWellFormed(),
    timestamp: new Date().toISOString(),
  };
  publish(tx, [{ channel: accountChannel.name(userId), event, data }]);
}

/** Creates a token without an event, at the request of the machine's owner. */
export async function createToken(userId: string, request: TokenRequest): Promise<CreatedToken> {
  return insertToken(await queryable(), userId, request);
}

/**
 * Creates a token and publishes that to the person. Returns null when the person already has `atMost` tokens, which leaves
 * the key of `claim` free. Concurrent calls are serialised. With a claim of an earlier call, no token is created.
 */
export function createTokenUpTo(
  atMost: number,
  userId: string,
  request: TokenRequest,
): Promise<CreatedToken | null>;
export function createTokenUpTo(
  atMost: number,
  userId: string,
  request: TokenRequest,
  claim: Claim | undefined,
): Promise<CreatedToken | null | "repeated" | "reused">;
export function createTokenUpTo(
  atMost: number,
  userId: string,
  request: TokenRequest,
  claim?: Claim,
): Promise<CreatedToken | null | "repeated" | "reused"> {
  return transaction<CreatedToken | null | "repeated" | "reused">(async (tx, rollback) => {
    const key = await takeKey(tx, claim);
    if (key !== "fresh") return key;
    // The key's row refers to the person's, too: a stronger lock would wait for that of a concurrent call, and it for this one.
    await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("no key update");
    const open = await tx
      .select({ id: apiTokens.id })
      .from(apiTokens)
      .where(
        and(
          eq(apiTokens.user_id, userId),
          isNull(apiTokens.revoked_at),
          gt(apiTokens.expires_at, sql`now()`),
          validInThisMode(apiTokens.demo),
        ),
      );
    if (open.length >= atMost) return rollback(null);
    const created = await insertToken(tx, userId, request);
    publishNews(tx, userId, tokenCreated, created);
    return created;
  });
}

async function insertToken(
  db: Queryable,
  userId: string,
  { name, scopes, days = DEFAULT_TOKEN_DAYS }: TokenRequest,
): Promise<CreatedToken> {
  const id = newId();
  const token = `${PREFIX}${randomSecret()}`;
  const createdAt = new Date();
  const row = {
    id,
    user_id: userId,
    name,
    token_hash: hashSecret(token),
    scopes: [...new Set(scopes)],
    created_at: createdAt,
    expires_at: new Date(createdAt.getTime() + days * DAY_MS),
    demo: isDemo(),
  };
  await db.insert(apiTokens).values(row);
  return { token, ...toApiToken({ ...row, last_used_at: null }) };
}

/** Call it after the commit. */
export function logTokenCreated(userId: string, { id, scopes, expires_at }: ApiToken): void {
  logSecurity("token_created", { user_id: userId, token_id: id, scopes, expires_at });
}

/** Includes expired tokens until the upkeep removes them, so that a person sees why a program is refused. */
export async function listTokens(userId: string): Promise<ApiToken[]> {
  const db = await queryable();
  const rows = await db
    .select()
    .from(apiTokens)
    .where(and(eq(apiTokens.user_id, userId), isNull(apiTokens.revoked_at), validInThisMode(apiTokens.demo)))
    .orderBy(desc(apiTokens.created_at), desc(apiTokens.id));
  return rows.map(toApiToken);
}

/** Ends the token's streams everywhere, too, and publishes it to the person. Returns false when there was no such token. */
export function revokeToken(userId: string, tokenId: string): Promise<boolean> {
  return transaction(async (tx) => (await revoke(tx, userId, eq(apiTokens.id, tokenId))) > 0);
}

/** Within the caller's transaction. Returns the number of tokens that were valid. */
export function revokeTokensOf(tx: Transaction, userId: string): Promise<number> {
  return revoke(tx, userId, undefined);
}

async function revoke(tx: Transaction, userId: string, which: SQL | undefined): Promise<number> {
  const revoked = await tx
    .update(apiTokens)
    .set({ revoked_at: sql`now()` })
    .where(and(which, eq(apiTokens.user_id, userId), isNull(apiTokens.revoked_at)))
    .returning({ id: apiTokens.id, name: apiTokens.name });
  dropCredentials(
    tx,
    revoked.map((token) => token.id),
  );
  for (const token of revoked) {
    publishNews(tx, userId, tokenRevoked, token);
    tx.afterCommit(() => logSecurity("token_revoked", { user_id: userId, token_id: token.id }));
  }
  return revoked.length;
}
