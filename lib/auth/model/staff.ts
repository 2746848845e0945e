/** Returns whether a person may see and run a restaurant: its staff may, and admins. */
export function isStaffOf(
  person: { isAdmin: boolean; tenantIds: readonly string[] },
  tenantId: string,
): boolean {
  return person.isAdmin || person.tenantIds.includes(tenantId);
}
