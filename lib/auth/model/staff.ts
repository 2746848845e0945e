export function isStaffOf(
  person: { isAdmin: boolean; tenantIds: readonly string[] },
  tenantId: string,
): boolean {
  return person.isAdmin || person.tenantIds.includes(tenantId);
}
