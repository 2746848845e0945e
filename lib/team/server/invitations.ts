import "server-only";
import { count, eq } from "drizzle-orm";
import { hasRight } from "@/lib/auth/model/store-rights";
import { type StoreRole, storeRoleSchema } from "@/lib/auth/model/store-roles";
import { refuseWithout } from "@/lib/auth/server/refuse-without";
import type { Viewer } from "@/lib/auth/server/viewer";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { failure } from "@/lib/commands/result";
import { memberships } from "@/lib/db/schema/stores";
import type { Transaction } from "@/lib/db/transaction";
import { invitationIdSchema } from "@/lib/invitations/model/schema";
import {
  acceptInvitation,
  invite,
  withdrawAllOf,
  withdrawInvitation,
} from "@/lib/invitations/server/commands";
import { dropUser } from "@/lib/realtime/hub/control";
import { logSecurity } from "@/lib/server/security-log";
import { inviteMemberSchema, MEMBERS_AT_MOST } from "@/lib/team/model/schema";
import { errorText } from "@/lib/text/error-text";
import { lockStore } from "./lock-store";
import { listMembers } from "./queries";
import { publishTeamChange } from "./team-news";

const isFull = async (tx: Transaction, tenantId: string) => {
  const [members] = await tx
    .select({ n: count() })
    .from(memberships)
    .where(eq(memberships.tenant_id, tenantId));
  return (members?.n ?? 0) >= MEMBERS_AT_MOST;
};

const full = () => failure<never>("conflict", errorText("team.full", { limit: MEMBERS_AT_MOST }));

/** An invitation to the same address takes the place of the one before, and is mailed anew. */
export const inviteMemberCommand = defineCommand({
  name: "invite_member",
  scope: null,
  limit: "notify",
  input: inviteMemberSchema,
  authorise: ({ viewer, input }) => refuseWithout("team", viewer, input.tenant_id),
  run: ({ viewer, input: { tenant_id, email, role } }) =>
    invite(viewer, {
      group: { kind: "team", tenantId: tenant_id },
      role,
      email,
      check: async (tx) => {
        if (!(await lockStore(tx, tenant_id)))
          return failure<never>("not_found", errorText("tenant_not_found"));
        const isMember = (await listMembers(tx, tenant_id)).some((member) => member.email === email);
        if (isMember) return failure<never>("conflict", errorText("team.member_already", { email }));
        return (await isFull(tx, tenant_id)) ? full() : null;
      },
      onInvited: (tx) =>
        publishTeamChange(tx, viewer, tenant_id, { change: "invited", user_id: null, name: email, role }),
    }),
});

export const withdrawTeamInvitationCommand = defineCommand({
  name: "withdraw_team_invitation",
  scope: null,
  limit: "write",
  input: invitationIdSchema,
  authorise: authorisedByRun,
  run: ({ viewer, input: { invitation_id } }) =>
    withdrawInvitation(
      invitation_id,
      "team",
      ({ tenant_id }) => tenant_id !== null && hasRight(viewer, tenant_id, "team"),
      async (tx, { tenant_id, email, role }) => {
        if (tenant_id === null) return;
        const news = { change: "withdrawn", user_id: null, name: email } as const;
        await publishTeamChange(tx, viewer, tenant_id, { ...news, role: storeRoleSchema.parse(role) });
      },
    ),
});

interface Demoted {
  readonly tenantId: string;
  readonly userId: string;
  /** What they are from now on; null: no member. */
  readonly role: StoreRole | null;
}

/** Withdraws the invitations to the team and to the store's fleet that a person has sent, and may send no longer. */
export async function withdrawInvitationsOf(
  tx: Transaction,
  viewer: Viewer,
  { tenantId, userId, role }: Demoted,
): Promise<void> {
  const now = {
    isAdmin: false,
    tenantIds: [tenantId],
    tenantRoles: role === null ? {} : { [tenantId]: role },
  };
  if (!hasRight(now, tenantId, "riders")) await withdrawAllOf(tx, { kind: "fleet", tenantId }, userId);
  if (hasRight(now, tenantId, "team")) return;
  const withdrawn = await withdrawAllOf(tx, { kind: "team", tenantId }, userId);
  for (const { email, role: invitedAs } of withdrawn) {
    const news = { change: "withdrawn", user_id: null, name: email } as const;
    await publishTeamChange(tx, viewer, tenantId, { ...news, role: storeRoleSchema.parse(invitedAs) });
  }
}

/** Makes a member of the person. False for one who has joined meanwhile, and keeps the role that they have. */
async function join(tx: Transaction, userId: string, tenantId: string, role: StoreRole): Promise<boolean> {
  const joined = await tx
    .insert(memberships)
    .values({ user_id: userId, tenant_id: tenantId, role })
    .onConflictDoNothing()
    .returning({ user_id: memberships.user_id });
  return joined.length > 0;
}

export const acceptTeamInvitationCommand = defineCommand({
  name: "accept_team_invitation",
  scope: null,
  limit: "write",
  input: invitationIdSchema,
  authorise: authorisedByRun,
  run: ({ viewer, input: { invitation_id } }) =>
    acceptInvitation(viewer, invitation_id, "team", async (tx, { tenant_id, role: invitedAs }) => {
      if (tenant_id === null || !(await lockStore(tx, tenant_id)))
        return failure<never>("not_found", errorText("invitations.gone"));
      const { userId, name } = viewer;
      const role = storeRoleSchema.parse(invitedAs);
      const isFullBefore = await isFull(tx, tenant_id);
      if (!(await join(tx, userId, tenant_id, role))) return null;
      if (isFullBefore) return full();
      await publishTeamChange(tx, viewer, tenant_id, { change: "joined", user_id: userId, name, role });
      // Open pages are authorised anew, as staff.
      dropUser(tx, userId);
      tx.afterCommit(() => logSecurity("member_joined", { user_id: userId, tenant_id, role, invitation_id }));
      return null;
    }),
});
