import "server-only";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import type { Ban } from "@/lib/auth/server/current-ban";
import { refuseNonAdmins } from "@/lib/auth/server/refuse-non-admins";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { queryable } from "@/lib/db/client";
import { banAppeals } from "@/lib/db/schema/bans";
import { users } from "@/lib/db/schema/people";
import { transaction } from "@/lib/db/transaction";
import { answerAppealSchema } from "@/lib/platform/model/people";
import { actorOf, recordAudit } from "@/lib/platform/server/audit";
import { publishAdminNews } from "@/lib/platform/server/publish-news";
import { errorText } from "@/lib/text/error-text";
import { liftBan } from "./ban";

/** More are not listed. */
export const APPEALS_AT_MOST = 100;

/** Returns false when the person has appealed against this ban before, or it was lifted meanwhile. */
export function appealAgainst({ userId, bannedAt }: Ban, message: string): Promise<boolean> {
  return transaction(async (tx) => {
    // Held, so that a ban that is lifted now leaves no appeal behind that nobody needs.
    const [person] = await tx
      .select({ banned_at: users.banned_at })
      .from(users)
      .where(eq(users.id, userId))
      .for("no key update");
    if (person?.banned_at?.getTime() !== bannedAt.getTime()) return false;
    const added = await tx
      .insert(banAppeals)
      .values({ id: newId(), user_id: userId, banned_at: bannedAt, message })
      .onConflictDoNothing()
      .returning({ id: banAppeals.id });
    if (added.length === 0) return false;
    publishAdminNews(tx, "appeal_made", userId);
    return true;
  });
}

/** The appeal against this ban; null when there is none yet. */
export async function readOwnAppeal({ userId, bannedAt }: Ban) {
  const db = await queryable();
  const [appeal] = await db
    .select()
    .from(banAppeals)
    .where(and(eq(banAppeals.user_id, userId), eq(banAppeals.banned_at, bannedAt)));
  return appeal ?? null;
}

/** Returns appeals that wait for an answer, the oldest first, at most 100. Null for anyone but an admin. */
export async function listOpenAppeals(viewer: { readonly isAdmin: boolean }) {
  if (!viewer.isAdmin) return null;
  const db = await queryable();
  return db
    .select({
      id: banAppeals.id,
      user_id: banAppeals.user_id,
      name: sql<string>`coalesce(${users.name}, split_part(${users.email}, '@', 1))`,
      reason: users.ban_reason,
      message: banAppeals.message,
      created_at: banAppeals.created_at,
    })
    .from(banAppeals)
    .innerJoin(users, eq(users.id, banAppeals.user_id))
    .where(isNull(banAppeals.answered_at))
    .orderBy(asc(banAppeals.created_at), asc(banAppeals.id))
    .limit(APPEALS_AT_MOST);
}

/** An appeal is answered once, whoever answers first. */
export const answerAppealCommand = defineCommand({
  name: "answer_appeal",
  scope: null,
  limit: "write",
  input: answerAppealSchema,
  authorise: ({ viewer }) => refuseNonAdmins(viewer),
  run: ({ viewer, input: { appeal_id, outcome, answer } }) =>
    transaction<Result<null, never>>(async (tx) => {
      const [asked] = await tx
        .select({ user_id: banAppeals.user_id })
        .from(banAppeals)
        .where(eq(banAppeals.id, appeal_id));
      // The person first, as who lifts a ban does: the other order could deadlock.
      if (asked !== undefined)
        await tx.select({ id: users.id }).from(users).where(eq(users.id, asked.user_id)).for("no key update");
      const [appeal] = await tx.select().from(banAppeals).where(eq(banAppeals.id, appeal_id)).for("update");
      if (appeal === undefined) return failure<never>("not_found", errorText("bans.appeal_gone"));
      if (appeal.answered_at !== null) return failure<never>("conflict", errorText("bans.answered"));
      await tx
        .update(banAppeals)
        .set({ answered_at: sql`now()`, outcome, answer })
        .where(eq(banAppeals.id, appeal_id));
      publishAdminNews(tx, "appeal_answered", appeal.user_id);
      await recordAudit(tx, {
        actor: actorOf(viewer),
        action: "answer_appeal",
        target: { kind: "user", id: appeal.user_id },
        reason: answer,
        detail: { outcome },
      });
      if (outcome === "lifted") await liftBan(tx, viewer, appeal.user_id, answer);
      return success<null>(null);
    }),
});
