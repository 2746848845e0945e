import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { failure } from "@/lib/commands/result";
import { users } from "@/lib/db/schema/people";
import { riders } from "@/lib/db/schema/riders";
import type { Transaction } from "@/lib/db/transaction";
import { invitationIdSchema } from "@/lib/invitations/model/schema";
import { acceptInvitation, invite, withdrawInvitation } from "@/lib/invitations/server/commands";
import { dropUser } from "@/lib/realtime/hub/control";
import { inviteRiderSchema } from "@/lib/riders/model/requests";
import { logSecurity } from "@/lib/server/security-log";
import { errorText } from "@/lib/text/error-text";
import { auditFleet } from "./audit-fleet";
import { publishRiderChanged } from "./fleet-news";
import { managesFleet } from "./fleet-rights";

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
  run: ({ viewer, input: { tenant_id, email } }) =>
    invite(viewer, {
      group: { kind: "fleet", tenantId: tenant_id },
      role: "rider",
      email,
      check: async (tx) =>
        (await ridesFor(tx, email, tenant_id))
          ? failure<never>("conflict", errorText("riders.rides_already", { email }))
          : null,
      onInvited: (tx, { id }) => auditFleet(tx, viewer, "invite_rider", { id, tenantId: tenant_id }),
    }),
});

export const withdrawRiderInvitationCommand = defineCommand({
  name: "withdraw_rider_invitation",
  scope: null,
  limit: "write",
  input: invitationIdSchema,
  authorise: authorisedByRun,
  run: ({ viewer, input: { invitation_id } }) =>
    withdrawInvitation(
      invitation_id,
      "fleet",
      ({ tenant_id }) => managesFleet(viewer, tenant_id),
      (tx, { id, tenant_id }) =>
        auditFleet(tx, viewer, "withdraw_rider_invitation", { id, tenantId: tenant_id }),
    ),
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

export const acceptRiderInvitationCommand = defineCommand({
  name: "accept_rider_invitation",
  scope: null,
  limit: "write",
  input: invitationIdSchema,
  authorise: authorisedByRun,
  run: ({ viewer, input: { invitation_id } }) =>
    acceptInvitation(viewer, invitation_id, "fleet", async (tx, { tenant_id }) => {
      const { userId } = viewer;
      if (!(await join(tx, userId, tenant_id)))
        return failure<never>("conflict", errorText("riders.rides_elsewhere"));
      publishRiderChanged(tx, tenant_id, userId);
      // Open pages are authorised anew, as a rider's.
      dropUser(tx, userId);
      tx.afterCommit(() => logSecurity("rider_joined", { user_id: userId, tenant_id, invitation_id }));
      return null;
    }),
});
