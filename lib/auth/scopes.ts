import * as z from "zod";

/** What a personal token may be allowed to do. A session may do everything its person may. */
export const SCOPES = ["orders:read", "orders:write", "events:read"] as const;
export const scopeSchema = z.enum(SCOPES);
export type Scope = z.infer<typeof scopeSchema>;
