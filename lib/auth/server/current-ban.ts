import "server-only";
import { and, eq, isNotNull } from "drizzle-orm";
import { cookies } from "next/headers";
import { cache } from "react";
import { mayActInThisMode } from "@/lib/auth/credentials/demo-credentials";
import { sessionCookieName } from "@/lib/auth/credentials/session-cookie";
import { readSessionToken } from "@/lib/auth/credentials/session-token";
import { isOpen } from "@/lib/auth/credentials/sessions";
import { queryable } from "@/lib/db/client";
import { sessions, users } from "@/lib/db/schema/people";

export interface Ban {
  readonly userId: string;
  readonly name: string;
  readonly bannedAt: Date;
  readonly reason: string;
}

/**
 * Returns the ban of the person whom this browser signed in, or null. A banned person is no viewer, but may sign in, which leads
 * to the page with the reason and the appeal, and to no other.
 */
export const currentBan = cache(async (): Promise<Ban | null> => {
  const value = (await cookies()).get(sessionCookieName())?.value;
  const claims = value === undefined ? null : await readSessionToken(value);
  if (claims === null) return null;
  const db = await queryable();
  const [row] = await db
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      bannedAt: users.banned_at,
      reason: users.ban_reason,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.user_id))
    .where(
      and(
        eq(sessions.id, claims.sid),
        eq(sessions.cookie_key, claims.key),
        eq(sessions.user_id, claims.sub),
        isOpen(),
        isNotNull(users.banned_at),
      ),
    );
  if (row === undefined || row.bannedAt === null || !mayActInThisMode(row.email)) return null;
  return {
    userId: row.userId,
    name: row.name ?? row.email.split("@")[0] ?? row.email,
    bannedAt: row.bannedAt,
    reason: row.reason ?? "",
  };
});

/** For the step after signing in. */
export async function isBanned(email: string): Promise<boolean> {
  const db = await queryable();
  const [row] = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.email, email.toLowerCase()), isNotNull(users.banned_at)));
  return row !== undefined;
}
