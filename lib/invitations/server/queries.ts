import "server-only";
import { and, desc, eq, gt, isNull, ne, sql } from "drizzle-orm";
import type { Viewer } from "@/lib/auth/server/viewer";
import { type Queryable, queryable } from "@/lib/db/client";
import { invitations } from "@/lib/db/schema/invitations";
import { tenants } from "@/lib/db/schema/stores";
import { toWire } from "@/lib/db/wire";
import {
  INVITATIONS_AT_MOST,
  type Invitation,
  type InvitedRole,
  invitationSchema,
  invitedRoleSchema,
} from "@/lib/invitations/model/schema";

/** Whom an invitation lets in: a fleet (`tenantId` null: the platform's) or the team of a store. */
export interface Group {
  readonly kind: "fleet" | "team";
  readonly tenantId: string | null;
}

export const isOpenInvitation = and(
  isNull(invitations.accepted_at),
  isNull(invitations.withdrawn_at),
  gt(invitations.expires_at, sql`now()`),
);

export const ofKind = (kind: Group["kind"]) =>
  kind === "fleet" ? eq(invitations.role, "rider") : ne(invitations.role, "rider");

export const ofGroup = ({ kind, tenantId }: Group) =>
  and(ofKind(kind), tenantId === null ? isNull(invitations.tenant_id) : eq(invitations.tenant_id, tenantId));

/** Not authorised: for the pages of those who invite. Newest first. */
export async function listOpenInvitations(db: Queryable, group: Group): Promise<Invitation[]> {
  const open = await db
    .select()
    .from(invitations)
    .where(and(ofGroup(group), isOpenInvitation))
    .orderBy(desc(invitations.created_at))
    .limit(INVITATIONS_AT_MOST);
  return open.map((row) => toWire(invitationSchema, row));
}

export interface OwnInvitation {
  id: string;
  /** The store's name; null: the platform. */
  store: string | null;
  slug: string | null;
  role: InvitedRole;
}

/** An open invitation to the viewer's own address; null: there is none. `invitationId` must be a UUID. */
export async function readOwnInvitation(
  viewer: Pick<Viewer, "email">,
  invitationId: string,
  kind: Group["kind"],
): Promise<OwnInvitation | null> {
  const db = await queryable();
  const [row] = await db
    .select({ id: invitations.id, store: tenants.name, slug: tenants.slug, role: invitations.role })
    .from(invitations)
    .leftJoin(tenants, eq(tenants.id, invitations.tenant_id))
    .where(
      and(
        eq(invitations.id, invitationId),
        eq(invitations.email, viewer.email.toLowerCase()),
        ofKind(kind),
        isOpenInvitation,
      ),
    );
  return row === undefined ? null : { ...row, role: invitedRoleSchema.parse(row.role) };
}
