import * as z from "zod/mini";

/** From the one with the most rights to the one with the fewest. */
export const STORE_ROLES = ["owner", "manager", "staff"] as const;
export const storeRoleSchema = z.enum(STORE_ROLES);
export type StoreRole = z.infer<typeof storeRoleSchema>;

/** By the id of the store. */
export type TenantRoles = Readonly<Record<string, StoreRole>>;
