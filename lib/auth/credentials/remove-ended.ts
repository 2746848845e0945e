import "server-only";
import { asc, lt, sql } from "drizzle-orm";
import { credentialChannel } from "@/lib/auth/model/channels";
import type { Queryable } from "@/lib/db/client";
import { apiTokens, sessions, streamTickets, verificationTokens } from "@/lib/db/schema/people";
import { forgetChannels } from "@/lib/realtime/log/trim";
import { SESSION_SECONDS } from "./session-cookie";

/**
 * Removes credentials that ended before `before`, at most `atMost` of each kind, with the channels that reported it; and
 * expired links and tickets. Returns the number of credentials removed.
 *
 * `before` is as old as the log is kept: a stream that was being opened when its credential was revoked has been refused
 * by then, and none can be opened afterwards.
 */
export async function removeEndedCredentials(db: Queryable, before: Date, atMost: number): Promise<number> {
  // Each part is read in the order of its index: otherwise a plan that expects many rows scans the whole table for them.
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
  const ended = [
    ...(await db
      .delete(sessions)
      .where(
        sql`${sessions.id} = any(array((${revoked.getSQL()}) union (${expired.getSQL()}) limit ${atMost}))`,
      )
      .returning({ id: sessions.id })),
    ...(await db
      .delete(apiTokens)
      .where(sql`${apiTokens.id} = any(array(${revokedTokens.getSQL()}))`)
      .returning({ id: apiTokens.id })),
  ];
  await forgetChannels(
    db,
    ended.map(({ id }) => credentialChannel.name(id)),
  );
  await db.delete(verificationTokens).where(lt(verificationTokens.expires, sql`now()`));
  await db.delete(streamTickets).where(lt(streamTickets.expires_at, sql`now()`));
  return ended.length;
}
