import * as z from "zod";

/** What a personal token may be allowed to do. A session may do everything its person may. */
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

/** What a token of this person's may be asked to do; more would be refused whatever the token says. */
export function scopesFor({ isAdmin }: { isAdmin: boolean }): Scope[] {
  return SCOPES.filter((scope) => isAdmin || scope !== "connections:manage");
}
