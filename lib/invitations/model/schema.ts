import * as z from "zod/mini";
import { STORE_ROLES } from "@/lib/auth/model/store-roles";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { givenText } from "@/lib/text/given-text";
import { idSchema } from "@/lib/text/id";

/** Open ones of one fleet or one team. */
export const INVITATIONS_AT_MOST = 50;
export const INVITATION_DAYS = 14;

export const invitedRoleSchema = z.enum(["rider", ...STORE_ROLES]);
export type InvitedRole = z.infer<typeof invitedRoleSchema>;

/** In lower case. */
export const mailAddressSchema = givenText(254).check(
  z.toLowerCase(),
  z.regex(z.regexes.email, "must be an e-mail address"),
);

export const invitationIdSchema = z.object({ invitation_id: idSchema });

export const invitationSchema = z.object({
  id: idSchema,
  email: shortTextSchema,
  role: invitedRoleSchema,
  created_at: instantSchema,
  expires_at: instantSchema,
});
export type Invitation = z.infer<typeof invitationSchema>;
