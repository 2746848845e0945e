import "server-only";
import { and, count, eq, gt, isNull, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import type { Viewer } from "@/lib/auth/server/viewer";
import { type Failure, failure, type Result, success } from "@/lib/commands/result";
import { invitations } from "@/lib/db/schema/invitations";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { toWire } from "@/lib/db/wire";
import {
  INVITATION_DAYS,
  INVITATIONS_AT_MOST,
  type Invitation,
  type InvitedRole,
  invitationSchema,
} from "@/lib/invitations/model/schema";
import { enqueue } from "@/lib/jobs/enqueue";
import { canSendMail } from "@/lib/server/mail";
import { errorText } from "@/lib/text/error-text";
import { mailInvitation } from "./mail-invitation";
import { type Group, isOpenInvitation, ofGroup, ofKind } from "./queries";

/** What each kind of invitation does by its own rules. Commands of riders and of teams call these; nobody else does. */

const DAY_MS = 24 * 60 * 60 * 1_000;

type Row = typeof invitations.$inferSelect;

const gone = () => failure<never>("not_found", errorText("invitations.gone"));

interface NewInvitation {
  readonly group: Group;
  readonly role: InvitedRole;
  readonly email: string;
  /** Refuses an address whose person is in the group already. */
  readonly check: (tx: Transaction) => Promise<Failure<never> | null>;
  readonly onInvited?: (tx: Transaction, invitation: Pick<Row, "id">) => Promise<void>;
}

/** Invites somebody and mails the link. An invitation to the same address takes the place of the one before. */
export async function invite(
  viewer: Viewer,
  { group, role, email, check, onInvited }: NewInvitation,
): Promise<Result<Invitation, never>> {
  if (!canSendMail()) return failure<never>("unavailable", errorText("invitations.no_mail"));
  return transaction<Result<Invitation, never>>(async (tx, rollback) => {
    // Invitations of one group are counted one after the other, or two could take the last place together.
    const lock = `invitations ${group.kind} ${group.tenantId ?? ""}`;
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`);
    const refused = await check(tx);
    if (refused !== null) return rollback(refused);
    const now = new Date();
    // Ends the one that is there, open or expired: a new one is sent with a new link.
    await tx
      .update(invitations)
      .set({ withdrawn_at: now })
      .where(
        and(
          eq(invitations.email, email),
          ofGroup(group),
          isNull(invitations.accepted_at),
          isNull(invitations.withdrawn_at),
        ),
      );
    const [open] = await tx
      .select({ n: count() })
      .from(invitations)
      .where(and(ofGroup(group), isOpenInvitation));
    if ((open?.n ?? 0) >= INVITATIONS_AT_MOST)
      return rollback(
        failure<never>("conflict", errorText("invitations.too_many", { limit: INVITATIONS_AT_MOST })),
      );
    const row = {
      ...{ id: newId(), email, role, tenant_id: group.tenantId, invited_by: viewer.userId, created_at: now },
      expires_at: new Date(now.getTime() + INVITATION_DAYS * DAY_MS),
    };
    await tx.insert(invitations).values(row);
    await enqueue(tx, mailInvitation, { invitation_id: row.id });
    await onInvited?.(tx, row);
    return success(toWire(invitationSchema, row));
  });
}

/** Repeated, it changes nothing. `may` looks at the invitation; what a person may not withdraw is not found. */
export function withdrawInvitation(
  invitationId: string,
  kind: Group["kind"],
  may: (found: Row) => boolean,
  onWithdrawn?: (tx: Transaction, found: Row) => Promise<void>,
): Promise<Result<null, never>> {
  return transaction<Result<null, never>>(async (tx) => {
    const [found] = await tx
      .select()
      .from(invitations)
      .where(and(eq(invitations.id, invitationId), ofKind(kind)))
      .for("update");
    if (found === undefined || !may(found)) return gone();
    if (found.accepted_at !== null) return failure<never>("conflict", errorText("invitations.accepted"));
    if (found.withdrawn_at !== null) return success<null>(null);
    await tx.update(invitations).set({ withdrawn_at: sql`now()` }).where(eq(invitations.id, invitationId));
    await onWithdrawn?.(tx, found);
    return success<null>(null);
  });
}

/** Withdraws the open invitations to a group that one person has sent, and returns them. */
export function withdrawAllOf(tx: Transaction, group: Group, invitedBy: string): Promise<Row[]> {
  return tx
    .update(invitations)
    .set({ withdrawn_at: sql`now()` })
    .where(and(eq(invitations.invited_by, invitedBy), ofGroup(group), isOpenInvitation))
    .returning();
}

/**
 * For the person with the invited address, who is signed in with it and has proved it by that. A repeated one changes nothing.
 * `join` returns a refusal, or null.
 */
export function acceptInvitation(
  viewer: Viewer,
  invitationId: string,
  kind: Group["kind"],
  join: (tx: Transaction, found: Row) => Promise<Failure<never> | null>,
): Promise<Result<null, never>> {
  return transaction<Result<null, never>>(async (tx, rollback) => {
    const [found] = await tx
      .select()
      .from(invitations)
      .where(
        and(
          eq(invitations.id, invitationId),
          ofKind(kind),
          eq(invitations.email, viewer.email.toLowerCase()),
          isNull(invitations.withdrawn_at),
        ),
      )
      .for("update");
    if (found === undefined) return gone();
    if (found.accepted_at !== null) return success<null>(null);
    if (found.expires_at.getTime() <= Date.now()) return gone();
    await tx
      .update(invitations)
      .set({ accepted_at: sql`now()` })
      .where(and(eq(invitations.id, invitationId), gt(invitations.expires_at, sql`now()`)));
    const refused = await join(tx, found);
    return refused === null ? success<null>(null) : rollback(refused);
  });
}
