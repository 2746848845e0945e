import "server-only";
import { and, eq } from "drizzle-orm";
import { hasRight, STORE_RIGHTS } from "@/lib/auth/model/store-rights";
import type { StoreRole } from "@/lib/auth/model/store-roles";
import { refuseWithout } from "@/lib/auth/server/refuse-without";
import type { Viewer } from "@/lib/auth/server/viewer";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { memberships } from "@/lib/db/schema/stores";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { dropUser } from "@/lib/realtime/hub/control";
import { logSecurity } from "@/lib/server/security-log";
import { endShiftsOfMember } from "@/lib/stores/server/commands";
import { leavesNoOwner } from "@/lib/team/model/last-owner";
import { changeRoleSchema, type Member, removeMemberSchema } from "@/lib/team/model/schema";
import { errorText } from "@/lib/text/error-text";
import { withdrawInvitationsOf } from "./invitations";
import { lockStore } from "./lock-store";
import { listMembers } from "./queries";
import { publishTeamChange } from "./team-news";

const gone = () => failure<never>("not_found", errorText("team.gone"));

interface Wanted {
  readonly tenant_id: string;
  readonly user_id: string;
  /** Null: the member leaves. */
  readonly role: StoreRole | null;
}

type Carry = (tx: Transaction, member: Member) => Promise<void>;

const notTheirs = () => failure<never>("forbidden", errorText(`${STORE_RIGHTS.team}_only`));

/** Reads the team while it is held: another owner may have taken the right of this one meanwhile. Refuses to take the last owner. */
function changeMember(
  viewer: Viewer,
  { tenant_id, user_id, role }: Wanted,
  carry: Carry,
): Promise<Result<null, never>> {
  return transaction<Result<null, never>>(async (tx) => {
    if (!(await lockStore(tx, tenant_id))) return gone();
    const members = await listMembers(tx, tenant_id);
    const isOwner = members.some(({ id, role: has }) => id === viewer.userId && has === "owner");
    const leaves = role === null && viewer.userId === user_id;
    if (!viewer.isAdmin && !isOwner && !leaves) return notTheirs();
    const member = members.find(({ id }) => id === user_id);
    if (member === undefined) return gone();
    if (member.role === role) return success<null>(null);
    if (leavesNoOwner(members, user_id, role))
      return failure<never>("conflict", errorText("team.last_owner"));
    await carry(tx, member);
    // Otherwise somebody could come back by an invitation of their own making.
    if (!leaves) await withdrawInvitationsOf(tx, viewer, { tenantId: tenant_id, userId: user_id, role });
    // Open streams end at once, and their pages are authorised anew.
    dropUser(tx, user_id);
    return success<null>(null);
  });
}

const ofMember = ({ tenant_id, user_id }: { tenant_id: string; user_id: string }) =>
  and(eq(memberships.tenant_id, tenant_id), eq(memberships.user_id, user_id));

export const changeRoleCommand = defineCommand({
  name: "change_member_role",
  scope: null,
  limit: "write",
  input: changeRoleSchema,
  authorise: ({ viewer, input }) => refuseWithout("team", viewer, input.tenant_id),
  run: ({ viewer, input }) =>
    changeMember(viewer, input, async (tx, { id, name, role: before }) => {
      const { tenant_id, role } = input;
      await tx.update(memberships).set({ role }).where(ofMember(input));
      await publishTeamChange(tx, viewer, tenant_id, { change: "role_changed", user_id: id, name, role });
      tx.afterCommit(() =>
        logSecurity("member_role_changed", { user_id: id, tenant_id, role, before, by: viewer.userId }),
      );
    }),
});

const mayRemove = (viewer: Viewer, { tenant_id, user_id }: { tenant_id: string; user_id: string }) =>
  viewer.userId === user_id || hasRight(viewer, tenant_id, "team");

/**
 * Takes a member out of a store, or lets one leave. The shifts of devices that they use there end, so that nobody misses those
 * devices, and their streams end at once: what they still see of the store is what their screen shows already.
 */
export const removeMemberCommand = defineCommand({
  name: "remove_member",
  scope: null,
  limit: "write",
  input: removeMemberSchema,
  authorise: authorisedByRun,
  run: async ({ viewer, input }) => {
    if (!mayRemove(viewer, input)) return refuseWithout("team", viewer, input.tenant_id) ?? gone();
    return changeMember(viewer, { ...input, role: null }, async (tx, { id, name, role }) => {
      const { tenant_id } = input;
      await tx.delete(memberships).where(ofMember(input));
      await endShiftsOfMember(tx, tenant_id, id);
      const change = viewer.userId === id ? "left" : "removed";
      await publishTeamChange(tx, viewer, tenant_id, { change, user_id: id, name, role });
      tx.afterCommit(() =>
        logSecurity("member_removed", { user_id: id, tenant_id, role, by: viewer.userId }),
      );
    });
  },
});
