import * as z from "zod/mini";

export const SCOPES = [
  "orders:read",
  "orders:write",
  "menu:write",
  "notifications:read",
  "notifications:write",
  "events:read",
  "connections:manage",
  "broadcasts:manage",
] as const;
export const scopeSchema = z.enum(SCOPES);
export type Scope = z.infer<typeof scopeSchema>;

const OF_ADMINS: readonly Scope[] = ["connections:manage", "broadcasts:manage"];

/** Leaves out scopes beyond the person's rights, which would have no effect. */
export function scopesFor({ isAdmin }: { isAdmin: boolean }): Scope[] {
  return SCOPES.filter((scope) => isAdmin || !OF_ADMINS.includes(scope));
}
