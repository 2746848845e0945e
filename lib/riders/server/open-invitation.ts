import "server-only";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { riderInvitations } from "@/lib/db/schema/riders";

export const openInvitation = and(
  isNull(riderInvitations.accepted_at),
  isNull(riderInvitations.withdrawn_at),
  gt(riderInvitations.expires_at, sql`now()`),
);

/** Null: the platform's fleet. */
export const invitesTo = (tenantId: string | null) =>
  tenantId === null ? isNull(riderInvitations.tenant_id) : eq(riderInvitations.tenant_id, tenantId);
