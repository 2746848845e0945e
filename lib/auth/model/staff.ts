/** Returns true for the staff of a restaurant and for admins. */
export function isStaffOf(
  person: { isAdmin: boolean; tenantIds: readonly string[] },
  tenantId: string,
): boolean {
  return person.isAdmin || person.tenantIds.includes(tenantId);
}
