import "server-only";
import { hasRight } from "@/lib/auth/model/store-rights";
import type { Viewer } from "@/lib/auth/server/viewer";
import { noteStoreRight } from "@/lib/commands/admin-acts";
import type { Grantor } from "@/lib/refunds/model/rules";
import type { RefundRole } from "@/lib/refunds/model/schema";

type Person = Pick<Viewer, "userId" | "isAdmin" | "tenantIds" | "tenantRoles">;

/**
 * Says as what a person acts on the refunds of an order: as its customer before anything else, so that nobody grants a refund to
 * themselves. Null: the order must not exist for them.
 */
export function grantorOf(
  viewer: Person,
  { user_id, tenant_id }: { user_id: string; tenant_id: string },
): Grantor | null {
  if (viewer.userId === user_id) return "customer";
  const member = { ...viewer, isAdmin: false };
  if (hasRight(member, tenant_id, "refund_limit")) return "owner";
  if (hasRight(member, tenant_id, "refunds")) return "manager";
  return viewer.isAdmin ? "admin" : null;
}

export function roleOf(grantor: Grantor): RefundRole {
  if (grantor === "customer" || grantor === "admin") return grantor;
  return "store";
}

/** Has it recorded that an admin acts in a store of others. */
export function noteAdmin(viewer: Viewer, tenantId: string, grantor: Grantor): void {
  if (grantor === "admin") noteStoreRight(viewer, tenantId, "refunds");
}
