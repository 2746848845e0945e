import "server-only";
import { inArray, lt, or, sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/client";
import { apiTokens, sessions, streamTickets, verificationTokens } from "@/lib/db/schema/people";
import { SESSION_SECONDS } from "./session-cookie";

/**
 * Removes credentials that ended before `before`, at most so many of each kind; and links and tickets
 * whose time is over. Returns how many credentials there were.
 */
export async function removeEndedCredentials(db: Queryable, before: Date, atMost: number): Promise<number> {
  const endedSessions = db
    .select({ id: sessions.id })
    .from(sessions)
    .where(
      or(
        lt(sessions.revoked_at, before),
        lt(
          sessions.created_at,
          sql`${before.toISOString()}::timestamptz - make_interval(secs => ${SESSION_SECONDS})`,
        ),
      ),
    )
    .limit(atMost);
  const endedTokens = db
    .select({ id: apiTokens.id })
    .from(apiTokens)
    .where(lt(apiTokens.revoked_at, before))
    .limit(atMost);
  const ended = [
    ...(await db.delete(sessions).where(inArray(sessions.id, endedSessions)).returning({ id: sessions.id })),
    ...(await db.delete(apiTokens).where(inArray(apiTokens.id, endedTokens)).returning({ id: apiTokens.id })),
  ];
  await db.delete(verificationTokens).where(lt(verificationTokens.expires, sql`now()`));
  await db.delete(streamTickets).where(lt(streamTickets.expires_at, sql`now()`));
  return ended.length;
}
