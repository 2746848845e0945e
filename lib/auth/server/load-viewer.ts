import "server-only";
import { and, eq, gt, isNull, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { mayActInThisMode, validInThisMode } from "@/lib/auth/credentials/demo-credentials";
import { isOpen, type SessionKey } from "@/lib/auth/credentials/sessions";
import { PLATFORM_FLEET } from "@/lib/auth/model/fleet";
import { SCOPES } from "@/lib/auth/model/scopes";
import { type StoreRole, storeRoleSchema, type TenantRoles } from "@/lib/auth/model/store-roles";
import { batchLoads } from "@/lib/db/batch-loads";
import { type Queryable, queryable } from "@/lib/db/client";
import { compiled, UNNAMED } from "@/lib/db/compiled";
import { apiTokens, sessions, users } from "@/lib/db/schema/people";
import { riders } from "@/lib/db/schema/riders";
import { memberships } from "@/lib/db/schema/stores";

export interface Viewer {
  userId: string;
  name: string;
  email: string;
  isAdmin: boolean;
  tenantIds: string[];
  /** The role in each of these stores. */
  tenantRoles: TenantRoles;
  /** The fleet that the person rides for: a store's id, or `platform`. Null: not a rider. */
  riderFleet: string | null;
  credential: { kind: "session" | "token"; id: string; scopes: string[] };
}

/* Viewers are read for every request, so that a revocation or a removed membership takes effect with the next one. */
const person = {
  userId: users.id,
  name: users.name,
  email: users.email,
  isAdmin: users.is_admin,
  // One value for each store, its id and role, so that roles cost no second look at the memberships.
  stores: sql<string[]>`array(
    select ${memberships.tenant_id}::text || ' ' || ${memberships.role} from ${memberships} where ${memberships.user_id} = ${users.id}
  )`,
  riderFleet: sql<string | null>`(
    select coalesce(${riders.tenant_id}::text, ${PLATFORM_FLEET}) from ${riders}
    where ${riders.id} = ${users.id} and ${riders.removed_at} is null
  )`,
};

interface Person {
  userId: string;
  name: string | null;
  email: string;
  isAdmin: boolean;
  stores: string[];
  riderFleet: string | null;
}

function toRole(store: string): [id: string, role: StoreRole] {
  const [id = "", role] = store.split(" ");
  const known = storeRoleSchema.safeParse(role);
  // An unknown role, of a newer build, has the fewest rights.
  return [id, known.success ? known.data : "staff"];
}

function toViewer(row: Person, credential: Viewer["credential"]): Viewer {
  const roles = row.stores.map(toRole);
  return {
    userId: row.userId,
    // A person who signed in by e-mail link has no name yet.
    name: row.name ?? row.email.split("@")[0] ?? row.email,
    email: row.email,
    isAdmin: row.isAdmin,
    tenantIds: roles.map(([id]) => id),
    tenantRoles: Object.fromEntries(roles),
    riderFleet: row.riderFleet,
    credential,
  };
}

/** Passes the keys as one parameter, so that the statement is the same for any number of them. */
const anyOf = (column: SQLWrapper, type: "uuid" | "text") =>
  sql`${column} = any(${sql.placeholder("keys")}::${sql.raw(type)}[])`;

/** The one place that keeps banned people out: without a viewer there is no page, command, stream or ticket. */
const isNotBanned = isNull(users.banned_at);

const sessionsByIds = compiled((db) =>
  db
    .select({ ...person, sessionId: sessions.id, cookieKey: sessions.cookie_key })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.user_id))
    .where(and(anyOf(sessions.id, "uuid"), isOpen(), isNotBanned))
    .prepare(UNNAMED),
);

interface LoadedSession {
  viewer: Viewer;
  cookieKey: string | null;
}

const loadSession = batchLoads<LoadedSession>(async (keys) => {
  const rows = await sessionsByIds(await queryable()).execute({ keys });
  return new Map(
    rows
      .filter(({ email }) => mayActInThisMode(email))
      .map((row) => [
        row.sessionId,
        {
          viewer: toViewer(row, { kind: "session", id: row.sessionId, scopes: [...SCOPES] }),
          cookieKey: row.cookieKey,
        },
      ]),
  );
});

/** `sessionId` must be a UUID. Returns null when the session does not exist or has ended. */
export async function loadSessionViewer(sessionId: string): Promise<Viewer | null> {
  return (await loadSession(sessionId))?.viewer ?? null;
}

/** Returns null also for a cookie that a later sign-in replaced. `sid` must be a UUID. */
export async function loadCookieViewer({
  sub,
  sid,
  key,
}: SessionKey & { sub: string }): Promise<Viewer | null> {
  const session = await loadSession(sid);
  if (session === undefined || session.cookieKey !== key || session.viewer.userId !== sub) return null;
  return session.viewer;
}

const tokensBy = (which: SQL) =>
  compiled((db) =>
    db
      .select({
        ...person,
        tokenId: apiTokens.id,
        hash: apiTokens.token_hash,
        scopes: apiTokens.scopes,
        lastUsedAt: apiTokens.last_used_at,
      })
      .from(apiTokens)
      .innerJoin(users, eq(users.id, apiTokens.user_id))
      .where(
        and(
          which,
          isNull(apiTokens.revoked_at),
          gt(apiTokens.expires_at, sql`now()`),
          validInThisMode(apiTokens.demo),
          isNotBanned,
        ),
      )
      .prepare(UNNAMED),
  );
const tokensByHashes = tokensBy(anyOf(apiTokens.token_hash, "text"));
const tokensByIds = tokensBy(anyOf(apiTokens.id, "uuid"));

type TokenRow = Awaited<ReturnType<ReturnType<typeof tokensByIds>["execute"]>>[number];

/** Records uses to the minute, which avoids a write with every request. */
async function recordUse(db: Queryable, rows: readonly TokenRow[]): Promise<void> {
  const aMinuteAgo = Date.now() - 60_000;
  const unrecorded = rows.filter(
    ({ lastUsedAt }) => lastUsedAt === null || lastUsedAt.getTime() < aMinuteAgo,
  );
  if (unrecorded.length === 0) return;
  await db
    .update(apiTokens)
    .set({ last_used_at: sql`now()` })
    .where(sql`${apiTokens.id} = any(${sql.param(unrecorded.map(({ tokenId }) => tokenId))}::uuid[])`);
}

const loadToken = (query: typeof tokensByIds, keyOf: (row: TokenRow) => string, isUse = true) =>
  batchLoads(async (keys) => {
    const db = await queryable();
    const rows = (await query(db).execute({ keys })).filter(({ email }) => mayActInThisMode(email));
    if (isUse) await recordUse(db, rows);
    return new Map(
      rows.map((row) => [keyOf(row), toViewer(row, { kind: "token", id: row.tokenId, scopes: row.scopes })]),
    );
  });
const loadTokenByHash = loadToken(tokensByHashes, ({ hash }) => hash);
const loadTokenById = loadToken(tokensByIds, ({ tokenId }) => tokenId);
const peekTokenById = loadToken(tokensByIds, ({ tokenId }) => tokenId, false);

export async function loadTokenViewerByHash(tokenHash: string): Promise<Viewer | null> {
  return (await loadTokenByHash(tokenHash)) ?? null;
}

/** `tokenId` must be a UUID. */
export async function loadTokenViewerById(tokenId: string): Promise<Viewer | null> {
  return (await loadTokenById(tokenId)) ?? null;
}

/** Does not count as a use of the token. `tokenId` must be a UUID. */
export async function peekTokenViewer(tokenId: string): Promise<Viewer | null> {
  return (await peekTokenById(tokenId)) ?? null;
}
