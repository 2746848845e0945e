import "server-only";
import { and, count, eq, gt, isNull, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import type { Viewer } from "@/lib/auth/server/viewer";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { users } from "@/lib/db/schema/people";
import { riderInvitations, riders } from "@/lib/db/schema/riders";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { toWire } from "@/lib/db/wire";
import { enqueue } from "@/lib/jobs/enqueue";
import { dropUser } from "@/lib/realtime/hub/control";
import {
  INVITATION_DAYS,
  INVITATIONS_AT_MOST,
  type Invitation,
  invitationSchema,
} from "@/lib/riders/model/fleet";
import { invitationIdSchema, inviteRiderSchema } from "@/lib/riders/model/requests";
import { canSendMail } from "@/lib/server/mail";
import { logSecurity } from "@/lib/server/security-log";
import { errorText } from "@/lib/text/error-text";
import { publishRiderChanged } from "./fleet-news";
import { managesFleet } from "./fleet-rights";
import { mailInvitation } from "./mail-invitation";
import { invitesTo, openInvitation } from "./open-invitation";

const DAY_MS = 24 * 60 * 60 * 1_000;

const notFound = () => failure<never>("not_found", errorText("riders.invitation_gone"));

/** Invitations of one fleet are counted one after the other, or two could take the last place together. */
async function lockFleet(tx: Transaction, tenantId: string | null): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`riders ${tenantId ?? ""}`}, 0))`);
}

async function ridesFor(tx: Transaction, email: string, tenantId: string | null): Promise<boolean> {
  const [rider] = await tx
    .select({ id: riders.id })
    .from(riders)
    .innerJoin(users, eq(users.id, riders.id))
    .where(
      and(
        eq(users.email, email),
        isNull(riders.removed_at),
        tenantId === null ? isNull(riders.tenant_id) : eq(riders.tenant_id, tenantId),
      ),
    );
  return rider !== undefined;
}

async function invite(
  tx: Transaction,
  viewer: Viewer,
  { tenant_id, email }: { tenant_id: string | null; email: string },
): Promise<Result<Invitation, never>> {
  await lockFleet(tx, tenant_id);
  if (await ridesFor(tx, email, tenant_id))
    return failure<never>("conflict", errorText("riders.rides_already", { email }));
  const now = new Date();
  // Ends the one that is there, open or expired: a new one is sent with a new link.
  await tx
    .update(riderInvitations)
    .set({ withdrawn_at: now })
    .where(
      and(
        eq(riderInvitations.email, email),
        invitesTo(tenant_id),
        isNull(riderInvitations.accepted_at),
        isNull(riderInvitations.withdrawn_at),
      ),
    );
  const [open] = await tx
    .select({ n: count() })
    .from(riderInvitations)
    .where(and(invitesTo(tenant_id), openInvitation));
  if ((open?.n ?? 0) >= INVITATIONS_AT_MOST)
    return failure<never>(
      "conflict",
      errorText("riders.too_many_invitations", { limit: INVITATIONS_AT_MOST }),
    );
  const row = {
    ...{ id: newId(), email, tenant_id, invited_by: viewer.userId, created_at: now },
    expires_at: new Date(now.getTime() + INVITATION_DAYS * DAY_MS),
  };
  await tx.insert(riderInvitations).values(row);
  await enqueue(tx, mailInvitation, { invitation_id: row.id });
  return success(toWire(invitationSchema, row));
}

/** An invitation to the same address takes the place of the one before, and is mailed anew. */
export const inviteRiderCommand = defineCommand({
  name: "invite_rider",
  scope: null,
  limit: "notify",
  input: inviteRiderSchema,
  authorise: ({ viewer, input }) =>
    managesFleet(viewer, input.tenant_id)
      ? null
      : failure<never>("forbidden", errorText("riders.staff_only")),
  run: async ({ viewer, input }) => {
    if (!canSendMail()) return failure<never>("unavailable", errorText("riders.no_mail"));
    return transaction<Result<Invitation, never>>(async (tx, rollback) => {
      const invited = await invite(tx, viewer, input);
      return invited.ok ? invited : rollback(invited);
    });
  },
});

export const withdrawRiderInvitationCommand = defineCommand({
  name: "withdraw_rider_invitation",
  scope: null,
  limit: "write",
  input: invitationIdSchema,
  authorise: () => null,
  run: ({ viewer, input: { invitation_id } }) =>
    transaction<Result<null, never>>(async (tx) => {
      const [found] = await tx
        .select()
        .from(riderInvitations)
        .where(eq(riderInvitations.id, invitation_id))
        .for("update");
      if (found === undefined || !managesFleet(viewer, found.tenant_id)) return notFound();
      if (found.accepted_at !== null)
        return failure<never>("conflict", errorText("riders.invitation_accepted"));
      if (found.withdrawn_at === null)
        await tx
          .update(riderInvitations)
          .set({ withdrawn_at: sql`now()` })
          .where(eq(riderInvitations.id, invitation_id));
      return success<null>(null);
    }),
});

/** Makes a rider of the person, or takes them back into a fleet. False for somebody who rides for another fleet now. */
async function join(tx: Transaction, userId: string, tenantId: string | null): Promise<boolean> {
  const [known] = await tx.select().from(riders).where(eq(riders.id, userId)).for("update");
  if (known === undefined) {
    await tx.insert(riders).values({ id: userId, tenant_id: tenantId });
    return true;
  }
  if (known.removed_at === null) return known.tenant_id === tenantId;
  await tx
    .update(riders)
    .set({ tenant_id: tenantId, removed_at: null, is_on_leaderboard: false })
    .where(eq(riders.id, userId));
  return true;
}

/** For the person with the invited address, who is signed in with it and has proved it by that. A repeated one changes nothing. */
export const acceptRiderInvitationCommand = defineCommand({
  name: "accept_rider_invitation",
  scope: null,
  limit: "write",
  input: invitationIdSchema,
  authorise: () => null,
  run: ({ viewer, input: { invitation_id } }) =>
    transaction<Result<null, never>>(async (tx) => {
      const [found] = await tx
        .select()
        .from(riderInvitations)
        .where(
          and(
            eq(riderInvitations.id, invitation_id),
            eq(riderInvitations.email, viewer.email.toLowerCase()),
            isNull(riderInvitations.withdrawn_at),
          ),
        )
        .for("update");
      if (found === undefined) return notFound();
      if (found.accepted_at !== null) return success<null>(null);
      if (found.expires_at.getTime() <= Date.now()) return notFound();
      if (!(await join(tx, viewer.userId, found.tenant_id)))
        return failure<never>("conflict", errorText("riders.rides_elsewhere"));
      await tx
        .update(riderInvitations)
        .set({ accepted_at: sql`now()` })
        .where(and(eq(riderInvitations.id, invitation_id), gt(riderInvitations.expires_at, sql`now()`)));
      publishRiderChanged(tx, found.tenant_id, viewer.userId);
      // Open pages are authorised anew, as a rider's.
      dropUser(tx, viewer.userId);
      tx.afterCommit(() =>
        logSecurity("rider_joined", { user_id: viewer.userId, tenant_id: found.tenant_id, invitation_id }),
      );
      return success<null>(null);
    }),
});
