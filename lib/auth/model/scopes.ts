import * as z from "zod/mini";

export const SCOPES = [
  "orders:read",
  "orders:write",
  "menu:write",
  "notifications:read",
  "notifications:write",
  "events:read",
  "connections:manage",
  "admin:read",
  "admin:write",
  "broadcasts:manage",
] as const;
export const scopeSchema = z.enum(SCOPES);
export type Scope = z.infer<typeof scopeSchema>;

const FOR_ADMINS: readonly Scope[] = ["connections:manage", "admin:read", "admin:write", "broadcasts:manage"];

/** Leaves out scopes beyond the person's rights, which would have no effect. */
export function scopesFor({ isAdmin }: { isAdmin: boolean }): Scope[] {
  return SCOPES.filter((scope) => isAdmin || !FOR_ADMINS.includes(scope));
}
