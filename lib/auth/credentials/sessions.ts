import "server-only";
import { and, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import { v7 as newId, v4 as newKey } from "uuid";
import { queryable } from "@/lib/db/client";
import { sessions } from "@/lib/db/schema/people";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { isDemo } from "@/lib/env";
import { dropCredentials } from "@/lib/realtime/hub/control";
import { logSecurity } from "@/lib/server/security-log";
import { validInThisMode } from "./demo-credentials";
import { SESSION_SECONDS } from "./session-cookie";

/** The parts of a cookie that name its session. */
export interface SessionKey {
  sid: string;
  key: string;
}

export function isOpen(): SQL | undefined {
  return and(
    isNull(sessions.revoked_at),
    gt(sessions.created_at, sql`now() - make_interval(secs => ${SESSION_SECONDS})`),
    validInThisMode(sessions.demo),
  );
}

async function revoke(tx: Transaction, which: SQL | undefined): Promise<void> {
  const revoked = await tx
    .update(sessions)
    .set({ revoked_at: sql`now()` })
    .where(and(which, isNull(sessions.revoked_at)))
    .returning({ id: sessions.id, userId: sessions.user_id });
  dropCredentials(
    tx,
    revoked.map((session) => session.id),
  );
  for (const { id, userId } of revoked)
    tx.afterCommit(() => logSecurity("session_revoked", { user_id: userId, session_id: id }));
}

function isNamedBy({ sid, key }: SessionKey): SQL | undefined {
  return and(eq(sessions.id, sid), eq(sessions.cookie_key, key));
}

/**
 * Signs in. `before` is the browser's present session: one of the same person is renewed under a new key, which ends the
 * earlier cookie and keeps open pages live; one of another person is revoked. `device` names the browser.
 */
export function startSession(
  userId: string,
  before?: SessionKey,
  device: string | null = null,
): Promise<SessionKey> {
  return transaction(async (tx) => {
    const key = newKey();
    if (before !== undefined) {
      const [own] = await tx
        .update(sessions)
        .set({ created_at: sql`now()`, cookie_key: key, device, demo: isDemo() })
        .where(and(isNamedBy(before), eq(sessions.user_id, userId), isOpen()))
        .returning({ id: sessions.id });
      if (own !== undefined) return { sid: own.id, key };
      await revoke(tx, isNamedBy(before));
    }
    const sid = newId();
    await tx.insert(sessions).values({ id: sid, user_id: userId, cookie_key: key, device, demo: isDemo() });
    return { sid, key };
  });
}

export function revokeSession(id: string): Promise<void> {
  return transaction((tx) => revoke(tx, eq(sessions.id, id)));
}

/** Within the caller's transaction. */
export function revokeSessionsOf(tx: Transaction, userId: string): Promise<void> {
  return revoke(tx, eq(sessions.user_id, userId));
}

export function revokeAllSessions(userId: string): Promise<void> {
  return transaction((tx) => revokeSessionsOf(tx, userId));
}

export async function countSessions(userId: string): Promise<number> {
  const db = await queryable();
  const rows = await db
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.user_id, userId), isOpen()));
  return rows.length;
}
