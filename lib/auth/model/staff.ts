import type { StoreRole, TenantRoles } from "./store-roles";

/** Every member of a store, and admins. */
export function isStaffOf(
  person: { isAdmin: boolean; tenantIds: readonly string[] },
  tenantId: string,
): boolean {
  return person.isAdmin || person.tenantIds.includes(tenantId);
}

export interface PersonWithRoles {
  isAdmin: boolean;
  tenantRoles: TenantRoles;
}

const hasRole = (
  { isAdmin, tenantRoles }: PersonWithRoles,
  tenantId: string,
  roles: readonly StoreRole[],
) => {
  if (isAdmin) return true;
  const role = Object.hasOwn(tenantRoles, tenantId) ? tenantRoles[tenantId] : undefined;
  return role !== undefined && roles.includes(role);
};

/** Owners, managers and admins. */
export function mayManage(person: PersonWithRoles, tenantId: string): boolean {
  return hasRole(person, tenantId, ["owner", "manager"]);
}

/** Owners and admins. */
export function isOwnerOf(person: PersonWithRoles, tenantId: string): boolean {
  return hasRole(person, tenantId, ["owner"]);
}
