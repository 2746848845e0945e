import type { StoreRole } from "@/lib/auth/model/store-roles";

interface MemberRole {
  readonly id: string;
  readonly role: StoreRole;
}

/** True when the change would leave the store without an owner. `next` null: the member leaves. */
export function leavesNoOwner(
  members: readonly MemberRole[],
  memberId: string,
  next: StoreRole | null,
): boolean {
  const isOwner = members.some(({ id, role }) => id === memberId && role === "owner");
  if (!isOwner || next === "owner") return false;
  return !members.some(({ id, role }) => id !== memberId && role === "owner");
}
