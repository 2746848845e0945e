import * as z from "zod";

/** Permissions of a personal token. A session may do everything its person may. */
export const SCOPES = [
  "orders:read",
  "orders:write",
  "notifications:read",
  "notifications:write",
  "events:read",
  "connections:manage",
] as const;
export const scopeSchema = z.enum(SCOPES);
export type Scope = z.infer<typeof scopeSchema>;

/** Returns the scopes that a person's tokens may have. Scopes beyond the person's own rights would have no effect. */
export function scopesFor({ isAdmin }: { isAdmin: boolean }): Scope[] {
  return SCOPES.filter((scope) => isAdmin || scope !== "connections:manage");
}
