import "server-only";
import { asc, lt, sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/client";
import { apiTokens, sessions, streamTickets, verificationTokens } from "@/lib/db/schema/people";
import { SESSION_SECONDS } from "./session-cookie";

/** Days for which the settings page still lists an expired token, so that a person sees why a program is refused. */
const EXPIRED_TOKEN_DAYS = 30;

/** Removes at most `atMost` sessions and tokens each that ended before `before`, and all expired links and tickets. */
export async function removeEndedCredentials(db: Queryable, before: Date, atMost: number): Promise<number> {
  // Each part is read in the order of its index; otherwise the planner may scan the whole table.
  const revoked = db
    .select({ id: sessions.id })
    .from(sessions)
    .where(lt(sessions.revoked_at, before))
    .orderBy(asc(sessions.revoked_at))
    .limit(atMost);
  const expired = db
    .select({ id: sessions.id })
    .from(sessions)
    .where(
      lt(
        sessions.created_at,
        sql`${before.toISOString()}::timestamptz - make_interval(secs => ${SESSION_SECONDS})`,
      ),
    )
    .orderBy(asc(sessions.created_at))
    .limit(atMost);
  const revokedTokens = db
    .select({ id: apiTokens.id })
    .from(apiTokens)
    .where(lt(apiTokens.revoked_at, before))
    .orderBy(asc(apiTokens.revoked_at))
    .limit(atMost);
  const expiredTokens = db
    .select({ id: apiTokens.id })
    .from(apiTokens)
    .where(lt(apiTokens.expires_at, sql`now() - make_interval(days => ${EXPIRED_TOKEN_DAYS})`))
    .orderBy(asc(apiTokens.expires_at))
    .limit(atMost);
  const ended = [
    ...(await db
      .delete(sessions)
      .where(
        sql`${sessions.id} = any(array((${revoked.getSQL()}) union (${expired.getSQL()}) limit ${atMost}))`,
      )
      .returning({ id: sessions.id })),
    ...(await db
      .delete(apiTokens)
      .where(
        sql`${apiTokens.id} = any(array((${revokedTokens.getSQL()}) union (${expiredTokens.getSQL()}) limit ${atMost}))`,
      )
      .returning({ id: apiTokens.id })),
  ];
  await db.delete(verificationTokens).where(lt(verificationTokens.expires, sql`now()`));
  await db.delete(streamTickets).where(lt(streamTickets.expires_at, sql`now()`));
  return ended.length;
}
