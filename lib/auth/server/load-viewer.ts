import "server-only";
import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { isOpen } from "@/lib/auth/credentials/sessions";
import { SCOPES } from "@/lib/auth/model/scopes";
import { type Queryable, queryable } from "@/lib/db/client";
import { compiled, UNNAMED } from "@/lib/db/compiled";
import { apiTokens, sessions, users } from "@/lib/db/schema/people";
import { memberships } from "@/lib/db/schema/stores";

/** A signed-in person, and by what they proved it. */
export interface Viewer {
  userId: string;
  name: string;
  email: string;
  isAdmin: boolean;
  /** The restaurants whose staff the person is. */
  tenantIds: string[];
  credential: { kind: "session" | "token"; id: string; scopes: string[] };
}

/*
 * One query each, made anew for every request: who was taken off a restaurant's staff, or whose session or token
 * was revoked, is refused from the next request on, whatever the cookie says.
 */

const person = {
  userId: users.id,
  name: users.name,
  email: users.email,
  isAdmin: users.is_admin,
  tenantIds: sql<string[]>`array(
    select ${memberships.tenant_id}::text from ${memberships} where ${memberships.user_id} = ${users.id}
  )`,
};

interface Person {
  userId: string;
  name: string | null;
  email: string;
  isAdmin: boolean;
  tenantIds: string[];
}

function toViewer(row: Person, credential: Viewer["credential"]): Viewer {
  return {
    userId: row.userId,
    // Who came by e-mail link has given no name yet.
    name: row.name ?? row.email.split("@")[0] ?? row.email,
    email: row.email,
    isAdmin: row.isAdmin,
    tenantIds: row.tenantIds,
    credential,
  };
}

const sessionById = compiled((db) =>
  db
    .select(person)
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.user_id))
    .where(and(eq(sessions.id, sql.placeholder("id")), isOpen()))
    .prepare(UNNAMED),
);

export async function loadSessionViewer(sessionId: string): Promise<Viewer | null> {
  const [row] = await sessionById(await queryable()).execute({ id: sessionId });
  return row === undefined ? null : toViewer(row, { kind: "session", id: sessionId, scopes: [...SCOPES] });
}

const tokenWith = (which: SQL) => (db: Queryable) =>
  db
    .select({
      ...person,
      tokenId: apiTokens.id,
      scopes: apiTokens.scopes,
      lastUsedAt: apiTokens.last_used_at,
    })
    .from(apiTokens)
    .innerJoin(users, eq(users.id, apiTokens.user_id))
    .where(and(which, isNull(apiTokens.revoked_at)));
const tokenByHash = compiled((db) =>
  tokenWith(eq(apiTokens.token_hash, sql.placeholder("hash")))(db).prepare(UNNAMED),
);
const tokenById = compiled((db) => tokenWith(eq(apiTokens.id, sql.placeholder("id")))(db).prepare(UNNAMED));

type TokenRow = Awaited<ReturnType<ReturnType<typeof tokenById>["execute"]>>[number];

async function toTokenViewer(db: Queryable, row: TokenRow | undefined): Promise<Viewer | null> {
  if (row === undefined) return null;
  // To the minute is enough to see whether a token is still in use, and spares a write with every request.
  if (row.lastUsedAt === null || Date.now() - row.lastUsedAt.getTime() > 60_000)
    await db.update(apiTokens).set({ last_used_at: sql`now()` }).where(eq(apiTokens.id, row.tokenId));
  return toViewer(row, { kind: "token", id: row.tokenId, scopes: row.scopes });
}

export async function loadTokenViewerByHash(tokenHash: string): Promise<Viewer | null> {
  const db = await queryable();
  const [row] = await tokenByHash(db).execute({ hash: tokenHash });
  return toTokenViewer(db, row);
}

export async function loadTokenViewerById(tokenId: string): Promise<Viewer | null> {
  const db = await queryable();
  const [row] = await tokenById(db).execute({ id: tokenId });
  return toTokenViewer(db, row);
}
