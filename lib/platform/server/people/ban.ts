import "server-only";
import { and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { revokeSessionsOf } from "@/lib/auth/credentials/sessions";
import { revokeTokensOf } from "@/lib/auth/credentials/tokens";
import { accountChannel } from "@/lib/auth/model/account-channel";
import { accountBanned, accountRestored } from "@/lib/auth/model/events";
import { refuseNonAdmins } from "@/lib/auth/server/refuse-non-admins";
import type { Viewer } from "@/lib/auth/server/viewer";
import { defineCommand } from "@/lib/commands/define-command";
import { type Failure, failure, type Result, success } from "@/lib/commands/result";
import { banAppeals } from "@/lib/db/schema/bans";
import { users } from "@/lib/db/schema/people";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { type BanState, banUserSchema } from "@/lib/platform/model/people";
import { actorOf, recordAudit } from "@/lib/platform/server/audit";
import { publishAdminNews } from "@/lib/platform/server/publish-news";
import { dropUser } from "@/lib/realtime/hub/control";
import { publish } from "@/lib/realtime/publish/publish";
import { standDown } from "@/lib/riders/server/commands";
import { logSecurity } from "@/lib/server/security-log";
import { errorText } from "@/lib/text/error-text";

type Banned = Result<BanState, never>;

export const personGone = () => failure<never>("not_found", errorText("person_not_found"));

/**
 * Refuses an admin who was banned meanwhile, who means themselves, or who would leave the platform without another admin. Admins are
 * locked in one order, so that two who ban each other do so one after the other.
 */
async function refuseBan(tx: Transaction, viewer: Viewer, userId: string): Promise<Failure<never> | null> {
  if (viewer.userId === userId) return failure<never>("conflict", errorText("bans.self"));
  const admins = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.is_admin, true), isNull(users.banned_at)))
    .orderBy(asc(users.id))
    .for("update");
  if (!admins.some(({ id }) => id === viewer.userId))
    return failure<never>("forbidden", errorText("admins_only"));
  const others = admins.filter(({ id }) => id !== userId);
  return others.length === 0 ? failure<never>("conflict", errorText("bans.last_admin")) : null;
}

async function ban(viewer: Viewer, userId: string, reason: string): Promise<Banned | "again"> {
  return transaction<Banned | "again">(async (tx, rollback) => {
    const rider = await standDown(tx, userId, errorText("riding.removed"));
    if (rider === "again") return rollback("again");
    const refused = await refuseBan(tx, viewer, userId);
    if (refused !== null) return rollback(refused);
    const now = new Date();
    const [banned] = await tx
      .update(users)
      .set({ banned_at: now, ban_reason: reason })
      .where(and(eq(users.id, userId), isNull(users.banned_at)))
      .returning({ id: users.id });
    if (banned === undefined) {
      const [known] = await tx.select({ id: users.id }).from(users).where(eq(users.id, userId));
      return rollback(
        known === undefined ? personGone() : failure<never>("conflict", errorText("bans.already")),
      );
    }
    await revokeSessionsOf(tx, userId);
    const tokens = await revokeTokensOf(tx, userId);
    dropUser(tx, userId);
    const timestamp = now.toISOString();
    publish(tx, [
      { channel: accountChannel.name(userId), event: accountBanned, data: { reason, timestamp } },
    ]);
    publishAdminNews(tx, "person_changed", userId);
    await recordAudit(tx, {
      actor: actorOf(viewer),
      action: "ban_user",
      target: { kind: "user", id: userId },
      reason,
      detail: { tokens, was_rider: rider !== undefined },
    });
    tx.afterCommit(() => logSecurity("user_banned", { user_id: userId, by: viewer.userId }));
    return success<BanState>({ user_id: userId, banned_at: timestamp });
  });
}

/** An order may be given to a rider in the moment of the ban, but not again and again. */
const TRIES = 5;

/**
 * Bans a person: sessions, tokens, streams and a rider's shift end at once, and `load-viewer.ts` knows the person no longer. The
 * reason is shown to the person, who may appeal once.
 */
export const banUserCommand = defineCommand({
  name: "ban_user",
  scope: "admin:write",
  limit: "write",
  input: banUserSchema,
  authorise: ({ viewer }) => refuseNonAdmins(viewer),
  run: async ({ viewer, input: { user_id, reason } }): Promise<Banned> => {
    for (let tried = 0; tried < TRIES; tried += 1) {
      const outcome = await ban(viewer, user_id, reason);
      if (outcome !== "again") return outcome;
    }
    return failure<never>("conflict", errorText("riders.being_given"));
  },
});

/** Lifts a ban in the caller's transaction, and answers an open appeal by that. Returns false when there is none. */
export async function liftBan(
  tx: Transaction,
  viewer: Viewer,
  userId: string,
  reason: string,
): Promise<boolean> {
  const [lifted] = await tx
    .update(users)
    .set({ banned_at: null })
    .where(and(eq(users.id, userId), isNotNull(users.banned_at)))
    .returning({ id: users.id });
  if (lifted === undefined) return false;
  await tx
    .update(banAppeals)
    .set({ answered_at: sql`now()`, outcome: "lifted", answer: reason })
    .where(and(eq(banAppeals.user_id, userId), isNull(banAppeals.answered_at)));
  publish(tx, [
    {
      channel: accountChannel.name(userId),
      event: accountRestored,
      data: { reason, timestamp: new Date().toISOString() },
    },
  ]);
  publishAdminNews(tx, "person_changed", userId);
  await recordAudit(tx, {
    actor: actorOf(viewer),
    action: "lift_ban",
    target: { kind: "user", id: userId },
    reason,
  });
  tx.afterCommit(() => logSecurity("ban_lifted", { user_id: userId, by: viewer.userId }));
  return true;
}

export const liftBanCommand = defineCommand({
  name: "lift_ban",
  scope: "admin:write",
  limit: "write",
  input: banUserSchema,
  authorise: ({ viewer }) => refuseNonAdmins(viewer),
  run: ({ viewer, input: { user_id, reason } }) =>
    transaction<Banned>(async (tx) => {
      if (await liftBan(tx, viewer, user_id, reason)) return success<BanState>({ user_id, banned_at: null });
      const [known] = await tx.select({ id: users.id }).from(users).where(eq(users.id, user_id));
      return known === undefined ? personGone() : failure<never>("conflict", errorText("bans.none"));
    }),
});
