import "server-only";
import { and, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { queryable } from "@/lib/db/client";
import { sessions } from "@/lib/db/schema/people";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { dropCredentials } from "@/lib/realtime/hub/control";
import { SESSION_SECONDS } from "./session-cookie";

export function isOpen(): SQL | undefined {
  return and(
    isNull(sessions.revoked_at),
    gt(sessions.created_at, sql`now() - make_interval(secs => ${SESSION_SECONDS})`),
  );
}

async function revoke(tx: Transaction, which: SQL | undefined): Promise<void> {
  const revoked = await tx
    .update(sessions)
    .set({ revoked_at: sql`now()` })
    .where(and(which, isNull(sessions.revoked_at)))
    .returning({ id: sessions.id });
  dropCredentials(
    tx,
    revoked.map((session) => session.id),
  );
}

/** Renews the browser's own session of the same person, so that open pages stay live; revokes another person's. */
export function startSession(userId: string, before?: string): Promise<string> {
  return transaction(async (tx) => {
    if (before !== undefined) {
      const [own] = await tx
        .update(sessions)
        .set({ created_at: sql`now()` })
        .where(and(eq(sessions.id, before), eq(sessions.user_id, userId), isNull(sessions.revoked_at)))
        .returning({ id: sessions.id });
      if (own !== undefined) return own.id;
      await revoke(tx, eq(sessions.id, before));
    }
    const id = newId();
    await tx.insert(sessions).values({ id, user_id: userId });
    return id;
  });
}

export function revokeSession(id: string): Promise<void> {
  return transaction((tx) => revoke(tx, eq(sessions.id, id)));
}

export function revokeAllSessions(userId: string): Promise<void> {
  return transaction((tx) => revoke(tx, eq(sessions.user_id, userId)));
}

export async function countSessions(userId: string): Promise<number> {
  const db = await queryable();
  const rows = await db
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.user_id, userId), isOpen()));
  return rows.length;
}
