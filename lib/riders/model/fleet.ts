import * as z from "zod/mini";
import { INVITATIONS_AT_MOST, invitationSchema } from "@/lib/invitations/model/schema";
import { vehicleSchema } from "@/lib/orders/model/delivery";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

export const RIDERS_AT_MOST = 500;
export const fleetRiderSchema = z.object({
  id: idSchema,
  name: shortTextSchema,
  email: shortTextSchema,
  vehicle: vehicleSchema,
  joined_at: instantSchema,
  is_on_shift: z.boolean(),
});
export type FleetRider = z.infer<typeof fleetRiderSchema>;

/** The riders of one fleet, and the invitations that nobody has accepted. */
export const fleetSchema = z.object({
  riders: z.array(fleetRiderSchema).check(z.maxLength(RIDERS_AT_MOST)),
  invitations: z.array(invitationSchema).check(z.maxLength(INVITATIONS_AT_MOST)),
});
export type Fleet = z.infer<typeof fleetSchema>;
