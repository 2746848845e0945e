import * as z from "zod/mini";
import { storeRoleSchema } from "@/lib/auth/model/store-roles";
import { INVITATIONS_AT_MOST, invitationSchema, mailAddressSchema } from "@/lib/invitations/model/schema";
import { shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

/** Members of one store, with its open invitations. */
export const MEMBERS_AT_MOST = 200;

export const memberSchema = z.object({
  id: idSchema,
  name: shortTextSchema,
  email: shortTextSchema,
  role: storeRoleSchema,
});
export type Member = z.infer<typeof memberSchema>;

export const teamSchema = z.object({
  members: z.array(memberSchema).check(z.maxLength(MEMBERS_AT_MOST)),
  invitations: z.array(invitationSchema).check(z.maxLength(INVITATIONS_AT_MOST)),
});
export type Team = z.infer<typeof teamSchema>;

export const inviteMemberSchema = z.object({
  tenant_id: idSchema,
  email: mailAddressSchema,
  role: storeRoleSchema,
});
export const changeRoleSchema = z.object({ tenant_id: idSchema, user_id: idSchema, role: storeRoleSchema });
export const removeMemberSchema = z.object({ tenant_id: idSchema, user_id: idSchema });
