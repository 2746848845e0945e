import * as z from "zod/mini";
import { vehicleSchema } from "@/lib/orders/model/delivery";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { givenText } from "@/lib/text/given-text";
import { idSchema } from "@/lib/text/id";

export const RIDERS_AT_MOST = 500;
export const INVITATIONS_AT_MOST = 50;
export const INVITATION_DAYS = 14;

/** In lower case. */
export const mailAddressSchema = givenText(254).check(
  z.toLowerCase(),
  z.regex(z.regexes.email, "must be an e-mail address"),
);

export const fleetRiderSchema = z.object({
  id: idSchema,
  name: shortTextSchema,
  email: shortTextSchema,
  vehicle: vehicleSchema,
  joined_at: instantSchema,
  is_on_shift: z.boolean(),
});
export type FleetRider = z.infer<typeof fleetRiderSchema>;

export const invitationSchema = z.object({
  id: idSchema,
  email: shortTextSchema,
  created_at: instantSchema,
  expires_at: instantSchema,
});
export type Invitation = z.infer<typeof invitationSchema>;

/** The riders of one fleet, and the invitations that nobody has accepted. */
export const fleetSchema = z.object({
  riders: z.array(fleetRiderSchema).check(z.maxLength(RIDERS_AT_MOST)),
  invitations: z.array(invitationSchema).check(z.maxLength(INVITATIONS_AT_MOST)),
});
export type Fleet = z.infer<typeof fleetSchema>;
